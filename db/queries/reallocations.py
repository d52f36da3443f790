"""What was moved between budget lines, and what the donor's rule is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models.funding import BudgetLine, BudgetReallocation, BudgetVersion, CostCategory, FundingSource
from db.money import Money
from db.queries.budgets import Move, moves_of
from db.queries.page import ListQuery, Order
from db.queries.rows import Listing, Lookup, columns_of
from db.queries.visibility import of_visible_source
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class ReallocationRow:
    """Money moved from one budget line to another."""

    id: int
    funding_source_id: int
    from_line_id: int
    to_line_id: int
    amount_minor: int
    reason: str
    requested_on: date
    approval_ref: str | None
    approved_on: date | None
    is_sample: bool
    currency: str

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


@dataclass(frozen=True, slots=True)
class ReallocationQuery(ListQuery[ReallocationRow]):
    """Reallocations within the budgets of visible sources."""

    row = ReallocationRow

    def select(self) -> Select[Any]:
        return (
            select(
                *columns_of(
                    ReallocationRow,
                    BudgetReallocation,
                    funding_source_id=BudgetLine.funding_source_id,
                    currency=FundingSource.reporting_currency,
                )
            )
            .join(BudgetLine, BudgetLine.id == BudgetReallocation.from_line_id)
            .join(FundingSource, FundingSource.id == BudgetLine.funding_source_id)
            .where(*of_visible_source(self.scope, BudgetLine.funding_source_id))
        )

    @property
    def ordering(self) -> Order:
        return Order.of("reallocations", BudgetReallocation.requested_on, BudgetReallocation.id)


@dataclass(frozen=True, slots=True)
class Plan:
    """A budget version as the rule for reallocations sees it."""

    budgets: Mapping[str, int]
    """In minor units, by the codes of its lines."""
    categories: Mapping[str, CostCategory]
    deviation_share: Decimal
    approved_on: date
    moves: Sequence[Move]
    """All of them, as they were asked for."""


def plans_of(session: Session, scope: Scope, reallocation_ids: Sequence[int]) -> list[Plan]:
    """The versions that these reallocations are within, each with all its moves."""
    within = (
        select(BudgetLine.budget_version_id)
        .join(BudgetReallocation, BudgetReallocation.from_line_id == BudgetLine.id)
        .where(
            BudgetReallocation.id.in_(reallocation_ids),
            *of_visible_source(scope, BudgetLine.funding_source_id),
        )
    )
    versions = session.execute(
        select(
            BudgetVersion.id,
            BudgetVersion.approved_on,
            BudgetVersion.effective_from,
            FundingSource.deviation_share,
        )
        .join(FundingSource, FundingSource.id == BudgetVersion.funding_source_id)
        .where(BudgetVersion.id.in_(within))
    ).all()
    lines: dict[int, list[Any]] = {version.id: [] for version in versions}
    columns = (BudgetLine.budget_version_id, BudgetLine.code, BudgetLine.category, BudgetLine.amount_minor)
    for line in session.execute(select(*columns).where(BudgetLine.budget_version_id.in_(lines))):
        lines[line.budget_version_id].append(line)
    moves = moves_of(session, list(lines))
    return [
        Plan(
            {line.code: line.amount_minor for line in lines[version.id]},
            {line.code: line.category for line in lines[version.id]},
            version.deviation_share,
            version.approved_on or version.effective_from,
            moves.get(version.id, []),
        )
        for version in versions
    ]


def _by_day(row: ReallocationRow) -> tuple[date, int]:
    return row.requested_on, row.id


reallocations_by_id = Lookup(ReallocationQuery, BudgetReallocation.id)
reallocations_by_source = Listing(ReallocationQuery, BudgetLine.funding_source_id, _by_day)
