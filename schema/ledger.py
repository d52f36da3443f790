"""Ledger entries: rows, not sums."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from db.models.funding import CostCategory
from db.models.ledger import DocumentType, RateSource
from db.queries import ledger as queries
from db.queries.budget_lines import budget_lines_by_id
from db.queries.events import events_by_id
from db.queries.funding import sources_by_id
from db.queries.programmes import countries_by_iso2
from resolvers import ledger as answers
from resolvers.permissions import Permission
from schema.budgets import BudgetLine
from schema.common import SAMPLE, field, output_type, relation
from schema.connections import Connection, connection
from schema.events import Event
from schema.filters import LedgerFilter
from schema.funding import FundingSource
from schema.money import Money
from schema.node import Node, node
from schema.programmes import Country

HASH = " Null without the right `assistance.ledger`: rows that are kept back could be found out from it."

TheLedgerEntry: TypeAlias = Annotated["LedgerEntry", strawberry.lazy("schema.ledger")]


@node(queries.LedgerEntryRow, queries.entries_by_id, permission=Permission.LEDGER_READ)
class LedgerEntry(Node):
    """One posted row of cost, never edited: reversed, or corrected by a row that names it."""

    row_no: int = field("Counts from 1 in each funding source, in the order of posting.")
    document_no: str = field("The number of the document.")
    line_no: int = field("The line in the document.")
    document_type: DocumentType = field("What kind of document it is.")
    document_date: date = field("The date on the document.")
    posting_date: date = field("The day it was posted; decides the quarter.")
    fiscal_year: int = field("The fiscal year of the posting date, a calendar year.")
    fiscal_period: int = field("The fiscal period of the posting date: its month, 1 to 12.")
    office: Country = relation(
        countries_by_iso2,
        key="office",
        description="The country office that spent; the country in every sum.",
    )
    funding_source: FundingSource = relation(
        sources_by_id, key="funding_source_id", description="The grant that pays."
    )
    budget_line: BudgetLine = relation(
        budget_lines_by_id, key="budget_line_id", description="The budget line it is charged to."
    )
    wbs: str = field("The cost object: project, office, category and line: `CT.0000.GE10.C31`.")
    cost_category: CostCategory = field("The part of the budget.")
    gl_account: str = field("The account of the general ledger, six digits.")
    gl_description: str = field("The name of the account.")
    vendor_code: str = field("The vendor's code.")
    vendor_name: str | None = field("The vendor's name; null when the vendor is protected.")
    vendor_protected: bool = field("Whether the vendor's name is withheld.")
    description: str = field("What it is for.")
    transaction_amount: Money = field("The amount in the currency of the document; cost is positive.")
    amount_usd: Money = field("The amount in US dollars.")
    amount_reporting: Money = field("The amount in the reporting currency.")
    rate_source: RateSource = field("Where the rates come from.")
    rate_date: date = field("The day whose rates are used.")
    rate_tc_per_usd: Decimal = field("Units of the document's currency per 1 US dollar.")
    rate_rc_per_usd: Decimal = field("Units of the reporting currency per 1 US dollar.")
    event: Event | None = relation(events_by_id, key="event_id", description="The event it is a cost of.")
    supporting_doc_ref: str = field("Where the supporting document lies.")
    procurement_ref: str | None = field("The procurement it belongs to.")
    reverses: TheLedgerEntry | None = relation(
        queries.entries_by_id,
        key="reverses_id",
        description="The entry that it reverses or corrects; null: none, or none for this viewer.",
    )
    posted_by: str = field("The role that posted it.")
    posted_at: datetime = field("When it was posted.")
    prev_hash: str | None = field(
        "The hash of the row before it in its funding source, in hexadecimal digits." + HASH
    )
    row_hash: str | None = field("SHA-256 over the previous hash and this row, in hexadecimal digits." + HASH)
    is_sample: bool = field(SAMPLE)


@output_type
class LedgerQueries:
    """Questions about the ledger."""

    ledger_entries: Connection[LedgerEntry] | None = connection(
        answers.ledger_entries,
        queries.LedgerQuery,
        where=LedgerFilter,
        description="Posted cost, row by row; null, with an error, without the right `ledger.read`. Without "
        "the right `assistance.ledger`, rows for direct assistance of people are left out.",
    )
