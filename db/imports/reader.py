"""The cells of a sheet, row by row, with their addresses; memory does not grow with the rows.

for row in read_sheet(package, "Ledger"):
    row.number, row.cells["D"].value
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from db.imports.package import Package


class Flaw(Enum):
    """Why a cell has no value that can be taken."""

    FORMULA = "a formula"
    ERROR = "an error value"
    MERGED = "merged cells"
    UNREADABLE = "not a value"


class Cell(NamedTuple):
    """What stands in a cell: a text, an exact number, yes or no, a day; or why it is none."""

    address: str
    """Such as `D14`."""
    value: str | Decimal | bool | date | None
    """None with a flaw. A date with a time of day is a `datetime`."""
    flaw: Flaw | None = None


class Row(NamedTuple):
    """A row with at least one cell that is not empty."""

    number: int
    """As Excel counts them, from 1."""
    cells: Mapping[str, Cell]
    """By column letters, from left to right; empty cells are not among them."""
    is_hidden: bool = False
    """Whether a filter or a person hides it; it is read all the same."""


def read_sheet(package: Package, name: str) -> Iterator[Row]:
    """The rows of a sheet from top to bottom.

    Raises NotFound for a sheet that is not there, and WorkbookRefused, also between two rows,
    when the sheet is damaged or has cells far outside of a table.
    """
    raise NotImplementedError
