"""What was spent and what is committed: sums that the database makes, whatever the ledger's length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.funding import BudgetLine
from db.models.ledger import Commitment, CommitmentChange, LedgerEntry
from db.money import Money
from db.periods import Month


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
    """Direct expenditure up to the end of a month, by line, office and fiscal month, in that order."""
    total = (
        select(
            LedgerEntry.budget_line_id,
            LedgerEntry.office,
            LedgerEntry.fiscal_year,
            LedgerEntry.fiscal_period,
            func.sum(LedgerEntry.amount_reporting_minor).label("reporting"),
            func.sum(LedgerEntry.amount_usd_minor).label("usd"),
        )
        .where(
            LedgerEntry.funding_source_id == source_id,
            LedgerEntry.fiscal_year * 100 + LedgerEntry.fiscal_period <= until.year * 100 + until.month,
        )
        .group_by(
            LedgerEntry.budget_line_id,
            LedgerEntry.office,
            LedgerEntry.fiscal_year,
            LedgerEntry.fiscal_period,
        )
        .subquery()
    )
    found = session.execute(
        select(
            BudgetLine.code,
            total.c.office,
            total.c.fiscal_year,
            total.c.fiscal_period,
            total.c.reporting,
            total.c.usd,
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
