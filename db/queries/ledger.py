"""Rows of the ledger, and commitments with what changed them. The rows, not their sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, case, null, select

from db.models.funding import BudgetLine, CostCategory, FundingSource
from db.models.ledger import Commitment, CommitmentChange, DocumentType, LedgerEntry, RateSource, WbsElement
from db.money import Money
from db.periods import Quarter
from db.queries.page import By, ListQuery, Order, Partition
from db.queries.rows import Lookup, Parts, columns_of
from db.queries.visibility import of_visible_source
from db.rates import FUNCTIONAL


class LedgerOrder(StrEnum):
    """In what order ledger entries are listed."""

    POSTING_DATE = "POSTING_DATE"
    NEWEST_FIRST = "NEWEST_FIRST"


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
    prev_hash: str
    row_hash: str
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
    """Ledger entries posted in a quarter, to a budget line, by one of the offices."""

    row = LedgerEntryRow

    source: str | None = None
    quarter: Quarter | None = None
    line: str | None = None
    """The code of a budget line, in whichever version."""
    office: tuple[str, ...] | None = None
    order: LedgerOrder = LedgerOrder.POSTING_DATE

    def select(self) -> Select[Any]:
        shown_vendor = case((LedgerEntry.vendor_protected, null()), else_=LedgerEntry.vendor_name)
        found = (
            select(*columns_of(LedgerEntryRow, LedgerEntry, wbs=WbsElement.code, vendor_name=shown_vendor))
            .join(WbsElement, WbsElement.id == LedgerEntry.wbs_id)
            .where(*of_visible_source(self.scope, LedgerEntry.funding_source_id))
        )
        if self.scope.countries is not None:
            found = found.where(LedgerEntry.office.in_(sorted(self.scope.countries)))
        if self.source is not None:
            named = select(FundingSource.id).where(FundingSource.code == self.source)
            found = found.where(LedgerEntry.funding_source_id.in_(named))
        if self.quarter is not None:
            first, after = self.quarter.bounds
            found = found.where(LedgerEntry.posting_date >= first, LedgerEntry.posting_date < after)
        if self.line is not None:
            named = select(BudgetLine.id).where(BudgetLine.code == self.line)
            found = found.where(LedgerEntry.budget_line_id.in_(named))
        if self.office is not None:
            found = found.where(LedgerEntry.office.in_(self.office))
        return found

    @property
    def ordering(self) -> Order:
        return _ORDERS[self.order]


_ORDERS = {
    # the order of the auditor's workbook
    LedgerOrder.POSTING_DATE: Order(
        "ledgerEntries/posting",
        (
            By(LedgerEntry.posting_date),
            By(LedgerEntry.document_no),
            By(LedgerEntry.line_no),
            By(LedgerEntry.id),
        ),
    ),
    LedgerOrder.NEWEST_FIRST: Order(
        "ledgerEntries/newest",
        (By(LedgerEntry.posting_date, descending=True), By(LedgerEntry.id, descending=True)),
    ),
}


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """An obligation that is not yet expenditure."""

    id: int
    po_no: str
    funding_source_id: int
    budget_line_id: int
    cost_category: CostCategory
    vendor_code: str
    currency: str
    committed_on: date
    is_sample: bool


@dataclass(frozen=True, slots=True)
class CommitmentQuery(ListQuery[CommitmentRow]):
    """Commitments under visible sources."""

    row = CommitmentRow

    def select(self) -> Select[Any]:
        return select(*columns_of(CommitmentRow, Commitment)).where(
            *of_visible_source(self.scope, Commitment.funding_source_id)
        )

    @property
    def ordering(self) -> Order:
        return Order("commitments", (By(Commitment.committed_on), By(Commitment.id)))


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What is open of a commitment changes on a day."""

    commitment_id: int
    changed_on: date
    amount_minor: int
    currency: str

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


ENTRIES_OF_SOURCE = Partition(LedgerEntry.funding_source_id)
COMMITMENTS_OF_SOURCE = Partition(Commitment.funding_source_id)

entries_by_id = Lookup(LedgerQuery, LedgerEntry.id)
commitments_by_id = Lookup(CommitmentQuery, Commitment.id)
changes_by_commitment = Parts(
    ChangeRow,
    select(*columns_of(ChangeRow, CommitmentChange, currency=Commitment.currency))
    .join(Commitment, Commitment.id == CommitmentChange.commitment_id)
    .order_by(CommitmentChange.changed_on, CommitmentChange.id),
)
