"""Fiscal months of funding sources, and whether they take postings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models.funding import FundingSource
from db.models.months import FiscalMonth, MonthState
from db.periods import Month, months_between
from db.queries.page import ListQuery, Order
from db.queries.rows import Lookup, columns_of
from db.queries.visibility import of_visible_source, visible_source
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class FiscalMonthRow:
    """A fiscal month of a funding source."""

    id: int | None
    """None: its state was never set."""
    funding_source_id: int
    fiscal_year: int
    fiscal_period: int
    state: MonthState
    revision: int
    """0: its state was never set."""
    changed_at: datetime | None

    @property
    def month(self) -> Month:
        return Month(self.fiscal_year, self.fiscal_period)


@dataclass(frozen=True, slots=True)
class FiscalMonthQuery(ListQuery[FiscalMonthRow]):
    """Months whose state was set, of visible sources."""

    row = FiscalMonthRow

    def select(self) -> Select[Any]:
        return select(*columns_of(FiscalMonthRow, FiscalMonth)).where(
            *of_visible_source(self.scope, FiscalMonth.funding_source_id)
        )

    @property
    def ordering(self) -> Order:
        return Order.of("fiscalMonths", FiscalMonth.fiscal_year, FiscalMonth.fiscal_period, FiscalMonth.id)


fiscal_months_by_id = Lookup(FiscalMonthQuery, FiscalMonth.id)


def months_set(session: Session, source_id: int) -> Mapping[Month, MonthState]:
    """The months of a source whose state was set; any other is open."""
    found = session.execute(
        select(FiscalMonth.fiscal_year, FiscalMonth.fiscal_period, FiscalMonth.state).where(
            FiscalMonth.funding_source_id == source_id
        )
    )
    return {Month(year, number): state for year, number, state in found}


def fiscal_months_by_source(
    session: Session, scope: Scope, source_ids: Sequence[int]
) -> dict[int, list[FiscalMonthRow]]:
    """Every month of the support of each source, in order; two statements."""
    supports = session.execute(
        select(FundingSource.id, FundingSource.support_start, FundingSource.support_end).where(
            FundingSource.id.in_(source_ids), *visible_source(scope)
        )
    ).all()
    rows = session.execute(
        FiscalMonthQuery(scope).select().where(FiscalMonth.funding_source_id.in_(source_ids))
    )
    found = [FiscalMonthRow(*row) for row in rows]
    known = {(row.funding_source_id, row.month): row for row in found}
    return {
        source: [
            known.get((source, month)) or _never_set(source, month)
            for month in months_between(Month.of(start), Month.of(end))
        ]
        for source, start, end in supports
    }


def _never_set(source_id: int, month: Month) -> FiscalMonthRow:
    return FiscalMonthRow(None, source_id, month.year, month.number, MonthState.OPEN, 0, None)
