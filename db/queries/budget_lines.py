"""Lines of budgets, and what they plan for each quarter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select

from db.models.funding import BudgetLine, BudgetPhase, CostCategory, FundingSource
from db.money import Money
from db.queries.page import ListQuery, Order
from db.queries.rows import Listing, Lookup, Parts, code_order, columns_of
from db.queries.visibility import of_visible_source


@dataclass(frozen=True, slots=True)
class BudgetLineRow:
    """A line of a budget version."""

    id: int
    budget_version_id: int
    code: str
    category: CostCategory
    description: str
    unit: str | None
    quantity: Decimal | None
    unit_cost_minor: int | None
    amount_minor: int
    country: str | None
    result_node_id: int | None
    is_partner_cost: bool
    is_direct_assistance: bool
    currency: str

    @property
    def unit_cost(self) -> Money | None:
        return None if self.unit_cost_minor is None else Money(self.unit_cost_minor, self.currency)

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


@dataclass(frozen=True, slots=True)
class BudgetLineQuery(ListQuery[BudgetLineRow]):
    """Lines of the budgets of visible sources."""

    row = BudgetLineRow

    def select(self) -> Select[Any]:
        return (
            select(*columns_of(BudgetLineRow, BudgetLine, currency=FundingSource.reporting_currency))
            .join(FundingSource, FundingSource.id == BudgetLine.funding_source_id)
            .where(*of_visible_source(self.scope, BudgetLine.funding_source_id))
        )

    @property
    def ordering(self) -> Order:
        return Order.of("budgetLines", BudgetLine.id)


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """What of a budget line is planned for a quarter."""

    budget_line_id: int
    quarter: str
    amount_minor: int
    currency: str

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


budget_lines_by_id = Lookup(BudgetLineQuery, BudgetLine.id)
budget_lines_by_version = Listing(BudgetLineQuery, BudgetLine.budget_version_id, code_order)
phases_by_line = Parts(
    PhaseRow,
    select(*columns_of(PhaseRow, BudgetPhase, currency=FundingSource.reporting_currency))
    .join(BudgetLine, BudgetLine.id == BudgetPhase.budget_line_id)
    .join(FundingSource, FundingSource.id == BudgetLine.funding_source_id)
    .order_by(BudgetPhase.quarter),
)
