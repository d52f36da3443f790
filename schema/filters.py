"""Filters: each field sets the query object's attribute of its name. All that are given hold at once."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import strawberry

from db.models.event_lists import EventKind, EventScope, EventStatus, Theme
from db.models.funding import CostCategory
from db.models.ledger import DocumentType
from db.models.programmes import OrganisationType, ProgrammeStatus
from db.models.results import Aggregation, ResultLevel, Sensitivity
from db.periods import Quarter
from db.queries.conditions import LONGEST_TEXT
from schema.common import input_type

PROGRAMME = "Of a programme with one of these codes."
CODE = "With one of these codes."
LINE = "On a budget line with one of these codes, in whichever version: `3.1`."
OUTPUT = "On a budget line for a result with one of these codes: `OP1.1`."
CURRENCY = "In one of these currencies; ISO 4217."
TEXT = (
    "With every one of these words, or parts of words, whatever their case and accents: `chisinau` finds "
    "`Chișinău`. Words are sought in {}; " + f"at most {LONGEST_TEXT} characters."
)


def any_of(description: str) -> Any:
    """A condition that may be left out."""
    return strawberry.field(description=description, default=strawberry.UNSET)


@input_type
class ProgrammeFilter:
    """Which programmes."""

    status: list[ProgrammeStatus] | None = any_of("Of one of these statuses.")
    country: list[str] | None = any_of("Working in one of these countries; ISO 3166-1 alpha-2.")
    source: list[str] | None = any_of("Paid by a funding source with one of these codes.")
    since: date | None = any_of("With a day on or after this one.")
    until: date | None = any_of("With a day on or before this one.")
    code: list[str] | None = any_of(CODE)
    text: str | None = any_of(TEXT.format("codes, title, objective, approach and beneficiaries"))


@input_type
class OrganisationFilter:
    """Which organisations."""

    country: list[str] | None = any_of("Of one of these countries; ISO 3166-1 alpha-2.")
    iati_org_type: list[OrganisationType] | None = any_of("Of one of these types.")
    is_public_body: bool | None = any_of("Public bodies only, or all others only.")
    code: list[str] | None = any_of(CODE)
    text: str | None = any_of(TEXT.format("code, name and acronym"))


@input_type
class ResultNodeFilter:
    """Which result nodes."""

    programme: list[str] | None = any_of(PROGRAMME)
    code: list[str] | None = any_of(
        "With one of these codes, each of which is unique in a programme: `OP1.1`."
    )
    level: list[ResultLevel] | None = any_of("On one of these levels.")
    text: str | None = any_of(TEXT.format("code, statement, assumptions and risks"))


@input_type
class IndicatorFilter:
    """Which indicators."""

    programme: list[str] | None = any_of(PROGRAMME)
    result: list[str] | None = any_of("Of a result with one of these codes: `OP1.1`.")
    sensitivity: list[Sensitivity] | None = any_of("Of one of these classes of sensitivity.")
    aggregation: list[Aggregation] | None = any_of("With one of these rules of aggregation.")
    code: list[str] | None = any_of(CODE)
    text: str | None = any_of(TEXT.format("code, title, definition and unit"))


@input_type
class EventFilter:
    """Which events."""

    status: list[EventStatus] | None = any_of("Of one of these statuses.")
    kind: list[EventKind] | None = any_of("Of one of these kinds.")
    event_scope: list[EventScope] | None = any_of("For so many countries.")
    country: list[str] | None = any_of(
        "Hosted by one of these countries or with it taking part; ISO 3166-1 alpha-2."
    )
    theme: list[Theme] | None = any_of("About one of these themes.")
    since: date | None = any_of("With a day on or after this one.")
    until: date | None = any_of("With a day on or before this one.")
    quarter: Quarter | None = any_of("That ended in this quarter.")
    programme: list[str] | None = any_of(PROGRAMME)
    source: list[str] | None = any_of("Paid by a funding source with one of these codes.")
    result: list[str] | None = any_of("Contributing to a result with one of these codes: `OP1.1`.")
    code: list[str] | None = any_of(CODE)
    text: str | None = any_of(TEXT.format("code, titles, city, venue and summary"))


@input_type
class FundingSourceFilter:
    """Which funding sources."""

    programme: list[str] | None = any_of(PROGRAMME)
    country: list[str] | None = any_of("Of a programme in one of these countries; ISO 3166-1 alpha-2.")
    donor: list[str] | None = any_of("Given by an organisation with one of these codes.")
    currency: list[str] | None = any_of(CURRENCY)
    since: date | None = any_of("With a day of support on or after this one.")
    until: date | None = any_of("With a day of support on or before this one.")
    min_amount: Decimal | None = any_of("With a grant of at least so much, in its own currency.")
    max_amount: Decimal | None = any_of("With a grant of at most so much, in its own currency.")
    code: list[str] | None = any_of(CODE)
    text: str | None = any_of(TEXT.format("code, number, title, scheme and unit"))


@input_type
class LedgerFilter:
    """Which ledger entries."""

    source: list[str] | None = any_of("Paid by a funding source with one of these codes.")
    programme: list[str] | None = any_of(PROGRAMME)
    quarter: Quarter | None = any_of("Posted in this quarter.")
    since: date | None = any_of("Posted on or after this day.")
    until: date | None = any_of("Posted on or before this day.")
    line: list[str] | None = any_of(LINE)
    category: list[CostCategory] | None = any_of("In one of these parts of the budget.")
    output: list[str] | None = any_of(OUTPUT)
    office: list[str] | None = any_of("Spent by one of these country offices; ISO 3166-1 alpha-2.")
    kind: list[DocumentType] | None = any_of("Posted from one of these kinds of document.")
    currency: list[str] | None = any_of("With a document in one of these currencies; ISO 4217.")
    min_amount: Decimal | None = any_of("Of at least so much in the reporting currency.")
    max_amount: Decimal | None = any_of("Of at most so much in the reporting currency.")
    event: list[str] | None = any_of("A cost of an event with one of these codes.")
    document: list[str] | None = any_of("Of a document with one of these numbers.")
    vendor: list[str] | None = any_of("From a vendor with one of these codes.")
    text: str | None = any_of(
        TEXT.format("document number, description, account, procurement and vendor, unless it is protected")
    )


@input_type
class CommitmentFilter:
    """Which commitments."""

    source: list[str] | None = any_of("Under a funding source with one of these codes.")
    programme: list[str] | None = any_of(PROGRAMME)
    quarter: Quarter | None = any_of("Entered into in this quarter.")
    since: date | None = any_of("Entered into on or after this day.")
    until: date | None = any_of("Entered into on or before this day.")
    line: list[str] | None = any_of(LINE)
    category: list[CostCategory] | None = any_of("In one of these parts of the budget.")
    output: list[str] | None = any_of(OUTPUT)
    currency: list[str] | None = any_of(CURRENCY)
    po_no: list[str] | None = any_of("With one of these numbers of a purchase order.")
    vendor: list[str] | None = any_of("With a vendor with one of these codes.")
    text: str | None = any_of(TEXT.format("number and vendor"))


@input_type
class AuditFilter:
    """Which rows of the trail."""

    who: list[str] | None = any_of("Done by one of these accounts, or with a token of one of these labels.")
    role: list[str] | None = any_of("Done in one of these roles.")
    what: list[str] | None = any_of("Of one of these kinds: `eventCorrect`, `signIn`, `download`.")
    subject: list[str] | None = any_of("Done to one of these things: `event EVT-2019-TBS-01`.")
    since: datetime | None = any_of("Done at or after this moment.")
    until: datetime | None = any_of("Done at or before this moment.")
