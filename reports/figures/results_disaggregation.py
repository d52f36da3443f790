"""Indicators broken down, as far as it is released. Source: domain.md b.4, sheet 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from db.models.results import Sensitivity
from db.periods import Quarter
from db.queries.progress import Measured, Part
from reports.facts import Facts
from reports.figures.event_breakdown import PROTECTED
from reports.figures.indicators import released
from reports.figures.wording import capitalised, category_order, category_text
from reports.table import Cell, Column, Kind, Row, Table


@dataclass(frozen=True, slots=True)
class PartRow:
    """A category of a breakdown in a quarter. No category: the breakdown as a whole."""

    indicator: str
    quarter: Quarter
    dimension: str
    category: str | None
    value: Decimal | None
    is_released: bool
    is_provisional: bool = False


def compute(facts: Facts) -> tuple[PartRow, ...]:
    """Every verified part to date, and one row for each breakdown that the period lacks.

    Of a breakdown that is not released there is the one row alone.
    """
    return tuple(row for indicator in facts.indicators for row in _of_indicator(indicator, facts))


def _of_indicator(indicator: Measured, facts: Facts) -> Iterator[PartRow]:
    parts = indicator.parts
    dimensions = [*indicator.definition.disaggregations, *(part.dimension for part in parts)]
    for dimension in dict.fromkeys(dimensions):
        is_released = indicator.sensitivity is Sensitivity.C and dimension not in PROTECTED
        # nothing may be derived from a protected count, wherever it came from
        of_dimension = [part for part in parts if part.dimension == dimension] if is_released else []
        for part in sorted(of_dimension, key=_order):
            yield PartRow(
                indicator.code,
                part.quarter,
                dimension,
                part.category,
                part.value,
                is_released=True,
                is_provisional=part.is_provisional,
            )
        if not any(part.quarter == facts.period for part in of_dimension):
            yield PartRow(indicator.code, facts.period, dimension, None, None, is_released=is_released)


def _order(part: Part) -> tuple[Quarter, tuple[int, str]]:
    return part.quarter, category_order(part.dimension, part.category)


COLUMNS = (
    Column("indicator", "Indicator"),
    Column("period", "Period"),
    Column("dimension", "Dimension"),
    Column("category", "Category"),
    Column("value", "Value (released)", Kind.MIXED),
    Column("state", "State"),
)


def tabulate(found: tuple[PartRow, ...], facts: Facts) -> Table:
    """One row for each part."""
    return Table(
        "results_disaggregation",
        f"Disaggregation of indicators, to {facts.period}",
        COLUMNS,
        tuple(
            Row(
                f"{row.indicator}-{row.quarter}-{row.dimension}-{row.category or 'all'}",
                (
                    row.indicator,
                    str(row.quarter),
                    capitalised(row.dimension),
                    _category(row, facts),
                    _value(row),
                    _state(row),
                ),
            )
            for row in found
        ),
        notes=(
            "Verified values of every quarter to the period’s end. A breakdown without values in the period "
            "stands on one row.",
        ),
        empty="No indicator is broken down.",
    )


def _category(row: PartRow, facts: Facts) -> str:
    if row.category is None:
        return "All categories"
    return category_text(row.dimension, row.category, facts.country_names)


def _value(row: PartRow) -> Cell:
    return released(None if row.value is None else Fraction(row.value), is_released=row.is_released)


def _state(row: PartRow) -> str:
    if not row.is_released:
        return "not released"
    if row.value is None:
        return "not available"
    return "released, provisional" if row.is_provisional else "released"
