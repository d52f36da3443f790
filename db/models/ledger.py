"""Posted cost, commitments and exchange rates. Source: domain.md a.3 (WBS), a.4."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import COUNTRY, CURRENCY, Base, Exact, Instant, Keyed, Sampled, closed_list
from db.models.funding import CostCategory
from db.models.search import Searched


class DocumentType(StrEnum):
    """What kind of document a ledger row was posted from."""

    INVOICE = "INVOICE"
    PAYROLL = "PAYROLL"
    TRAVEL = "TRAVEL"
    PARTNER_ADVANCE_CLEARING = "PARTNER_ADVANCE_CLEARING"
    ACCRUAL = "ACCRUAL"
    CORRECTION = "CORRECTION"
    """Names a row, may take back part of it, and uses its rates."""
    REVERSAL = "REVERSAL"
    """The exact negative of the row it names, at its rates."""


TAKEN_SOFTLY: Final = (DocumentType.ACCRUAL, DocumentType.CORRECTION, DocumentType.REVERSAL)
"""What a fiscal month still takes when it is soft-closed."""

PROTECTED_ASSISTANCE: Final = "PROTECTED-ASSISTANCE"
"""The vendor code that stands for everyone who is assisted. Source: domain.md a.9, 3."""


class RateSource(StrEnum):
    """Where an exchange rate comes from."""

    UNORE = "UNORE"
    RECEIPT = "RECEIPT"
    MANUAL = "MANUAL"


class WbsElement(Keyed, Base):
    """A cost object: project, office, category and line, `CT.0000.GE10.C31`; one for each line and office."""

    __tablename__ = "wbs_element"
    __table_args__ = (UniqueConstraint("budget_line_id", "office"),)

    code: Mapped[str] = mapped_column(String(40), index=True)
    budget_line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"))
    result_node_id: Mapped[int | None] = mapped_column(ForeignKey("result_node.id"))
    office: Mapped[str] = mapped_column(ForeignKey("country.iso2"))


class LedgerEntry(Keyed, Sampled, Searched, Base):
    """One posted row of cost, never edited: reversed, or corrected by a row that names it.

    Term: IATI transaction type 4, expenditure.
    """

    __tablename__ = "ledger_entry"
    searched_by = (
        "document_no",
        "description",
        "gl_description",
        "vendor_code",
        "vendor_name",
        "procurement_ref",
    )
    __table_args__ = (
        UniqueConstraint("funding_source_id", "row_no"),
        UniqueConstraint("document_no", "line_no"),
        ForeignKeyConstraint(
            ["budget_line_id", "funding_source_id", "cost_category"],
            ["budget_line.id", "budget_line.funding_source_id", "budget_line.category"],
        ),
        CheckConstraint("cost_category <> 'OVERHEAD'", name="overhead_is_never_posted"),
        CheckConstraint("fiscal_period BETWEEN 1 AND 12", name="fiscal_period_is_a_month"),
        CheckConstraint("rate_tc_per_usd > 0 AND rate_rc_per_usd > 0", name="rates_are_positive"),
        CheckConstraint(
            "(document_type IN ('CORRECTION', 'REVERSAL')) = (reverses_id IS NOT NULL)",
            name="corrections_name_a_row",
        ),
        CheckConstraint("transaction_currency <> 'BYR'", name="currency_is_not_withdrawn"),
        Index(
            "ix_ledger_entry_source_posting", "funding_source_id", "posting_date", "document_no", "line_no"
        ),
        # both orders by date begin with it, and a page of either reads little more than its rows
        Index("ix_ledger_entry_posting", "posting_date", "id"),
        Index(
            "ix_ledger_entry_corrections",
            "funding_source_id",
            "posting_date",
            sqlite_where=text("reverses_id IS NOT NULL"),
            postgresql_where=text("reverses_id IS NOT NULL"),
        ),
        Index(
            "ix_ledger_entry_totals",
            "funding_source_id",
            "fiscal_year",
            "fiscal_period",
            "budget_line_id",
            "office",
            "amount_reporting_minor",
            "amount_usd_minor",
        ),
    )

    row_no: Mapped[int]
    """Counts from 1 in each funding source, in the order of posting."""
    document_no: Mapped[str] = mapped_column(String(40))
    line_no: Mapped[int]
    document_type: Mapped[DocumentType] = mapped_column(closed_list(DocumentType))
    document_date: Mapped[date]
    posting_date: Mapped[date]
    """Decides the quarter; and the rate, except for corrections and reversals."""
    fiscal_year: Mapped[int]
    fiscal_period: Mapped[int]
    office: Mapped[str] = mapped_column(COUNTRY, ForeignKey("country.iso2"))
    """The country office that spent: the country on every sheet and in every sum."""
    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"))
    budget_line_id: Mapped[int] = mapped_column(index=True)
    wbs_id: Mapped[int] = mapped_column(ForeignKey("wbs_element.id"))
    cost_category: Mapped[CostCategory] = mapped_column(closed_list(CostCategory))
    gl_account: Mapped[str] = mapped_column(String(6))
    gl_description: Mapped[str]
    vendor_code: Mapped[str]
    vendor_name: Mapped[str]
    vendor_protected: Mapped[bool]
    description: Mapped[str]
    transaction_currency: Mapped[str] = mapped_column(CURRENCY)
    transaction_minor: Mapped[int] = mapped_column(BigInteger)
    """Cost is positive."""
    rate_source: Mapped[RateSource] = mapped_column(closed_list(RateSource))
    rate_date: Mapped[date]
    """The posting date, or that of the first row for corrections and reversals."""
    rate_tc_per_usd: Mapped[Decimal] = mapped_column(Exact(8))
    amount_usd_minor: Mapped[int] = mapped_column(BigInteger)
    rate_rc_per_usd: Mapped[Decimal] = mapped_column(Exact(8))
    amount_reporting_minor: Mapped[int] = mapped_column(BigInteger)
    reporting_currency: Mapped[str] = mapped_column(CURRENCY)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    supporting_doc_ref: Mapped[str]
    procurement_ref: Mapped[str | None]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entry.id"), index=True)
    posted_by: Mapped[str]
    posted_at: Mapped[datetime] = mapped_column(Instant)
    prev_hash: Mapped[str] = mapped_column(String(64))
    row_hash: Mapped[str] = mapped_column(String(64))

    @classmethod
    def text_of(cls, row: Mapping[str, Any]) -> str:
        """Without the name of a protected vendor, so that no search can find it out."""
        return super().text_of({**row, "vendor_name": None} if row.get("vendor_protected") else row)


class LedgerMonthTotal(Base):
    """The sums of the ledger entries of a budget line at an office in a fiscal month.

    Posting maintains it; it follows from the entries, and is never edited.
    """

    __tablename__ = "ledger_month_total"
    __table_args__ = (
        CheckConstraint("fiscal_period BETWEEN 1 AND 12", name="fiscal_period_is_a_month"),
        CheckConstraint("entries > 0", name="there_are_entries"),
    )

    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"), primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    fiscal_period: Mapped[int] = mapped_column(primary_key=True)
    budget_line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), primary_key=True)
    office: Mapped[str] = mapped_column(COUNTRY, ForeignKey("country.iso2"), primary_key=True)
    entries: Mapped[int]
    """How many there are."""
    amount_usd_minor: Mapped[int] = mapped_column(BigInteger)
    amount_reporting_minor: Mapped[int] = mapped_column(BigInteger)


class Commitment(Keyed, Sampled, Searched, Base):
    """An obligation that is not yet expenditure; never added to it."""

    __tablename__ = "commitment"
    searched_by = ("po_no", "vendor_code")
    __table_args__ = (
        ForeignKeyConstraint(
            ["budget_line_id", "funding_source_id", "cost_category"],
            ["budget_line.id", "budget_line.funding_source_id", "budget_line.category"],
        ),
        CheckConstraint("cost_category <> 'OVERHEAD'", name="overhead_is_never_committed"),
    )

    po_no: Mapped[str] = mapped_column(String(40), unique=True)
    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"), index=True)
    budget_line_id: Mapped[int]
    cost_category: Mapped[CostCategory] = mapped_column(closed_list(CostCategory))
    vendor_code: Mapped[str]
    currency: Mapped[str] = mapped_column(CURRENCY)
    committed_on: Mapped[date]


class CommitmentChange(Keyed, Base):
    """What is open of a commitment changes by a signed amount on a day."""

    __tablename__ = "commitment_change"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    changed_on: Mapped[date]
    amount_minor: Mapped[int] = mapped_column(BigInteger)


class ExchangeRate(Keyed, Sampled, Base):
    """Units of a currency per 1 USD from a day on. A correction is a new version; earlier ones stay."""

    __tablename__ = "exchange_rate"
    __table_args__ = (
        UniqueConstraint("source", "currency", "effective_from", "version"),
        CheckConstraint("units_per_usd > 0", name="rate_is_positive"),
        CheckConstraint("currency <> 'USD'", name="usd_is_one_by_definition"),
        CheckConstraint("currency <> 'BYR'", name="currency_is_not_withdrawn"),
    )

    source: Mapped[RateSource] = mapped_column(closed_list(RateSource))
    currency: Mapped[str] = mapped_column(CURRENCY)
    effective_from: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    units_per_usd: Mapped[Decimal] = mapped_column(Exact(8))
    published_on: Mapped[date | None]
