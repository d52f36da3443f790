"""What was spent and what is committed: sums of the database, whatever the ledger's length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models.funding import BudgetLine
from db.models.ledger import Commitment, CommitmentChange
from db.money import Money
from db.periods import Month
from db.queries.month_totals import maintained_totals, totals_of_rows


@dataclass(frozen=True, slots=True)
class Spent:
    """Direct expenditure of a line at an office in a month. Minor units; a refund makes it negative."""

    line_code: str
    office: str
    month: Month
    reporting_minor: int
    usd_minor: int


@dataclass(frozen=True, slots=True)
class OpenCommitment:
    """What of a commitment is not yet spent, in its own currency."""

    po_no: str
    line_code: str
    open: Money


def spent_by_month(session: Session, source_id: int, until: date) -> list[Spent]:
    """Direct expenditure up to the end of a month, by line, office and fiscal month, in that order.

    Read from the totals that posting maintains.
    """
    return _spent(session, maintained_totals(source_id, until))


def spent_by_month_from_rows(session: Session, source_id: int, until: date) -> list[Spent]:
    """The same from the rows of the ledger: what the maintained totals are measured against."""
    return _spent(session, totals_of_rows(source_id, until))


def _spent(session: Session, totals: Select[Any]) -> list[Spent]:
    total = totals.subquery()
    found = session.execute(
        select(
            BudgetLine.code,
            total.c.office,
            total.c.fiscal_year,
            total.c.fiscal_period,
            total.c.amount_reporting_minor,
            total.c.amount_usd_minor,
        )
        .join(BudgetLine, BudgetLine.id == total.c.budget_line_id)
        .order_by(BudgetLine.code, total.c.office, total.c.fiscal_year, total.c.fiscal_period, BudgetLine.id)
    )
    return [
        Spent(code, office, Month(year, month), int(reporting), int(usd))
        for code, office, year, month, reporting, usd in found
    ]


def open_commitments(session: Session, source_id: int, on: date) -> list[OpenCommitment]:
    """The commitments of which something is open at the end of a day, by order number."""
    left = func.sum(CommitmentChange.amount_minor)
    found = session.execute(
        select(Commitment.po_no, BudgetLine.code, Commitment.currency, left)
        .join(CommitmentChange, CommitmentChange.commitment_id == Commitment.id)
        .join(BudgetLine, BudgetLine.id == Commitment.budget_line_id)
        .where(Commitment.funding_source_id == source_id, CommitmentChange.changed_on <= on)
        .group_by(Commitment.id, Commitment.po_no, BudgetLine.code, Commitment.currency)
        .having(left != 0)
        .order_by(Commitment.po_no)
    )
    return [
        OpenCommitment(po_no, line, Money(int(minor), currency)) for po_no, line, currency, minor in found
    ]
