"""Filters: each field sets the query object's attribute of its name. All that are given hold at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from db.models.events import EventKind, EventStatus
from db.models.programmes import OrganisationType, ProgrammeStatus
from db.models.results import ResultLevel, Sensitivity
from db.periods import Quarter
from schema.common import input_type

PROGRAMME = "Of the programme with this code."


def any_of(description: str) -> Any:
    """A condition that may be left out."""
    return strawberry.field(description=description, default=strawberry.UNSET)


@input_type
class ProgrammeFilter:
    """Which programmes."""

    status: list[ProgrammeStatus] | None = any_of("Of one of these statuses.")
    country: list[str] | None = any_of("Working in one of these countries; ISO 3166-1 alpha-2.")


@input_type
class OrganisationFilter:
    """Which organisations."""

    country: list[str] | None = any_of("Of one of these countries; ISO 3166-1 alpha-2.")
    iati_org_type: list[OrganisationType] | None = any_of("Of one of these types.")


@input_type
class ResultNodeFilter:
    """Which result nodes."""

    programme: str | None = any_of(PROGRAMME)
    code: list[str] | None = any_of(
        "With one of these codes, each of which is unique in a programme: `OP1.1`."
    )
    level: list[ResultLevel] | None = any_of("On one of these levels.")


@input_type
class IndicatorFilter:
    """Which indicators."""

    programme: str | None = any_of(PROGRAMME)
    sensitivity: list[Sensitivity] | None = any_of("Of one of these classes of sensitivity.")


@input_type
class EventFilter:
    """Which events."""

    status: list[EventStatus] | None = any_of("Of one of these statuses.")
    kind: list[EventKind] | None = any_of("Of one of these kinds.")
    country: list[str] | None = any_of(
        "Hosted by one of these countries or with it taking part; ISO 3166-1 alpha-2."
    )
    since: date | None = any_of("With a day on or after this one.")
    until: date | None = any_of("With a day on or before this one.")
    quarter: Quarter | None = any_of("That ended in this quarter.")
    programme: str | None = any_of(PROGRAMME)


@input_type
class FundingSourceFilter:
    """Which funding sources."""

    programme: str | None = any_of(PROGRAMME)


@input_type
class LedgerFilter:
    """Which ledger entries."""

    source: str | None = any_of("Paid by the funding source with this code.")
    quarter: Quarter | None = any_of("Posted in this quarter.")
    line: str | None = any_of("On the budget line with this code, in whichever version: `3.1`.")
    office: list[str] | None = any_of("Spent by one of these country offices; ISO 3166-1 alpha-2.")
