"""Where each table of a workbook stands, so that formulas can point at its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter, quote_sheetname

from reports.table import Cell, Table

_PLAIN_NAME: Final = re.compile("[A-Za-z]{4,}")
"""Names of sheets that need no quotes and cannot be taken for a cell's address."""


def sheet_prefix(sheet: str) -> str:
    """What stands before an address on another sheet: `Funds!`, `'Exchange rates'!`."""
    return f"{sheet if _PLAIN_NAME.fullmatch(sheet) else quote_sheetname(sheet)}!"


def ranges(rows: Iterable[int], letter: str) -> Iterator[str]:
    """`E6:E8`, `E10`: neighbouring rows of a column, put together. Letter may name a sheet before it."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    column = letter.rpartition("!")[2]
    for run in runs:
        yield f"{letter}{run[0]}" + (f":{column}{run[-1]}" if len(run) > 1 else "")


@dataclass(frozen=True, slots=True)
class Place:
    """A table on a sheet, its first column in column A."""

    sheet: str
    table: Table
    head_row: int
    row_numbers: Mapping[str, int]
    """The sheet's row of each row of the table, by its key."""

    @classmethod
    def of(cls, sheet: str, table: Table, head_row: int) -> Place:
        numbers = {row.key: number for number, row in enumerate(table.rows, head_row + 1)}
        return cls(sheet, table, head_row, numbers)

    @property
    def last_row(self) -> int:
        """The last row of the body, in which an empty table says that it is empty."""
        return self.head_row + max(len(self.table.rows), 1)

    def letter(self, column: str) -> str:
        return get_column_letter(self.table.column_index(column) + 1)

    def cell(self, row: str, column: str) -> Cell:
        """What stands in a cell; as `Table.cell`, without searching for the row."""
        index = self.row_numbers[row] - self.head_row - 1
        return self.table.rows[index].cells[self.table.column_index(column)]


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell with a name of its own."""

    place: Place
    row: str

    @property
    def column(self) -> str:
        return self.place.table.columns[-1].key

    @property
    def address(self) -> str:
        """`'Exchange rates'!$F$7`"""
        letter, number = self.place.letter(self.column), self.place.row_numbers[self.row]
        return f"{sheet_prefix(self.place.sheet)}${letter}${number}"


@dataclass(frozen=True, slots=True)
class Layout:
    """All tables of a workbook, and the cells that have names."""

    places: Mapping[str, Place]
    """By the table's key."""
    named: Mapping[str, NamedCell]
    names: Mapping[tuple[str, str], str]
    """The same names, by table and row."""

    @classmethod
    def of(cls, places: Iterable[Place]) -> Layout:
        """Lay out tables. Raises ValueError when two rows have one name."""
        by_table = {place.table.key: place for place in places}
        named: dict[str, NamedCell] = {}
        names: dict[tuple[str, str], str] = {}
        for place in by_table.values():
            for row in place.table.rows:
                if row.name is None:
                    continue
                if row.name in named:
                    raise ValueError(f"two rows are named {row.name}")
                named[row.name] = NamedCell(place, row.key)
                names[place.table.key, row.key] = row.name
        return cls(by_table, named, names)
