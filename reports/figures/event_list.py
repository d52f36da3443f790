"""The events of a period with their participations. Sources: domain.md a.5, b.1 T3.

Participations are counted per event; they are not unique persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from db.models.event_lists import Dimension, EventStatus, OrganiserRole
from db.queries.meetings import Meeting
from reports.cells import alphabetical, date_text
from reports.facts import Facts
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

ORGANISING = (OrganiserRole.LEAD, OrganiserRole.CO_ORGANISER)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event that was held. None in a count: unknown."""

    meeting: Meeting
    participations: int | None
    women: int | None

    @property
    def women_share(self) -> Fraction | None:
        """Women among participations; None when either is unknown or nobody took part."""
        if self.women is None or not self.participations:
            return None
        return Fraction(self.women, self.participations)


def compute(facts: Facts) -> tuple[EventRow, ...]:
    """The events held in the period, by first day and code."""
    return tuple(
        EventRow(
            meeting,
            meeting.counts.get((Dimension.TOTAL, "TOTAL")),
            meeting.counts.get((Dimension.SEX, "F")),
        )
        for meeting in facts.meetings
        if meeting.status is EventStatus.HELD
    )


COLUMNS = (
    Column("no", "No.", Kind.COUNT),
    Column("event", "Event"),
    Column("dates", "Dates"),
    Column("place", "Place"),
    Column("organisers", "Organisers"),
    Column("countries", "Countries"),
    Column("participations", "Participations (total)", Kind.COUNT),
    Column("women", "Women %", Kind.SHARE),
    Column("output", "Output code"),
)


def tabulate(found: Sequence[EventRow], facts: Facts) -> Table:
    """One row for each event held, and the known total of participations."""
    rows = [
        Row(
            row.meeting.code,
            (
                number,
                row.meeting.title,
                dates_text(row.meeting.start_date, row.meeting.end_date),
                f"{row.meeting.city}, {row.meeting.country_name}",
                "; ".join(_organisers(row.meeting)),
                ", ".join(row.meeting.countries),
                Missing.UNKNOWN if row.participations is None else row.participations,
                _share(row),
                row.meeting.output,
            ),
        )
        for number, row in enumerate(found, start=1)
    ]
    known = [row.participations for row in found if row.participations is not None]
    if found:
        total: Cell = sum(known) if known else Missing.UNKNOWN
        cells = (None, "Total", None, None, None, None, total, None, None)
        rows.append(Row("total", cells, Role.TOTAL))
    notes = ["Participations are counted per event; they are not unique persons."]
    if found and len(known) < len(found):
        notes.append(
            f"The participations of {len(known)} of {len(found)} events are known; the total is of those."
        )
    notes.extend(
        f"{meeting.status.capitalize()}: {meeting.title}."
        for meeting in facts.meetings
        if meeting.status in (EventStatus.POSTPONED, EventStatus.CANCELLED)
    )
    return Table(
        "events",
        f"Events held, {facts.period}",
        COLUMNS,
        tuple(rows),
        notes=tuple(notes),
        empty="No event was held in this period.",
    )


def dates_text(first: date, last: date) -> str:
    """`24–25 Oct 2019`, or both days in full where they lie in two months."""
    if first == last:
        return date_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_text(last)}"
    return f"{date_text(first)} – {date_text(last)}"


def _organisers(meeting: Meeting) -> list[str]:
    """Who led, then who joined, each by name."""
    organising = [(role, name) for role, name in meeting.organisers if role in ORGANISING]
    return [
        name for _, name in sorted(organising, key=lambda of: (ORGANISING.index(of[0]), alphabetical(of[1])))
    ]


def _share(row: EventRow) -> Cell:
    if row.participations == 0:
        return Missing.NOT_APPLICABLE
    return Missing.UNKNOWN if row.women_share is None else row.women_share
