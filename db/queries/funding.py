"""Funding sources, the money received under them, and the versions of their budgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models.events import EventFunding
from db.models.funding import (
    BudgetStatus,
    BudgetVersion,
    DeviationBasis,
    FundingSource,
    FxMethod,
    Instalment,
    InterestEarned,
    InterestRule,
)
from db.models.programmes import Organisation, Programme
from db.money import Money
from db.queries.conditions import finds, named, of_amount, on_days, one_of
from db.queries.page import ListQuery, Order
from db.queries.rows import Listing, Lookup, Parts, code_order, columns_of
from db.queries.visibility import of_visible_source, programme_in, visible_source
from db.scope import Scope


class FundingSourceOrder(StrEnum):
    """In what order funding sources are listed."""

    CODE = "CODE"
    CODE_DESCENDING = "CODE_DESCENDING"
    NEWEST_FIRST = "NEWEST_FIRST"
    OLDEST_FIRST = "OLDEST_FIRST"


@dataclass(frozen=True, slots=True)
class FundingSourceRow:
    """A grant agreement."""

    id: int
    code: str
    programme_id: int
    donor_organisation_id: int
    agreement_no: str | None
    agreement_title: str
    grant_scheme: str
    responsible_unit: str
    agreement_currency: str
    committed_minor: int
    signed_on: date | None
    support_start: date
    support_end: date
    reporting_currency: str
    functional_currency: str
    fx_method: FxMethod
    deviation_share: Decimal
    deviation_basis: DeviationBasis
    overhead_rate: Decimal
    overhead_on_partner_costs: bool
    interest_rule: InterestRule
    min_refund_minor: int
    refund_months: int
    quarterly_due_days: int
    final_due_months: int
    iati_aid_type: str
    iati_flow: str
    iati_finance: str
    iati_tied: str
    is_sample: bool

    @property
    def committed(self) -> Money:
        return Money(self.committed_minor, self.agreement_currency)

    @property
    def min_refund(self) -> Money:
        return Money(self.min_refund_minor, self.agreement_currency)


@dataclass(frozen=True, slots=True)
class FundingSourceQuery(ListQuery[FundingSourceRow]):
    """Funding sources of the programmes, from the donors, with a day of support from since to until."""

    row = FundingSourceRow

    programme: tuple[str, ...] | None = None
    country: tuple[str, ...] | None = None
    """Of the programme."""
    donor: tuple[str, ...] | None = None
    """Codes of organisations."""
    currency: tuple[str, ...] | None = None
    """Of the agreement."""
    since: date | None = None
    until: date | None = None
    """Included."""
    min_amount: Decimal | None = None
    """Of the grant."""
    max_amount: Decimal | None = None
    code: tuple[str, ...] | None = None
    text: str | None = None
    order: FundingSourceOrder = FundingSourceOrder.CODE

    def select(self) -> Select[Any]:
        return select(*columns_of(FundingSourceRow, FundingSource)).where(
            *visible_source(self.scope),
            *named(FundingSource.programme_id, Programme, self.programme),
            *([] if self.country is None else [programme_in(self.country, FundingSource.programme_id)]),
            *named(FundingSource.donor_organisation_id, Organisation, self.donor),
            *one_of(FundingSource.agreement_currency, self.currency),
            *on_days(FundingSource.support_end, self.since, None),
            *on_days(FundingSource.support_start, None, self.until),
            *of_amount(FundingSource.committed_minor, self.min_amount, self.max_amount),
            *one_of(FundingSource.code, self.code),
            *finds(FundingSource, self.text),
        )

    @property
    def ordering(self) -> Order:
        return _ORDERS[self.order]


_ORDERS = {
    FundingSourceOrder.CODE: Order.of("fundingSources", FundingSource.code),
    FundingSourceOrder.CODE_DESCENDING: Order.of(
        "fundingSources/code-descending", FundingSource.code, descending=True
    ),
    FundingSourceOrder.NEWEST_FIRST: Order.of(
        "fundingSources/newest", FundingSource.support_start, FundingSource.id, descending=True
    ),
    FundingSourceOrder.OLDEST_FIRST: Order.of(
        "fundingSources/oldest", FundingSource.support_start, FundingSource.id
    ),
}


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """A payment asked of the donor."""

    funding_source_id: int
    no: int
    requested_on: date | None
    requested_minor: int | None
    received_on: date | None
    received_minor: int | None
    functional_minor: int | None
    receipt_rate: Decimal | None
    bank_reference: str | None
    is_sample: bool
    id: int
    revision: int
    agreement_currency: str
    functional_currency: str

    @property
    def requested(self) -> Money | None:
        return _money(self.requested_minor, self.agreement_currency)

    @property
    def received(self) -> Money | None:
        return _money(self.received_minor, self.agreement_currency)

    @property
    def functional(self) -> Money | None:
        return _money(self.functional_minor, self.functional_currency)


@dataclass(frozen=True, slots=True)
class InterestRow:
    """Interest on the grant in a quarter."""

    funding_source_id: int
    quarter: str
    amount_minor: int
    currency: str
    is_sample: bool
    id: int

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


@dataclass(frozen=True, slots=True)
class InstalmentQuery(ListQuery[InstalmentRow]):
    """Payments asked of the donors of visible sources."""

    row = InstalmentRow

    def select(self) -> Select[Any]:
        return _INSTALMENTS.where(*of_visible_source(self.scope, Instalment.funding_source_id))

    @property
    def ordering(self) -> Order:
        return Order.of("instalments", Instalment.no, Instalment.id)


@dataclass(frozen=True, slots=True)
class InterestQuery(ListQuery[InterestRow]):
    """Interest on the grants of visible sources."""

    row = InterestRow

    def select(self) -> Select[Any]:
        return select(*columns_of(InterestRow, InterestEarned)).where(
            *of_visible_source(self.scope, InterestEarned.funding_source_id)
        )

    @property
    def ordering(self) -> Order:
        return Order.of("interest", InterestEarned.quarter, InterestEarned.id)


@dataclass(frozen=True, slots=True)
class BudgetVersionRow:
    """A budget as approved."""

    id: int
    funding_source_id: int
    version_no: int
    kind: int
    status: BudgetStatus
    approved_on: date | None
    approval_ref: str | None
    effective_from: date
    is_sample: bool


@dataclass(frozen=True, slots=True)
class BudgetVersionQuery(ListQuery[BudgetVersionRow]):
    """Versions of the budgets of visible sources."""

    row = BudgetVersionRow

    def select(self) -> Select[Any]:
        return select(*columns_of(BudgetVersionRow, BudgetVersion)).where(
            *of_visible_source(self.scope, BudgetVersion.funding_source_id)
        )

    @property
    def ordering(self) -> Order:
        return Order.of("budgetVersions", BudgetVersion.id)


@dataclass(frozen=True, slots=True)
class EventFundingRow:
    """A funding source of an event."""

    event_id: int
    funding_source_id: int
    budget_line_id: int | None
    share_percent: Decimal | None


def event_funding_by_event(
    session: Session, scope: Scope, event_ids: Sequence[int]
) -> dict[int, list[EventFundingRow]]:
    """What pays for each event, of the sources that the scope may see."""
    seen = select(*columns_of(EventFundingRow, EventFunding)).where(
        *of_visible_source(scope, EventFunding.funding_source_id)
    )
    return Parts(EventFundingRow, seen.order_by(EventFunding.id))(session, scope, event_ids)


_INSTALMENTS = select(
    *columns_of(
        InstalmentRow,
        Instalment,
        agreement_currency=FundingSource.agreement_currency,
        functional_currency=FundingSource.functional_currency,
    )
).join(FundingSource, FundingSource.id == Instalment.funding_source_id)


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _by_version_no(version: BudgetVersionRow) -> int:
    return version.version_no


sources_by_id = Lookup(FundingSourceQuery, FundingSource.id)
sources_by_code = Lookup(FundingSourceQuery, FundingSource.code)
sources_by_programme = Listing(FundingSourceQuery, FundingSource.programme_id, code_order)
budget_versions_by_id = Lookup(BudgetVersionQuery, BudgetVersion.id)
budget_versions_by_source = Listing(BudgetVersionQuery, BudgetVersion.funding_source_id, _by_version_no)
interest_by_source = Parts.of(InterestRow, InterestEarned, InterestEarned.quarter)
instalments_by_source = Parts(InstalmentRow, _INSTALMENTS.order_by(Instalment.no))
instalments_by_id = Lookup(InstalmentQuery, Instalment.id)
interest_by_id = Lookup(InterestQuery, InterestEarned.id)
