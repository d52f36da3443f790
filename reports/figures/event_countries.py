"""Which countries hosted the period's events and took part in them. Source: domain.md b.5, sheet 3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.models.event_lists import CountryRole
from reports.facts import Facts
from reports.figures.wording import capitalised
from reports.table import Column, Row, Table


@dataclass(frozen=True, slots=True)
class EventCountryRow:
    """A country's part in an event."""

    event: str
    country: str
    role: CountryRole


def compute(facts: Facts) -> tuple[EventCountryRow, ...]:
    """By event; the host first."""
    return tuple(
        EventCountryRow(meeting.code, country, role)
        for meeting in facts.meetings
        for role, country in meeting.country_roles
    )


COLUMNS = (Column("event", "Event"), Column("country", "Country"), Column("role", "Role"))


def tabulate(found: Sequence[EventCountryRow], facts: Facts) -> Table:
    """One row for each country and part."""
    return Table(
        "event_countries",
        f"Countries of the events, {facts.period}",
        COLUMNS,
        tuple(
            Row(
                f"{row.event}-{row.country}-{row.role.value}",
                (row.event, facts.country_names.get(row.country, row.country), capitalised(row.role.value)),
            )
            for row in found
        ),
        empty="No event ended in this period.",
    )
