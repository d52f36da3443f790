"""Totals of the ledger, of commitments, of events and participations, each group leading to its rows."""

from __future__ import annotations

from db.models.event_lists import EventKind, EventStatus
from db.models.funding import CostCategory
from db.models.ledger import DocumentType
from db.periods import Month, Quarter
from db.queries.commitment_totals import CommitmentKey
from db.queries.commitments import CommitmentQuery
from db.queries.event_totals import EventKey
from db.queries.events import EventQuery
from db.queries.funding import sources_by_code
from db.queries.ledger import LedgerQuery
from db.queries.ledger_totals import LedgerKey
from db.queries.programmes import countries_by_iso2, programmes_by_code
from db.queries.results import nodes_by_id
from db.scope import Withheld
from resolvers import totals as answers
from schema.commitments import Commitment
from schema.common import field, output_type, relation
from schema.connections import Connection
from schema.events import Event
from schema.filters import CommitmentFilter, EventFilter, LedgerFilter
from schema.funding import FundingSource
from schema.grouping import rows_of_group, totals
from schema.ledger import LedgerEntry
from schema.money import Money
from schema.programmes import Country, Programme
from schema.results import ResultNode

QUARTER = "Their quarter, where they are grouped by it."
MONTH = "Their month, where they are grouped by it."
SOURCE = "Their funding source, where they are grouped by it or by its budget lines."
LINE = "The code of their budget line, where they are grouped by it."
CATEGORY = "Their part of the budget, where they are grouped by it."
OUTPUT = "Their result, where they are grouped by it and have one."
LEFT_OUT = "What these sums leave out for this viewer, whether or not there is any; null: nothing."
LEDGER_READ = " Null, with an error, without the right `ledger.read`."


@output_type
class LedgerTotal:
    """What some ledger entries have in common, and their exact sums. Entries are direct cost only."""

    period: Quarter | None = field(QUARTER)
    month: Month | None = field(MONTH)
    funding_source: FundingSource | None = relation(sources_by_code, key="source", description=SOURCE)
    office: Country | None = relation(
        countries_by_iso2, key="office", description="Their country office, where they are grouped by it."
    )
    line: str | None = field(LINE)
    category: CostCategory | None = field(CATEGORY)
    output: ResultNode | None = relation(nodes_by_id, key="output_id", description=OUTPUT)
    currency: str | None = field("The currency of their documents, where they are grouped by it; ISO 4217.")
    kind: DocumentType | None = field("The kind of their documents, where they are grouped by it.")
    count: int = field("How many entries.")
    reporting: Money = field("Their sum in the reporting currency; those in another are another group.")
    usd: Money | None = field(
        "Their sum in US dollars. Null, without the right `assistance.ledger`, where cost of direct "
        "assistance is among them: beside the other sum it would tell one month from another."
    )
    transaction: Money | None = field(
        "Their sum in the currency of their documents; null unless they are grouped by it."
    )
    withheld: Withheld | None = field(LEFT_OUT)
    entries: Connection[LedgerEntry] = rows_of_group(LedgerQuery, description="The entries themselves.")


@output_type
class CommitmentTotal:
    """What some commitments in one currency have in common, and what of them is open."""

    period: Quarter | None = field(QUARTER)
    month: Month | None = field(MONTH)
    funding_source: FundingSource | None = relation(sources_by_code, key="source", description=SOURCE)
    line: str | None = field(LINE)
    category: CostCategory | None = field(CATEGORY)
    output: ResultNode | None = relation(nodes_by_id, key="output_id", description=OUTPUT)
    currency: str = field("Their currency; ISO 4217.")
    count: int = field("How many commitments, also those of which nothing is open.")
    open: Money = field("What of them is open, after every change that is recorded.")
    withheld: Withheld | None = field(LEFT_OUT)
    commitments: Connection[Commitment] = rows_of_group(
        CommitmentQuery, description="The commitments themselves."
    )


@output_type
class KnownSum:
    """A sum over what is known, and over how much that is. What is unknown is not added as zero."""

    sum: int | None = field("The sum; null when nothing is known.")
    known: int = field("Of how many it is known.")
    of: int = field("How many there are.")


@output_type
class EventTotal:
    """What some events have in common, how many they are, and how many took part.

    Participations are counted, not persons: whoever comes to two events counts twice.
    """

    period: Quarter | None = field(QUARTER)
    month: Month | None = field(MONTH)
    country: Country | None = relation(
        countries_by_iso2, key="country", description="Where they were held, where they are grouped by it."
    )
    programme: Programme | None = relation(
        programmes_by_code, key="programme", description="Their programme, where they are grouped by it."
    )
    output: ResultNode | None = relation(nodes_by_id, key="output_id", description=OUTPUT)
    kind: EventKind | None = field("What sort of meeting they are, where they are grouped by it.")
    status: EventStatus | None = field("Whether they took place, where they are grouped by it.")
    count: int = field("How many events.")
    participations: KnownSum = field("All participations in them.")
    women: KnownSum = field("Participations of women.")
    men: KnownSum = field("Participations of men.")
    events: Connection[Event] = rows_of_group(EventQuery, description="The events themselves.")


@output_type
class TotalQueries:
    """Questions about sums over rows that the viewer chooses, of those that the viewer may see."""

    ledger_totals: list[LedgerTotal] | None = totals(
        answers.ledger_totals,
        LedgerQuery,
        where=LedgerFilter,
        by=LedgerKey,
        description="Posted cost in exact sums. Without the right `assistance.ledger`, cost of direct "
        "assistance of people is part of sums that are no finer than a quarter and a budget line, and is "
        "left out of all others." + LEDGER_READ,
    )
    commitment_totals: list[CommitmentTotal] | None = totals(
        answers.commitment_totals,
        CommitmentQuery,
        where=CommitmentFilter,
        by=CommitmentKey,
        description="Commitments in exact sums. Without the right `assistance.ledger`, those for direct "
        "assistance of people are left out." + LEDGER_READ,
    )
    event_totals: list[EventTotal] = totals(
        answers.event_totals,
        EventQuery,
        where=EventFilter,
        by=EventKey,
        description="Events and participations, counted.",
    )
