"""What a cell says, by the form of its column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from db.imports.columns import Amount, Code, CodeOf, Day, Form, Number, QuarterCode, Text, Whole, YesNo
from db.imports.reader import Cell


class Misread(Exception):
    """A cell that cannot be understood."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(expected)
        self.found, self.expected = found, expected


@dataclass(frozen=True, slots=True)
class Choices:
    """The codes that a cell may hold."""

    noun: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says."""

    value: Any
    is_interpreted: bool = False


def read_cell(form: Form, cell: Cell, choices: Choices | None) -> Read:
    """What a cell says. Raises Misread."""
    if cell.flaw:
        raise Misread(cell.flaw.value, "a value")
    value = cell.value
    match form:
        case Text():
            return Read(str(value).strip())
        case Code() | CodeOf():
            assert choices
            if str(value) not in choices.codes:
                raise Misread(str(value), f"a {choices.noun}")
            return Read(str(value))
        case Day():
            if isinstance(value, datetime):
                value = value.date()
            if not isinstance(value, date):
                raise Misread(str(value), "a date")
            return Read(value)
        case QuarterCode():
            return Read(str(value))
        case Amount() | Number():
            if not isinstance(value, Decimal):
                raise Misread(str(value), "a number")
            return Read(value)
        case Whole():
            return Read(int(str(value)))
        case YesNo():
            return Read(value in ("yes", True))
