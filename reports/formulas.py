"""Formulas as data: written as live formulas into workbooks, evaluated exactly for checks.

A plain string among the terms names a column of the same row.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, Union


@dataclass(frozen=True, slots=True)
class At:
    """One cell: of the same row when row is None, of the same table when table is None."""

    column: str
    row: str | None = None
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The cell that some row gives a name to."""

    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in no cell of the workbook."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Days:
    """The days from one day to another, both counted."""

    first: Term
    last: Term


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of terms."""

    terms: tuple[Term, ...]

    def __init__(self, *terms: Term) -> None:
        object.__setattr__(self, "terms", terms)


@dataclass(frozen=True, slots=True)
class Difference:
    """Left less right."""

    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Product:
    """Left times right, rounded half away from zero to so many decimals when places is given."""

    left: Term
    right: Term
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """Part over whole; not applicable when the whole is zero."""

    part: Term
    whole: Term


@dataclass(frozen=True, slots=True)
class RowSum:
    """The sum of rows of the same column, less other rows; of another column or table when named."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    column: str | None = None
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """OK when a difference is under half a minor unit, otherwise the word given."""

    difference: Term
    otherwise: str


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many cells of a column, in every body row of the same table, hold a text."""

    column: str
    text: str


Formula: TypeAlias = Union[
    "At", "Named", "Number", "Days", "Sum", "Difference", "Product", "Ratio", "RowSum", "Verdict", "CountOf"
]
Term: TypeAlias = Formula | str
