"""What a cell was read as, or why it was not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


class Misread(Exception):
    """A cell that cannot be understood, or of which two things could be understood."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(expected)
        self.found, self.expected = found, expected


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says."""

    value: Any
    is_interpreted: bool = False
    """Whether it was written in another form, so that a preview should show what it was taken for."""


def shown(value: object) -> str:
    """What stands in a cell, as a problem names it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"the date {value}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value).strip()
