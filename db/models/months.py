"""Fiscal months of a funding source, and whether they take postings. Source: domain.md a.4, b.8 (R21)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Instant, Keyed, closed_list


class MonthState(StrEnum):
    """Which postings a fiscal month takes."""

    OPEN = "OPEN"
    SOFT_CLOSED = "SOFT_CLOSED"
    """Accruals, corrections and reversals only."""
    CLOSED = "CLOSED"
    """None, from anybody."""


class FiscalMonth(Keyed, Base):
    """A month whose state was set. One without a row is open."""

    __tablename__ = "fiscal_month"
    __table_args__ = (
        UniqueConstraint("funding_source_id", "fiscal_year", "fiscal_period"),
        CheckConstraint("fiscal_period BETWEEN 1 AND 12", name="fiscal_period_is_a_month"),
    )

    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"))
    fiscal_year: Mapped[int]
    fiscal_period: Mapped[int]
    state: Mapped[MonthState] = mapped_column(closed_list(MonthState))
    last_row_no: Mapped[int]
    """The last row of the ledger when the state was set: a later one in a closed month is a mistake."""
    revision: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(80))
    """An account, as the trail names it."""
    changed_at: Mapped[datetime] = mapped_column(Instant)
