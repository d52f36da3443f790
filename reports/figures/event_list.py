"""The events of a period with their participations. Sources: domain.md a.5, b.1 T3.

Participations are counted per event; they are not unique persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.models.event_lists import EventStatus, OrganiserRole
from db.queries.meetings import Meeting
from reports.cells import alphabetical, date_text
from reports.facts import Facts
from reports.figures.participations import Participations, known_sum, participations_of
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

ORGANISING = (OrganiserRole.LEAD, OrganiserRole.CO_ORGANISER)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event that was held."""

    meeting: Meeting
    counts: Participations

    @property
    def participations(self) -> int | None:
        """None: unknown."""
        return self.counts.total


def compute(facts: Facts) -> tuple[EventRow, ...]:
    """The events held in the period, by first day and code."""
    return tuple(
        EventRow(meeting, participations_of(meeting))
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
                _or_unknown(row.participations),
                row.counts.women_share,
                row.meeting.output,
            ),
        )
        for number, row in enumerate(found, start=1)
    ]
    totals = [row.participations for row in found]
    if found:
        cells = (None, "Total", None, None, None, None, _or_unknown(known_sum(totals)), None, None)
        rows.append(Row("total", cells, Role.TOTAL))
    notes = ["Participations are counted per event; they are not unique persons."]
    if None in totals:
        known = len(totals) - totals.count(None)
        notes.append(
            f"The participations of {known} of {len(found)} events are known; the total is of those."
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


def _or_unknown(count: int | None) -> Cell:
    return Missing.UNKNOWN if count is None else count
