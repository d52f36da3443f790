"""What is left of a ledger row after all that was taken back of it. Source: domain.md a.4."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.ledger import LedgerEntry
from db.money import Money


def left_of(session: Session, entry: LedgerEntry) -> Money:
    """Its amount with those of the rows that name it."""
    named = select(func.sum(LedgerEntry.transaction_minor)).where(LedgerEntry.reverses_id == entry.id)
    taken = session.scalar(named) or 0
    return Money(entry.transaction_minor + taken, entry.transaction_currency)


def takes_too_much(entry: LedgerEntry, left: Money, amount: Money) -> bool:
    """Whether an amount would turn the sign of what is left, or take back of what is gone."""
    after = left.minor + amount.minor
    return left.minor == 0 or after * entry.transaction_minor < 0
