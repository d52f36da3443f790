"""What the period's events recommended. Source: domain.md b.1 T4."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts import Facts
from reports.figures.event_list import EventRow
from reports.figures.wording import in_words
from reports.table import Column, Missing, Role, Row, Table

COLUMNS = (
    Column("no", "No."),
    Column("recommendation", "Recommendation"),
    Column("addressee", "Addressee"),
    Column("theme", "Theme"),
    Column("status", "Status"),
)


def tabulate(held: Sequence[EventRow], facts: Facts) -> Table:
    """A group for each event that recommended something, in the order of the events."""
    rows: list[Row] = []
    for event in held:
        meeting = event.meeting
        if not meeting.recommendations:
            continue
        group = (meeting.title, *(None,) * (len(COLUMNS) - 1))
        rows.append(Row(meeting.code, group, Role.GROUP))
        rows.extend(
            Row(
                f"{meeting.code}-{said.no}",
                (
                    str(said.no),
                    said.text,
                    said.addressee or Missing.UNKNOWN,
                    in_words(said.theme.value),
                    in_words(said.status.value),
                ),
            )
            for said in meeting.recommendations
        )
    return Table(
        "recommendations",
        f"Recommendations of the events held, {facts.period}",
        COLUMNS,
        tuple(rows),
        empty="No recommendation was made in this period.",
    )
