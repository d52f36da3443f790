"""Numbers as offices type them: understood where only one number can be meant, refused where two can."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from db.imports.misread import Misread, Read, shown
from db.money import PLACES
from db.tidying import tidy

AMOUNT: Final = "an amount such as 1250.00, with at most two decimals"

_GROUPED: Final = re.compile(r"\d{1,3}(?:([ '’.,])\d{3})(?:\1\d{3})*(?:(?!\1)([.,])\d+)?", re.ASCII)
_SIMPLE: Final = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_TWOFOLD: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_SIGNED: Final = re.compile(r"(?P<sign>[+-]?) ?(?P<number>\d.*)|\((?P<bracketed>\d.*)\)", re.ASCII)
_MINUS: Final = str.maketrans("−–‒", "---")
_UNIT: Final = re.compile(
    r"(?P<before>[^\d\s().,'’+-]*) ?(?P<rest>[-+(]?.*?[\d)]) ?(?P<after>[^\d\s().,'’+-]*\.?)", re.ASCII
)
_LONGEST: Final = 40
_LARGEST: Final = 13
_DIGITS: Final = 18
"""That a whole number of 64 bits holds, those behind the point with them."""

_SIGNS: Final[Mapping[str, frozenset[str]]] = {
    "$": frozenset({"USD"}),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "₴": frozenset({"UAH"}),
    "₾": frozenset({"GEL"}),
    "kr": frozenset({"NOK", "SEK", "DKK"}),
    "kr.": frozenset({"NOK", "SEK", "DKK"}),
    "lei": frozenset({"MDL", "RON"}),
    "br": frozenset({"BYN"}),
    "грн": frozenset({"UAH"}),
    "грн.": frozenset({"UAH"}),
}


def read_number(value: object, places: int, expected: str) -> Read:
    """A number with at most so many decimals, never rounded. Raises Misread."""
    if isinstance(value, Decimal):
        return Read(_within(value, places, value, expected))
    if not isinstance(value, str):
        raise Misread(shown(value), expected)
    return _parsed(_plain(value), value, places, expected)


def read_amount(value: object, currency: str | None) -> Read:
    """An amount in major units. A text may name its currency, when that is known. Raises Misread."""
    if not isinstance(value, str):
        return read_number(value, PLACES, AMOUNT)
    text = _plain(value)
    if (match := _UNIT.fullmatch(text)) and (match["before"] or match["after"]):
        named = [part.lower() for part in (match["before"], match["after"]) if part]
        if currency is None:
            raise Misread(value, f"{AMOUNT}, and nothing else")
        if len(named) > 1 or not _names(named[0], currency):
            raise Misread(value, f"an amount in {currency}, with its currency once or not at all")
        text = match["rest"]
    return _parsed(text, value, PLACES, AMOUNT)


def read_percentage(value: object, places: int, expected: str) -> Read:
    """Per cent: 12.5 for 12.5 in a hundred, however it is shown. Raises Misread."""
    if isinstance(value, str) and (text := _plain(value)).endswith("%"):
        return _parsed(text.removesuffix("%").rstrip(), value, places, expected)
    return read_number(value, places, expected)


def _plain(text: str) -> str:
    return tidy(text).translate(_MINUS)


def _parsed(text: str, original: str, places: int, expected: str) -> Read:
    number = _parse(text, original, expected)
    return Read(_within(number, places, original, expected), is_interpreted=True)


def _parse(text: str, original: str, expected: str) -> Decimal:
    """The one number that a tidy text can mean."""
    match = _SIGNED.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        raise Misread(original, expected)
    body = match["number"] or match["bracketed"]
    sign = -1 if match["bracketed"] or match["sign"] == "-" else 1
    if _TWOFOLD.fullmatch(body):
        whole, part = re.split("[.,]", body)
        minus = "-" if sign < 0 else ""
        raise Misread(original, f"{expected}; this may be {minus}{whole}.{part} or {minus}{whole}{part}")
    if _SIMPLE.fullmatch(body):
        return sign * Decimal(body.replace(",", "."))
    if grouping := _GROUPED.fullmatch(body):
        return sign * Decimal(body.replace(grouping[1], "").replace(",", "."))
    raise Misread(original, expected)


def _within(number: Decimal, places: int, found: object, expected: str) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > places:
        raise Misread(shown(found), expected)
    largest = 10 ** min(_LARGEST, _DIGITS - places)
    if abs(number) >= largest:
        raise Misread(shown(found), f"{expected}, below {largest:,}")
    return number


def _names(sign: str, currency: str) -> bool:
    return sign == currency.lower() or currency in _SIGNS.get(sign, ())
