"""What the period's events recommended, as a list. Source: domain.md b.5, sheet 5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.models.event_lists import EventStatus
from db.queries.meetings import Recommended
from reports.facts import Facts
from reports.figures.wording import capitalised
from reports.table import Column, Kind, Missing, Row, Table


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation of an event."""

    event: str
    said: Recommended


def compute(facts: Facts) -> tuple[RecommendationRow, ...]:
    """Of the events held, by event and number."""
    return tuple(
        RecommendationRow(meeting.code, said)
        for meeting in facts.meetings
        if meeting.status is EventStatus.HELD
        for said in meeting.recommendations
    )


COLUMNS = (
    Column("event", "Event"),
    Column("no", "No.", Kind.COUNT),
    Column("text", "Text"),
    Column("addressee", "Addressee"),
    Column("theme", "Theme"),
    Column("status", "Status"),
    Column("follow_up", "Follow-up", note="The result under which the recommendation is followed up."),
)


def tabulate(found: Sequence[RecommendationRow], facts: Facts) -> Table:
    """One row for each recommendation."""
    return Table(
        "event_recommendations",
        f"Recommendations and their follow-up, {facts.period}",
        COLUMNS,
        tuple(
            Row(
                f"{row.event}-{row.said.no}",
                (
                    row.event,
                    row.said.no,
                    row.said.text,
                    row.said.addressee or Missing.UNKNOWN,
                    capitalised(row.said.theme.value),
                    capitalised(row.said.status.value),
                    row.said.result or Missing.UNKNOWN,
                ),
            )
            for row in found
        ),
        empty="No recommendation was made in this period.",
    )
