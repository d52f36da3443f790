"""Taking back a ledger row: whole, or a part of what is left of it. Source: domain.md a.4."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import PostingRefused
from db.models.ledger import LedgerEntry
from db.money import Money


def require_left(
    session: Session, named: LedgerEntry, document_no: str, amount: Money, *, whole: bool
) -> None:
    """That an amount may be posted by a document which names a row.

    A whole one is the exact negative of the row. No amount turns the sign of what is left of it.
    Raises PostingRefused.
    """
    left = _left(session, named)
    is_gone = left.minor == 0 and amount.minor != 0
    if is_gone or (left + amount).minor * named.transaction_minor < 0:
        raise PostingRefused(document_no, f"of {named.document_no} only {left} is left to take back")
    if whole and amount.minor != -named.transaction_minor:
        raise PostingRefused(document_no, f"a reversal takes back exactly what {named.document_no} posted")


def _left(session: Session, entry: LedgerEntry) -> Money:
    """Its amount with those of the rows that name it."""
    named = select(func.sum(LedgerEntry.transaction_minor)).where(LedgerEntry.reverses_id == entry.id)
    taken = session.scalar(named) or 0
    return Money(entry.transaction_minor + taken, entry.transaction_currency)
