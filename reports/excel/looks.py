"""Which look a cell of a table has, by what it holds and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from db.money import Money
from reports.excel.styles import ALERT, HEAD, Align, Look
from reports.table import Cell, Column, Kind, Missing, Role, Table

_TEXT: Final = Look("Report text", wraps=True)
_LABEL: Final = Look("Report label")
"""Text that runs on over the empty cells beside it."""
_SYMBOL: Final = Look("Report symbol", wraps=True)
_MONEY: Final = Look("Report money", "#,##0.00")
_COUNT: Final = Look("Report count", "#,##0")
_YEAR: Final = Look("Report year", "0")
_SHARE: Final = Look("Report share", "0.0%")
_DATE: Final = Look("Report date", "yyyy-mm-dd")
_MOST_DECIMALS: Final = 8
_LONG_TEXT: Final = 36
"""Characters beyond which a text may wrap, and so fill its column."""
_LONG_TEXT_IN_A_WIDE_TABLE: Final = 14
MANY_COLUMNS: Final = 20
"""A table of more columns is set much tighter, and printed nearer to the edges of the page."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column as it stands in its table."""

    column: Column
    align: Align
    indent: int
    """1 for text right of numbers or of long texts, which would touch them."""
    decimals: int
    """What every decimal number of the column is shown with, so that their points stand in line."""

    @property
    def head(self) -> Look:
        """A head stands over its column as the column's cells stand."""
        return _placed(HEAD, self.align, self.indent)


def slots(table: Table) -> tuple[Slot, ...]:
    """The columns of a table: text left, numbers right, and what is mixed as suits it."""
    found: list[Slot] = []
    for index, column in enumerate(table.columns):
        align = _alignment(table, index)
        indent = int(align == "left" and index > 0 and _fills(table, index - 1, found[-1].align))
        decimals = max((_decimals(row.cells[index]) for row in table.rows), default=0)
        found.append(Slot(column, align, indent, decimals))
    return tuple(found)


def look_of(
    cell: Cell,
    slot: Slot,
    role: Role = Role.BODY,
    *,
    in_group: bool = False,
    runs_on: bool = False,
    tall: bool = False,
) -> Look:
    """The look of a cell.

    in_group: the first cell of a line below a group's heading. runs_on: text with nothing right of it.
    tall: in a row of several lines.
    """
    look = _LABEL if runs_on and isinstance(cell, str) else _format(cell, slot)
    look = _placed(look, slot.align, 1 if in_group else slot.indent)
    return _standing(look, role, tall=tall)


@cache
def alert(look: Look) -> Look:
    """The same look for a word that says that something does not hold."""
    return replace(look, name=f"{look.name}, alert", colour=ALERT, bold=True)


def _fills(table: Table, index: int, align: Align) -> bool:
    """Whether what stands in a column reaches its right edge."""
    if align == "right":
        return True
    texts = (row.cells[index] for row in table.rows if row.role is Role.BODY)
    longest = _LONG_TEXT_IN_A_WIDE_TABLE if len(table.columns) > MANY_COLUMNS else _LONG_TEXT
    return any(isinstance(text, str) and len(text) > longest for text in texts)


def _alignment(table: Table, index: int) -> Align:
    match table.columns[index].kind:
        case Kind.TEXT | Kind.DATE:
            return "left"
        case Kind.MIXED if any(isinstance(row.cells[index], str | date) for row in table.rows):
            # values beside their labels, rather than a column of numbers
            return "left"
        case _:
            return "right"


def _format(cell: Cell, slot: Slot) -> Look:
    kind = slot.column.kind
    match cell:
        case Missing():
            return _SYMBOL
        case Money():
            return _MONEY if kind is Kind.MONEY else _money_with_code(cell.currency)
        case Fraction() if kind is Kind.MONEY:
            return _MONEY
        case Fraction() if kind in {Kind.RATE, Kind.NUMBER}:
            return _number(_MOST_DECIMALS)
        case Fraction():
            return _SHARE
        case Decimal():
            return _number(_decimals(cell) if kind is Kind.MIXED else slot.decimals)
        case int():
            return _YEAR if kind is Kind.YEAR else _COUNT
        case date():
            return _DATE
        case _:
            return _TEXT


@cache
def _money_with_code(currency: str) -> Look:
    return Look(f"Report {currency}", f"[${currency}] #,##0.00;[${currency}] -#,##0.00")


@cache
def _number(decimals: int) -> Look:
    return Look(f"Report number {decimals}", f"#,##0.{'0' * decimals}" if decimals else "#,##0")


def _decimals(cell: Cell) -> int:
    """How many decimals a number needs; none for anything else."""
    if not isinstance(cell, Decimal):
        return 0
    return min(max(-int(cell.normalize().as_tuple().exponent), 0), _MOST_DECIMALS)


@cache
def _placed(look: Look, align: Align, indent: int) -> Look:
    name = look.name + (", right" if align == "right" else ", indented" if indent else "")
    return replace(look, name=name, align=align, indent=indent)


@cache
def _standing(look: Look, role: Role, *, tall: bool) -> Look:
    if tall:
        look = replace(look, name=f"{look.name}, tall", vertical="top")
    match role:
        case Role.BODY:
            return look
        case Role.GROUP:
            return replace(look, name=f"{look.name}, group", bold=True)
        case _:
            return replace(look, name=f"{look.name}, total", bold=True, above="thin")
