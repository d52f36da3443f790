"""The one printed form: a table that feeds Excel, Word, the page and the API alike.

Parts have the names of statistical printing: columns with labels, a body of rows, totals, notes.
How a cell derives from others is data (`reports.formulas`); the cell carries its value as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from typing import TypeAlias

from db.money import Money
from reports.formulas import Formula, RowSum


class Missing(Enum):
    """Why a cell has no value. None of these is zero, and an empty cell (None) is none of these."""

    UNKNOWN = ".."
    WITHHELD = "s"
    NOT_APPLICABLE = "n/a"
    NOT_RELEASED = "not released"


Cell: TypeAlias = str | int | Decimal | Fraction | Money | date | Missing | None
"""A Fraction is an exact share (1/10 prints as 10.0%), or in a column of money an exact quotient of amounts.
None: nothing belongs in this cell."""


class Kind(StrEnum):
    """What a column holds; decides alignment and format in every medium."""

    TEXT = "TEXT"
    COUNT = "COUNT"
    YEAR = "YEAR"
    NUMBER = "NUMBER"
    MONEY = "MONEY"
    SHARE = "SHARE"
    RATE = "RATE"
    DATE = "DATE"
    MIXED = "MIXED"
    """Each cell by its own type, with its currency: the value column of a label and value list."""


class Role(StrEnum):
    """What a row is in its table."""

    BODY = "BODY"
    GROUP = "GROUP"
    """A heading of the rows below it: text in the first column, nothing else."""
    SUBTOTAL = "SUBTOTAL"
    TOTAL = "TOTAL"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; with a formula, each row's cell derives from others of its row."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    formula: Formula | None = None
    adds_up: bool = False
    """Whether a row that sums rows sums this column too."""
    note: str | None = None
    """What a reader may ask about the column; a cell note in a workbook."""
    spans: bool = False
    """Whether an empty cell of the body belongs to the one above it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells in the order of the table's columns, and how they derive where they do."""

    key: str
    cells: tuple[Cell, ...]
    role: Role = Role.BODY
    plus: tuple[str, ...] = ()
    """Keys of the rows whose sum this row is, in every column that adds up."""
    minus: tuple[str, ...] = ()
    formulas: Mapping[str, Formula | None] = field(default_factory=dict)
    """By column key, cells that derive in a way of their own; None for a constant."""
    name: str | None = None
    """A name for the row's last cell, by which formulas of any table refer to it."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """By column key, what a reader may ask about a cell; a cell note in a workbook."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is printed in every medium."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str | None = None
    """The currency of every MONEY column."""
    notes: tuple[str, ...] = ()
    empty: str = "Nothing to report in this period."
    """Said in place of a body without rows."""
    _columns_at: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _rows_at: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_columns_at", {column.key: at for at, column in enumerate(self.columns)})
        object.__setattr__(self, "_rows_at", {row.key: at for at, row in enumerate(self.rows)})
        if len(self._rows_at) != len(self.rows):
            raise ValueError(f"table {self.key}: two rows have one key")
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(f"table {self.key}: a row does not fit the columns")

    def column_index(self, key: str) -> int:
        """Where a column stands, from 0. Raises KeyError."""
        return self._columns_at[key]

    def row_index(self, key: str) -> int:
        """Where a row stands, from 0. Raises KeyError."""
        return self._rows_at[key]

    def row(self, key: str) -> Mapping[str, Cell]:
        """A row's cells by column key."""
        cells = self.rows[self.row_index(key)].cells
        return {column.key: cell for column, cell in zip(self.columns, cells, strict=True)}

    def cell(self, row: str, column: str) -> Cell:
        return self.rows[self.row_index(row)].cells[self.column_index(column)]

    def formula(self, row: Row, column: Column) -> Formula | None:
        """How a cell derives; None for a value that stands for itself.

        Arithmetic on an unknown or withheld cell is a constant, so that no formula can give it away.
        """
        if row.role is Role.GROUP:
            return None
        value = row.cells[self.column_index(column.key)]
        if value is None or (isinstance(value, Missing) and value is not Missing.NOT_APPLICABLE):
            return None
        if column.key in row.formulas:
            return row.formulas[column.key]
        if column.formula is not None:
            return column.formula
        if column.adds_up and (row.plus or row.minus):
            return RowSum(row.plus, row.minus)
        return None

    def missing(self) -> Sequence[Missing]:
        """The symbols that appear in the body, in the order of their legend."""
        found = {cell for row in self.rows for cell in row.cells if isinstance(cell, Missing)}
        return [symbol for symbol in Missing if symbol in found]
