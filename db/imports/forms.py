"""What a cell says, by the form of its column."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from db.folding import fold
from db.imports.choices import Choices
from db.imports.columns import Amount, Code, CodeOf, Day, Form, Number, QuarterCode, Text, Whole, YesNo
from db.imports.days import read_day, read_quarter
from db.imports.misread import Misread, Read, shown
from db.imports.numbers import read_amount, read_number, read_percentage
from db.imports.reader import Cell, Flaw
from db.tidying import tidy

_INSTEAD: Final = {
    Flaw.FORMULA: "a value; copy it and paste it as a value",
    Flaw.ERROR: "a value; the cell shows an error",
    Flaw.MERGED: "one value in each cell; undo the merging",
    Flaw.UNREADABLE: "a value; type it anew",
}
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_MOST: Final = 999_999_999
"""The largest whole number that a template takes."""
_YES: Final = frozenset(map(fold, ("yes", "y", "true", "ja", "так", "да", "da", "კი", "1")))
_NO: Final = frozenset(map(fold, ("no", "n", "false", "nei", "ні", "не", "нет", "nu", "არა", "0")))


def read_cell(form: Form, cell: Cell, choices: Choices | None, currency: str | None = None) -> Read:
    """What a cell says; a value of None where it says nothing. Raises Misread.

    choices are those of a code. currency is that of an amount, where its row tells it.
    """
    if cell.flaw is not None:
        raise Misread(cell.flaw.value, _INSTEAD[cell.flaw])
    value = cell.value
    match form:
        case Text():
            return _text(value, form.longest)
        case Code() | CodeOf():
            assert choices is not None
            return choices.read(value)
        case _ if isinstance(value, str) and not tidy(value):
            return Read(None)
        case Day():
            return read_day(value)
        case QuarterCode():
            return read_quarter(value)
        case Amount():
            return read_amount(value, currency)
        case Number(places=places, is_percentage=True):
            return read_percentage(value, places, f"per cent, a number with at most {places} decimals")
        case Number(places=places):
            return read_number(value, places, f"a number with at most {places} decimals")
        case Whole():
            return _whole(value)
        case YesNo():
            return _yes_or_no(value)


def _text(value: object, longest: int) -> Read:
    if isinstance(value, Decimal):
        # Excel has taken the zeros before it away, if there were any
        said, is_interpreted = f"{value.normalize():f}", True
    elif isinstance(value, str):
        said = tidy(value)
        is_interpreted = said != value
    else:
        raise Misread(shown(value), "a text; set the format of the cell to Text and type it anew")
    if len(said) > longest:
        raise Misread(said, f"a text of at most {longest:,} characters; this has {len(said):,}")
    if not (said.isascii() and said.isprintable()):
        _refuse_unprintable(said)
    return Read(said, is_interpreted) if said else Read(None)


def _refuse_unprintable(text: str) -> None:
    if _TURNING.search(text):
        raise Misread("a text with hidden signs that turn its direction", "a text; type it anew")
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") and sign not in "\n\t" for sign in text):
        raise Misread("a text with signs that cannot be printed", "a text; type it anew")


def _whole(value: object) -> Read:
    read = read_number(value, 0, "a whole number")
    if abs(read.value) > _MOST:
        raise Misread(shown(value), f"a whole number, at most {_MOST:,}")
    return Read(int(read.value), read.is_interpreted)


def _yes_or_no(value: object) -> Read:
    if isinstance(value, bool):
        return Read(value)
    said = fold(tidy(shown(value)))
    if said in _YES or said in _NO:
        return Read(said in _YES, is_interpreted=value not in ("yes", "no"))
    raise Misread(shown(value), "yes or no")
