"""Tables as plain values, for the API and for pages: each cell with its text, its state and its number."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from db.money import Money
from reports.cells import LEGEND, as_number, as_text
from reports.table import Cell, Column, Kind, Missing, Role, Table


class CellState(StrEnum):
    """Whether a cell has a value, and if not, why."""

    VALUE = "VALUE"
    EMPTY = "EMPTY"
    UNKNOWN = "UNKNOWN"
    WITHHELD = "WITHHELD"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_RELEASED = "NOT_RELEASED"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell as it is printed, and as it is."""

    text: str
    state: CellState
    number: Decimal | None = None
    """An amount in major units, a count, a rate or a share (0.1 is 10 %)."""
    money: Money | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column's key, label and kind."""

    key: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row: its cells in the order of the columns."""

    key: str
    role: Role
    cells: tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table, its notes, and the meaning of the symbols in it."""

    key: str
    title: str
    unit: str | None
    columns: tuple[PrintedColumn, ...]
    rows: tuple[PrintedRow, ...]
    notes: tuple[str, ...]
    legend: tuple[str, ...]


def printed(table: Table) -> PrintedTable:
    """A table as plain values."""
    return PrintedTable(
        table.key,
        table.title,
        table.unit,
        tuple(PrintedColumn(column.key, column.label, column.kind) for column in table.columns),
        tuple(
            PrintedRow(
                row.key,
                row.role,
                tuple(
                    printed_cell(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)
                ),
            )
            for row in table.rows
        ),
        table.notes,
        tuple(LEGEND[symbol] for symbol in table.missing()),
    )


def printed_cell(cell: Cell, column: Column) -> PrintedCell:
    """A cell as a column of its kind prints it."""
    state = CellState.VALUE
    if cell is None:
        state = CellState.EMPTY
    elif isinstance(cell, Missing):
        state = CellState[cell.name]
    return PrintedCell(
        as_text(cell, column),
        state,
        as_number(cell),
        cell if isinstance(cell, Money) else None,
        cell if isinstance(cell, datetime.date) else None,
    )
