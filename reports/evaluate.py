"""Formulas evaluated exactly over printed tables: what a recalculating spreadsheet must find."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from db.money import Money, round_half_up
from reports.formulas import (
    At,
    CountOf,
    Days,
    Difference,
    Formula,
    Named,
    Number,
    Product,
    Ratio,
    RowSum,
    Sum,
    Term,
    Verdict,
)
from reports.table import Cell, Missing, Role, Row, Table

Found: TypeAlias = Fraction | str
"""An amount in major units, a count, a share, or a text."""

_DAY_ZERO = date(1899, 12, 30)
"""Spreadsheets count days from here."""
HALF_A_MINOR_UNIT = Fraction(5, 1000)


def plain(cell: Cell) -> Found:
    """A cell as a formula sees it: an empty one is zero, a symbol is its text, a day counts days."""
    match cell:
        case None:
            return Fraction(0)
        case Money():
            return Fraction(cell.amount)
        case date():
            return Fraction((cell - _DAY_ZERO).days)
        case Missing():
            return cell.value
        case int() | Decimal() | Fraction():
            return Fraction(cell)
        case _:
            return str(cell)


def evaluate(formula: Formula, table: Table, row: Row, column: str, book: Mapping[str, Table]) -> Found:
    """The value of the formula of one cell, given every table by its key."""
    return _Evaluator(table, row, column, book).term(formula)


class _Evaluator:
    def __init__(self, table: Table, row: Row, column: str, book: Mapping[str, Table]) -> None:
        self._table, self._row, self._column, self._book = table, row, column, book

    def term(self, term: Term) -> Found:
        match term:
            case str():
                return self.term(At(term))
            case At():
                table = self._book[term.table] if term.table else self._table
                return plain(table.cell(term.row or self._row.key, term.column))
            case Named():
                return plain(self._named(term.name))
            case Number():
                return Fraction(term.value)
            case Days():
                return self._number(term.last) - self._number(term.first) + 1
            case Sum():
                return sum((self._number(part) for part in term.terms), Fraction(0))
            case Difference():
                return self._number(term.left) - self._number(term.right)
            case Product():
                product = self._number(term.left) * self._number(term.right)
                if term.places is None:
                    return product
                return Fraction(round_half_up(product * 10**term.places), 10**term.places)
            case Ratio():
                whole = self._number(term.whole)
                return self._number(term.part) / whole if whole else Missing.NOT_APPLICABLE.value
            case Verdict():
                return "OK" if abs(self._number(term.difference)) < HALF_A_MINOR_UNIT else term.otherwise
            case CountOf():
                column = self._table.column_index(term.column)
                body = (row for row in self._table.rows if row.role is Role.BODY)
                return Fraction(sum(row.cells[column] == term.text for row in body))
            case RowSum():
                return self._row_sum(term)

    def _row_sum(self, formula: RowSum) -> Fraction:
        table = self._book[formula.table] if formula.table else self._table
        column = formula.column or self._column
        plus = (_number(plain(table.cell(row, column))) for row in formula.plus)
        minus = (_number(plain(table.cell(row, column))) for row in formula.minus)
        return sum(plus, Fraction(0)) - sum(minus, Fraction(0))

    def _named(self, name: str) -> Cell:
        for table in self._book.values():
            for row in table.rows:
                if row.name == name:
                    return row.cells[-1]
        raise KeyError(f"no row is named {name}")

    def _number(self, term: Term) -> Fraction:
        return _number(self.term(term))


def _number(found: Found) -> Fraction:
    # a spreadsheet's SUM passes over texts; so do we
    return found if isinstance(found, Fraction) else Fraction(0)
