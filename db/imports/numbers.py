"""Numbers as offices type them: understood where only one number can be meant, refused where two can."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from db.imports.misread import Misread, Read

_BLANKS: Final = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_MINUS: Final = str.maketrans({"−": "-", "–": "-"})
_PLAIN: Final = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_GROUPED_BLANKS: Final = re.compile(r"[+-]?\d{1,3}([ \u00a0\u202f\u2009'’]\d{3})+([.,]\d+)?", re.ASCII)
_COMMA_DECIMAL: Final = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_ENGLISH: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+|[+-]?\d{1,3}(,\d{3}){2,}", re.ASCII)
_NORWEGIAN: Final = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+|[+-]?\d{1,3}(\.\d{3}){2,}", re.ASCII)
_EITHER: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_IN_BRACKETS: Final = re.compile(r"\((.+)\)")


def read_number(value: object, places: int, expected: str) -> Read:
    """A number with at most so many decimals. Raises Misread."""
    if isinstance(value, Decimal):
        return Read(_within(value, places, str(value), expected))
    if not isinstance(value, str):
        raise Misread(str(value), expected)
    text = value.strip().translate(_MINUS)
    if (inside := _IN_BRACKETS.fullmatch(text)) and not inside.group(1).startswith(("-", "+")):
        text = f"-{inside.group(1)}"
    if _EITHER.fullmatch(text):
        whole, part = re.split("[.,]", text)
        raise Misread(value, f"{expected}; this may be {whole}.{part} or {whole}{part}")
    return Read(_within(_decimal(text, value, expected), places, value, expected), is_interpreted=True)


def _decimal(text: str, value: str, expected: str) -> Decimal:
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED_BLANKS.fullmatch(text) or _COMMA_DECIMAL.fullmatch(text):
        return Decimal(text.translate(_BLANKS).replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _NORWEGIAN.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    raise Misread(value, expected)


def _within(number: Decimal, places: int, found: str, expected: str) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > places or number.adjusted() > 15:
        raise Misread(found, expected)
    return number
