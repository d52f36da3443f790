"""Grant agreements, the money received under them, and their budgets. Source: domain.md a.2, a.3."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import CURRENCY, QUARTER, Base, Edited, Exact, Keyed, Sampled, closed_list
from db.models.search import Searched


class FxMethod(StrEnum):
    """Which rate turns an expense into the reporting currency; fixed per agreement."""

    UNORE_POSTING = "UNORE_POSTING"
    """The UN operational rate in force on the posting date."""
    RECEIPT_AVERAGE = "RECEIPT_AVERAGE"
    """Agreement currency received to date over functional currency received to date."""


class DeviationBasis(StrEnum):
    """What the deviation rule compares: each line, or each category."""

    LINE = "LINE"
    CATEGORY = "CATEGORY"


class InterestRule(StrEnum):
    """What happens to interest earned on the grant."""

    RETURN = "RETURN"
    REUSE_WITH_CONSENT = "REUSE_WITH_CONSENT"


class BudgetKind(IntEnum):
    """IATI BudgetType."""

    ORIGINAL = 1
    REVISED = 2


class BudgetStatus(StrEnum):
    """How far a budget version has come."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    SUPERSEDED = "SUPERSEDED"
    REJECTED = "REJECTED"


class CostCategory(StrEnum):
    """The parts of the budget; OVERHEAD is derived, never posted."""

    STAFF = "STAFF"
    OFFICE = "OFFICE"
    OPERATIONAL = "OPERATIONAL"
    OVERHEAD = "OVERHEAD"


class FundingSource(Keyed, Sampled, Searched, Base):
    """One grant agreement."""

    __tablename__ = "funding_source"
    searched_by = ("code", "agreement_no", "agreement_title", "grant_scheme", "responsible_unit")
    __table_args__ = (
        CheckConstraint("support_start < support_end", name="support_starts_before_it_ends"),
        CheckConstraint("agreement_currency = reporting_currency", name="reports_in_the_agreement_currency"),
        CheckConstraint("functional_currency = 'USD'", name="rates_are_quoted_per_functional_unit"),
        CheckConstraint("deviation_share >= 0", name="deviation_is_not_negative"),
        CheckConstraint("overhead_rate >= 0", name="overhead_is_not_negative"),
    )

    code: Mapped[str] = mapped_column(String(40), unique=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    donor_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    agreement_no: Mapped[str | None]
    agreement_title: Mapped[str]
    grant_scheme: Mapped[str]
    responsible_unit: Mapped[str]
    agreement_currency: Mapped[str] = mapped_column(CURRENCY)
    committed_minor: Mapped[int] = mapped_column(BigInteger)
    """The grant, in the agreement currency."""
    signed_on: Mapped[date | None]
    support_start: Mapped[date]
    support_end: Mapped[date]
    reporting_currency: Mapped[str] = mapped_column(CURRENCY)
    functional_currency: Mapped[str] = mapped_column(CURRENCY)
    fx_method: Mapped[FxMethod] = mapped_column(closed_list(FxMethod))
    deviation_share: Mapped[Decimal] = mapped_column(Exact(4))
    """0.1000 flags a line beyond 110 per cent of its budget."""
    deviation_basis: Mapped[DeviationBasis] = mapped_column(closed_list(DeviationBasis))
    overhead_rate: Mapped[Decimal] = mapped_column(Exact(4))
    overhead_on_partner_costs: Mapped[bool]
    interest_rule: Mapped[InterestRule] = mapped_column(closed_list(InterestRule))
    min_refund_minor: Mapped[int] = mapped_column(BigInteger)
    refund_months: Mapped[int]
    quarterly_due_days: Mapped[int]
    final_due_months: Mapped[int]
    iati_aid_type: Mapped[str] = mapped_column(default="B03")
    iati_flow: Mapped[str] = mapped_column(default="10")
    iati_finance: Mapped[str] = mapped_column(default="110")
    iati_tied: Mapped[str] = mapped_column(default="5")


class Instalment(Keyed, Edited, Sampled, Base):
    """A payment asked of the donor; it counts from the day it was received."""

    __tablename__ = "instalment"
    __table_args__ = (
        UniqueConstraint("funding_source_id", "no"),
        CheckConstraint(
            "received_on IS NULL OR (received_minor IS NOT NULL"
            " AND (functional_minor IS NOT NULL OR receipt_rate IS NOT NULL))",
            name="received_money_has_amounts",
        ),
    )

    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"))
    no: Mapped[int]
    requested_on: Mapped[date | None]
    requested_minor: Mapped[int | None] = mapped_column(BigInteger)
    received_on: Mapped[date | None]
    received_minor: Mapped[int | None] = mapped_column(BigInteger)
    """In the agreement currency."""
    functional_minor: Mapped[int | None] = mapped_column(BigInteger)
    """In the functional currency; wins over the receipt rate."""
    receipt_rate: Mapped[Decimal | None] = mapped_column(Exact(8))
    bank_reference: Mapped[str | None]


class InterestEarned(Keyed, Sampled, Base):
    """Interest on the grant in a quarter."""

    __tablename__ = "interest_earned"
    __table_args__ = (UniqueConstraint("funding_source_id", "quarter", "currency"),)

    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"))
    quarter: Mapped[str] = mapped_column(QUARTER)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CURRENCY)


class BudgetVersion(Keyed, Sampled, Base):
    """A budget as approved, in force from a day until the next one."""

    __tablename__ = "budget_version"
    __table_args__ = (
        UniqueConstraint("funding_source_id", "version_no"),
        UniqueConstraint("id", "funding_source_id"),
    )

    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"))
    version_no: Mapped[int]
    kind: Mapped[int]
    """BudgetKind."""
    status: Mapped[BudgetStatus] = mapped_column(closed_list(BudgetStatus))
    approved_on: Mapped[date | None]
    approval_ref: Mapped[str | None]
    effective_from: Mapped[date]


class BudgetLine(Keyed, Base):
    """A line of a budget version; a line of the same code in another version continues it."""

    __tablename__ = "budget_line"
    __table_args__ = (
        UniqueConstraint("budget_version_id", "code"),
        UniqueConstraint("id", "funding_source_id", "category"),
        ForeignKeyConstraint(
            ["budget_version_id", "funding_source_id"],
            ["budget_version.id", "budget_version.funding_source_id"],
        ),
    )

    budget_version_id: Mapped[int]
    funding_source_id: Mapped[int] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(String(20))
    """Numbers with points: `3.1`."""
    category: Mapped[CostCategory] = mapped_column(closed_list(CostCategory))
    description: Mapped[str]
    unit: Mapped[str | None]
    quantity: Mapped[Decimal | None] = mapped_column(Exact(4))
    unit_cost_minor: Mapped[int | None] = mapped_column(BigInteger)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    """In the reporting currency; round(quantity x unit cost) when both are given."""
    country: Mapped[str | None] = mapped_column(ForeignKey("country.iso2"))
    result_node_id: Mapped[int | None] = mapped_column(ForeignKey("result_node.id"))
    is_partner_cost: Mapped[bool]
    is_direct_assistance: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Pays for people who are assisted: its cost is shown row by row to few. Source: domain.md a.8."""


class BudgetPhase(Keyed, Base):
    """What of a budget line is planned for a quarter; the phases of a line add up to it."""

    __tablename__ = "budget_phase"
    __table_args__ = (UniqueConstraint("budget_line_id", "quarter"),)

    budget_line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"))
    quarter: Mapped[str] = mapped_column(QUARTER)
    amount_minor: Mapped[int] = mapped_column(BigInteger)


class BudgetReallocation(Keyed, Sampled, Base):
    """Money moved from one line to another. The approved budget of a line stays what its version says."""

    __tablename__ = "budget_reallocation"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_is_positive"),
        CheckConstraint("from_line_id <> to_line_id", name="lines_differ"),
    )

    from_line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    to_line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str]
    requested_on: Mapped[date]
    approval_ref: Mapped[str | None]
    approved_on: Mapped[date | None]
