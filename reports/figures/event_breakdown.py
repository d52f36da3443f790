"""Participations broken down, one dimension at a time. Source: domain.md b.5, sheet 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from db.models.event_lists import Dimension, EventStatus
from db.queries.meetings import Meeting
from reports.facts import Facts
from reports.figures.wording import capitalised, category_order, category_text
from reports.table import Cell, Column, Kind, Missing, Row, Table

_ORDER: Final = (
    Dimension.TOTAL,
    Dimension.SEX,
    Dimension.AFFILIATION,
    Dimension.COUNTRY,
    Dimension.AGE_GROUP,
)
PROTECTED: Final = frozenset({Dimension.AGE_GROUP})
"""A breakdown that tells of minors is of class A, whatever it counts. Source: domain.md d.2."""


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """A category of a breakdown of an event. n is None: unknown, unless it is not released."""

    event: str
    dimension: Dimension
    category: str
    n: int | None
    is_released: bool = True


def compute(facts: Facts) -> tuple[BreakdownRow, ...]:
    """Every count of the events held; their total also where it is unknown."""
    return tuple(
        row
        for meeting in facts.meetings
        if meeting.status is EventStatus.HELD
        for dimension in _ORDER
        for row in _of_dimension(meeting, dimension)
    )


def _of_dimension(meeting: Meeting, dimension: Dimension) -> Iterator[BreakdownRow]:
    found = {category: n for (of, category), n in meeting.counts.items() if of is dimension}
    if dimension is Dimension.TOTAL:
        yield BreakdownRow(meeting.code, dimension, "TOTAL", found.get("TOTAL"))
    elif dimension in PROTECTED:
        if found:
            # one row, whatever categories there are
            yield BreakdownRow(meeting.code, dimension, "ALL_CATEGORIES", None, is_released=False)
    else:
        for category in sorted(found, key=lambda category: category_order(dimension.value, category)):
            yield BreakdownRow(meeting.code, dimension, category, found[category])


COLUMNS = (
    Column("event", "Event"),
    Column("dimension", "Dimension"),
    Column("category", "Category"),
    Column("n", "n", Kind.COUNT),
)


def tabulate(found: tuple[BreakdownRow, ...], facts: Facts) -> Table:
    """One row for each category."""
    return Table(
        "event_breakdown",
        f"Participations by sex, affiliation and country, {facts.period}",
        COLUMNS,
        tuple(
            Row(
                f"{row.event}-{row.dimension.value}-{row.category}",
                (
                    row.event,
                    capitalised(row.dimension.value),
                    category_text(row.dimension.value, row.category, facts.country_names),
                    _n(row),
                ),
            )
            for row in found
        ),
        notes=("Each breakdown is of all participations of its event; breakdowns are never crossed.",),
        empty="No event was held in this period.",
    )


def _n(row: BreakdownRow) -> Cell:
    if not row.is_released:
        return Missing.NOT_RELEASED
    return Missing.UNKNOWN if row.n is None else row.n
