"""What a cell says, by the form of its column."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from db.imports.columns import Amount, Code, CodeOf, Day, Form, Number, QuarterCode, Text, Whole, YesNo
from db.imports.days import read_day, read_quarter
from db.imports.misread import Misread, Read
from db.imports.numbers import read_number
from db.imports.reader import Cell, Flaw
from db.money import PLACES

_INSTEAD: Final = {
    Flaw.FORMULA: "a value; copy it and paste it as a value",
    Flaw.ERROR: "a value; the cell shows an error",
    Flaw.MERGED: "one value in each cell; undo the merging",
    Flaw.UNREADABLE: "a value; type it anew",
}
_UNSEEN: Final = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_LOOKING_ALIKE: Final = str.maketrans(
    "АВЕКМНОРСТХІЅЈаеорсхіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXISJaeopcxisjABEZHIKMNOPTYX"
)
"""Cyrillic and Greek letters that nobody can tell from Latin ones."""
_YES: Final = ("yes", "y", "true", "ja", "1")
_NO: Final = ("no", "n", "false", "nei", "0")
_SHOWN: Final = 8


@dataclass(frozen=True)
class Choices:
    """The codes that a cell may hold."""

    noun: str
    codes: tuple[str, ...]

    @cached_property
    def by_folded(self) -> dict[str, str | None]:
        """The codes by how they look without case; None where two look the same."""
        folded: dict[str, str | None] = {}
        for code in self.codes:
            key = code.translate(_LOOKING_ALIKE).casefold()
            folded[key] = None if key in folded else code
        return folded

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.codes)

    @property
    def expected(self) -> str:
        """What may stand there, in words."""
        if not self.codes:
            return f"a {self.noun}; there is none yet"
        if len(self.codes) <= _SHOWN:
            return f"{self.noun}: {', '.join(self.codes)}"
        return f"a {self.noun} of the list, such as {self.codes[0]}"


def read_cell(form: Form, cell: Cell, choices: Choices | None) -> Read:
    """What a cell says; a value of None where it says nothing. Raises Misread."""
    if cell.flaw is not None:
        raise Misread(cell.flaw.value, _INSTEAD[cell.flaw])
    value = cell.value
    match form:
        case Text():
            return _text(value, form.longest)
        case Code() | CodeOf():
            assert choices is not None
            return _code(value, choices)
        case Day():
            return read_day(value)
        case QuarterCode():
            return read_quarter(value)
        case Amount():
            return read_number(value, PLACES, "an amount such as 1250.00, with at most two decimals")
        case Number():
            return read_number(value, form.places, f"a number with at most {form.places} decimals")
        case Whole():
            read = read_number(value, 0, "a whole number")
            return Read(int(read.value), read.is_interpreted)
        case YesNo():
            return _yes_or_no(value)


def _text(value: object, longest: int) -> Read:
    if isinstance(value, Decimal):
        said = f"{value.normalize():f}"
    elif isinstance(value, bool) or not isinstance(value, str):
        raise Misread(str(value), "a text")
    else:
        said = unicodedata.normalize("NFC", value.translate(_UNSEEN)).strip()
    if len(said) > longest:
        raise Misread(said, f"a text of at most {longest:,} characters; this has {len(said):,}")
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in said):
        raise Misread(said, "a text without control characters")
    return Read(said or None)


def _code(value: object, choices: Choices) -> Read:
    said = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    if said in choices.known:
        return Read(said)
    meant = said.translate(_UNSEEN).strip()
    if not meant:
        return Read(None)
    code = choices.by_folded.get(meant.translate(_LOOKING_ALIKE).casefold())
    if code is None:
        raise Misread(meant, choices.expected)
    return Read(code, is_interpreted=code != meant)


def _yes_or_no(value: object) -> Read:
    if isinstance(value, bool):
        return Read(value)
    said = str(value).strip().casefold()
    if said in _YES or said in _NO:
        return Read(said in _YES, is_interpreted=said not in ("yes", "no"))
    raise Misread(str(value), "yes or no")
