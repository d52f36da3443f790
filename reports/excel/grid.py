"""A sheet being filled: puts values and formulas in cells, and remembers what each formula gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from db.money import Money
from reports.excel.layout import ranges
from reports.excel.styles import Look, Styles
from reports.excel.texts import begins_like_a_formula, looks_like_a_number, storable
from reports.table import Cell, Missing

_DAY_ZERO: Final = date(1899, 12, 30)
"""Excel counts days from here, for all days after February 1900."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A value as it stands in the file: exact digits, or text."""

    written: str
    is_text: bool

    @classmethod
    def of(cls, cell: Cell) -> Stored:
        """A cell's value; an empty one is an empty text."""
        match cell:
            case None:
                return cls("", is_text=True)
            case Missing():
                return cls(cell.value, is_text=True)
            case Money():
                return cls(f"{cell.amount:f}", is_text=False)
            case Decimal():
                return cls(f"{cell:f}", is_text=False)
            case Fraction():
                return cls(repr(float(cell)), is_text=False)
            case date():
                return cls(str((cell - _DAY_ZERO).days), is_text=False)
            case int():
                return cls(str(cell), is_text=False)
            case str():
                return cls(storable(cell), is_text=True)


class Grid:
    """One sheet of a workbook while it is written."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self.sheet = sheet
        self._styles = styles
        self.results: dict[str, Stored] = {}
        """What each formula gives, by its cell's address."""
        self._codes: dict[str, list[int]] = {}

    def put(self, row: int, column: int, value: Cell, look: Look, formula: str | None = None) -> SheetCell:
        """Write a value, or a formula whose value it is."""
        cell = self.sheet.cell(row, column)
        assert isinstance(cell, SheetCell)
        self._styles.apply(look, cell)
        stored = Stored.of(value)
        if formula is not None:
            cell.value = f"={formula}"
            self.results[cell.coordinate] = stored
        elif stored.written:
            # digits go to the file as they are: openpyxl would pass a number through a float
            cell.value = stored.written
            cell.data_type = "s" if stored.is_text else "n"
        if formula is None and stored.is_text:
            # the apostrophe that keeps text what it is when someone edits the cell
            cell.quotePrefix = begins_like_a_formula(stored.written)
            if looks_like_a_number(stored.written):
                self._codes.setdefault(cell.column_letter, []).append(row)
        return cell

    @property
    def codes(self) -> list[str]:
        """The addresses of texts that look like numbers, neighbours put together."""
        return [found for letter, rows in self._codes.items() for found in ranges(rows, letter)]
