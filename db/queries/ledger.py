"""Rows of the ledger: what can be listed, in which orders. Not their sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, null, select

from db.models.events import Event
from db.models.funding import BudgetLine, CostCategory, FundingSource
from db.models.ledger import DocumentType, LedgerEntry, RateSource, WbsElement
from db.money import Money
from db.periods import Quarter
from db.queries.conditions import (
    finds,
    for_output,
    in_quarter,
    named,
    of_amount,
    of_programme,
    on_days,
    one_of,
)
from db.queries.page import ListQuery, Order, Partition
from db.queries.rows import Lookup, columns_of
from db.queries.visibility import of_visible_source, on_visible_line, visible_event
from db.rates import FUNCTIONAL
from db.scope import Withheld


class LedgerOrder(StrEnum):
    """In what order ledger entries are listed."""

    POSTING_DATE = "POSTING_DATE"
    NEWEST_FIRST = "NEWEST_FIRST"
    AMOUNT = "AMOUNT"
    AMOUNT_DESCENDING = "AMOUNT_DESCENDING"
    DOCUMENT = "DOCUMENT"
    DOCUMENT_DESCENDING = "DOCUMENT_DESCENDING"


@dataclass(frozen=True, slots=True)
class LedgerEntryRow:
    """One posted row of cost."""

    id: int
    row_no: int
    document_no: str
    line_no: int
    document_type: DocumentType
    document_date: date
    posting_date: date
    fiscal_year: int
    fiscal_period: int
    office: str
    funding_source_id: int
    budget_line_id: int
    wbs: str
    cost_category: CostCategory
    gl_account: str
    gl_description: str
    vendor_code: str
    vendor_name: str | None
    """None when the vendor is protected."""
    vendor_protected: bool
    description: str
    transaction_currency: str
    transaction_minor: int
    rate_source: RateSource
    rate_date: date
    rate_tc_per_usd: Decimal
    amount_usd_minor: int
    rate_rc_per_usd: Decimal
    amount_reporting_minor: int
    reporting_currency: str
    event_id: int | None
    supporting_doc_ref: str
    procurement_ref: str | None
    reverses_id: int | None
    posted_by: str
    posted_at: datetime
    prev_hash: str | None
    row_hash: str | None
    """None in a ledger of which some rows are kept back, as is the one before it."""
    is_sample: bool

    @property
    def transaction_amount(self) -> Money:
        return Money(self.transaction_minor, self.transaction_currency)

    @property
    def amount_usd(self) -> Money:
        return Money(self.amount_usd_minor, FUNCTIONAL)

    @property
    def amount_reporting(self) -> Money:
        return Money(self.amount_reporting_minor, self.reporting_currency)


@dataclass(frozen=True, slots=True)
class LedgerQuery(ListQuery[LedgerEntryRow]):
    """Ledger entries of the sources, posted from since to until, to the budget lines, by the offices."""

    row = LedgerEntryRow

    source: tuple[str, ...] | None = None
    programme: tuple[str, ...] | None = None
    quarter: Quarter | None = None
    since: date | None = None
    until: date | None = None
    """Included."""
    line: tuple[str, ...] | None = None
    """Codes of budget lines, in whichever version."""
    category: tuple[CostCategory, ...] | None = None
    output: tuple[str, ...] | None = None
    """Codes of the result nodes that the budget lines are for."""
    office: tuple[str, ...] | None = None
    kind: tuple[DocumentType, ...] | None = None
    currency: tuple[str, ...] | None = None
    """Of the document."""
    min_amount: Decimal | None = None
    """In the reporting currency."""
    max_amount: Decimal | None = None
    event: tuple[str, ...] | None = None
    document: tuple[str, ...] | None = None
    vendor: tuple[str, ...] | None = None
    """Codes of vendors."""
    text: str | None = None
    order: LedgerOrder = LedgerOrder.POSTING_DATE

    def select(self) -> Select[Any]:
        others: dict[str, Any] = {
            "wbs": WbsElement.code,
            "vendor_name": case((LedgerEntry.vendor_protected, null()), else_=LedgerEntry.vendor_name),
        }
        if not self.scope.sees_assistance:
            # a row between two known hashes can be found by trying amounts
            others |= {"prev_hash": null(), "row_hash": null()}
        return (
            select(*columns_of(LedgerEntryRow, LedgerEntry, **others))
            .join(WbsElement, WbsElement.id == LedgerEntry.wbs_id)
            .where(*self.conditions())
        )

    def conditions(self) -> list[ColumnElement[bool]]:
        offices = None if self.scope.countries is None else sorted(self.scope.countries)
        return [
            *of_visible_source(self.scope, LedgerEntry.funding_source_id),
            *on_visible_line(self.scope, LedgerEntry.budget_line_id),
            *one_of(LedgerEntry.office, offices),
            *named(LedgerEntry.funding_source_id, FundingSource, self.source),
            *of_programme(LedgerEntry.funding_source_id, self.programme),
            *in_quarter(LedgerEntry.posting_date, self.quarter),
            *on_days(LedgerEntry.posting_date, self.since, self.until),
            *named(LedgerEntry.budget_line_id, BudgetLine, self.line),
            *one_of(LedgerEntry.cost_category, self.category),
            *for_output(LedgerEntry.budget_line_id, self.output),
            *one_of(LedgerEntry.office, self.office),
            *one_of(LedgerEntry.document_type, self.kind),
            *one_of(LedgerEntry.transaction_currency, self.currency),
            *of_amount(LedgerEntry.amount_reporting_minor, self.min_amount, self.max_amount),
            *([] if self.event is None else [LedgerEntry.event_id.in_(self._events(self.event))]),
            *one_of(LedgerEntry.document_no, self.document),
            *one_of(LedgerEntry.vendor_code, self.vendor),
            *finds(LedgerEntry, self.text),
        ]

    @property
    def ordering(self) -> Order:
        return _ORDERS[self.order]

    @property
    def withheld(self) -> Withheld | None:
        return self.scope.withheld

    def _events(self, codes: tuple[str, ...]) -> Select[Any]:
        return select(Event.id).where(Event.code.in_(codes), *visible_event(self.scope))


_ORDERS = {
    # the order of the auditor's workbook
    LedgerOrder.POSTING_DATE: Order.of(
        "ledgerEntries/posting",
        LedgerEntry.posting_date,
        LedgerEntry.document_no,
        LedgerEntry.line_no,
        LedgerEntry.id,
    ),
    LedgerOrder.NEWEST_FIRST: Order.of(
        "ledgerEntries/newest", LedgerEntry.posting_date, LedgerEntry.id, descending=True
    ),
    LedgerOrder.AMOUNT: Order.of("ledgerEntries/amount", LedgerEntry.amount_reporting_minor, LedgerEntry.id),
    LedgerOrder.AMOUNT_DESCENDING: Order.of(
        "ledgerEntries/amount-descending", LedgerEntry.amount_reporting_minor, LedgerEntry.id, descending=True
    ),
    LedgerOrder.DOCUMENT: Order.of("ledgerEntries/document", LedgerEntry.document_no, LedgerEntry.line_no),
    LedgerOrder.DOCUMENT_DESCENDING: Order.of(
        "ledgerEntries/document-descending", LedgerEntry.document_no, LedgerEntry.line_no, descending=True
    ),
}

ENTRIES_OF_SOURCE = Partition(LedgerEntry.funding_source_id)

entries_by_id = Lookup(LedgerQuery, LedgerEntry.id)
