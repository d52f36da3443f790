"""Formulas as data, written in the language of spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reports.excel.layout import Layout, Place, ranges, sheet_prefix
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
from reports.table import Cell, Column, Missing, Role, Row

MOST_ARGUMENTS: Final = 255
LONGEST_FORMULA: Final = 8_192
"""What Excel allows."""


def expression(formula: Formula, layout: Layout, place: Place, row: Row, column: Column) -> str:
    """The formula of one cell, without the equals sign.

    Raises ValueError when it is longer than Excel reads.
    """
    written = _Writer(layout, place, row.key, column.key).term(formula)
    if len(written) >= LONGEST_FORMULA:
        raise ValueError(f"the formula of {row.key}, {column.key} in {place.table.key} is too long for Excel")
    return written


@dataclass(frozen=True, slots=True)
class _Writer:
    layout: Layout
    place: Place
    row: str
    column: str

    def term(self, term: Term) -> str:
        match term:
            case str() | At():
                return self._reference(term)
            case Named():
                return term.name
            case Number():
                return f"{term.value:f}"
            case Days():
                return f"{self._operand(term.last)}-{self._operand(term.first)}+1"
            case Sum():
                return "+".join(map(self._operand, term.terms)) or "0"
            case Difference():
                return f"{self._operand(term.left)}-{self._operand(term.right)}"
            case Product():
                product = f"{self._operand(term.left)}*{self._operand(term.right)}"
                return product if term.places is None else f"ROUND({product},{term.places})"
            case Ratio():
                part, whole = self._operand(term.part), self._operand(term.whole)
                return f"IF({whole}=0,{_text(Missing.NOT_APPLICABLE.value)},{part}/{whole})"
            case Verdict():
                of = term.difference
                difference = self.term(of) if _is_compound(of) else self._operand(of)
                return f'IF(ABS({difference})<0.005,"OK",{_text(term.otherwise)})'
            case CountOf():
                return self._count(term)
            case RowSum():
                return self._row_sum(term)

    def _operand(self, term: Term) -> str:
        """A term as a number beside + - * /; text counts as zero, as in a sum."""
        written = self.term(term)
        match term:
            case str() | At() | Named():
                return f"N({written})" if _is_text(self._value(term)) else written
            case Ratio() | Verdict():
                return f"N({written})"
            case _:
                return f"({written})" if _is_compound(term) else written

    def _value(self, term: str | At | Named) -> Cell:
        match term:
            case Named():
                named = self.layout.named[term.name]
                return named.place.cell(named.row, named.column)
            case At():
                return self._place(term.table).cell(term.row or self.row, term.column)
            case _:
                return self.place.cell(self.row, term)

    def _reference(self, term: str | At) -> str:
        at = At(term) if isinstance(term, str) else term
        place, row = self._place(at.table), at.row or self.row
        name = self.layout.names.get((place.table.key, row))
        if name is not None and at.column == place.table.columns[-1].key:
            return name
        return f"{self._prefix(place)}{place.letter(at.column)}{place.row_numbers[row]}"

    def _row_sum(self, formula: RowSum) -> str:
        place, column = self._place(formula.table), formula.column or self.column
        plus, minus = (
            _sum([place.row_numbers[row] for row in rows], f"{self._prefix(place)}{place.letter(column)}")
            for rows in (formula.plus, formula.minus)
        )
        return f"{plus}-{minus}" if plus and minus else plus or (f"-{minus}" if minus else "0")

    def _count(self, formula: CountOf) -> str:
        letter = self.place.letter(formula.column)
        table = self.place.table
        # a group's row has nothing but its heading, so that ranges may pass over it
        passed = {Role.BODY, Role.GROUP} if table.column_index(formula.column) else {Role.BODY}
        rows = [self.place.row_numbers[row.key] for row in table.rows if row.role in passed]
        wanted = _text("".join(f"~{sign}" if sign in "~*?" else sign for sign in formula.text))
        return "+".join(f"COUNTIF({cells},{wanted})" for cells in ranges(rows, letter)) or "0"

    def _place(self, table: str | None) -> Place:
        return self.place if table is None else self.layout.places[table]

    def _prefix(self, place: Place) -> str:
        return "" if place.sheet == self.place.sheet else sheet_prefix(place.sheet)


def _sum(rows: Sequence[int], letter: str) -> str:
    parts = list(ranges(rows, letter))
    while len(parts) > MOST_ARGUMENTS:
        groups = (parts[at : at + MOST_ARGUMENTS] for at in range(0, len(parts), MOST_ARGUMENTS))
        parts = [f"SUM({','.join(group)})" for group in groups]
    return f"SUM({','.join(parts)})" if parts else ""


def _is_compound(term: Term) -> bool:
    """Whether a term is written with + - * between its parts, so that it needs brackets beside others."""
    match term:
        case Sum() | Difference() | Days() | CountOf():
            return True
        case Number():
            return term.value < 0
        case Product():
            return term.places is None
        case RowSum():
            return bool(term.minus)
        case _:
            return False


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str | Missing)


def _text(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"'
