"""Public office-holders whom public texts name at the period's events. Source: domain.md b.5, sheet 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.meetings import Figure
from reports.facts import Facts
from reports.figures.wording import capitalised
from reports.table import Column, Row, Table


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """Somebody who is named at an event."""

    event: str
    figure: Figure


def compute(facts: Facts) -> tuple[NamedFigure, ...]:
    """By event, in the order they were recorded."""
    return tuple(
        NamedFigure(meeting.code, figure) for meeting in facts.meetings for figure in meeting.figures
    )


COLUMNS = (
    Column("event", "Event"),
    Column("name", "Name"),
    Column("title", "Title"),
    Column("organisation", "Organisation"),
    Column("role", "Role"),
    Column("topic", "Topic"),
    Column("source", "Source"),
)


def tabulate(found: Sequence[NamedFigure], facts: Facts) -> Table:
    """One row for each person and event."""
    return Table(
        "event_figures",
        f"Public figures at the events, {facts.period}",
        COLUMNS,
        tuple(
            Row(
                f"{row.event}-{row.figure.name}",
                (
                    row.event,
                    row.figure.name,
                    row.figure.title,
                    row.figure.organisation,
                    capitalised(row.figure.role.value),
                    row.figure.topic,
                    row.figure.source_ref,
                ),
            )
            for row in found
        ),
        notes=("Only public office-holders, whom the text under Source names in that capacity.",),
        empty="No public text names a public office-holder at an event of this period.",
    )
