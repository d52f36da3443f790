"""Taking back a ledger row: whole, or a part of what is left of it. Source: domain.md a.4."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import PostingRefused
from db.models.ledger import LedgerEntry
from db.money import Money


def left_of(session: Session, entry: LedgerEntry) -> Money:
    """What a row posted, with all that was posted under its name, and under that in turn."""
    minor, named = entry.transaction_minor, [entry.id]
    while named:
        found = session.execute(
            select(LedgerEntry.id, LedgerEntry.transaction_minor).where(LedgerEntry.reverses_id.in_(named))
        ).all()
        minor += sum(row.transaction_minor for row in found)
        named = [row.id for row in found]
    return Money(minor, entry.transaction_currency)


def require_left(
    session: Session, named: LedgerEntry, document_no: str, amount: Money, *, whole: bool
) -> None:
    """That an amount may be posted by a document which names a row.

    A whole one is the exact negative of the row. No amount turns the sign of what is left of it, or of what
    it names itself. The sign of the row is allowed: so it is posted anew once it was taken back.
    Raises PostingRefused.
    """
    for row in _with_what_it_names(session, named):
        left = left_of(session, row)
        if (left + amount).minor * row.transaction_minor < 0 or (amount and not row.transaction_minor):
            raise PostingRefused(document_no, _said(row, left, whole=whole))
    if whole and amount.minor != -named.transaction_minor:
        raise PostingRefused(document_no, f"a reversal takes back exactly what {name_of(named)} posted")


def name_of(entry: LedgerEntry) -> str:
    """A row as a person calls it: `LED-0001/1`."""
    return f"{entry.document_no}/{entry.line_no}"


def _with_what_it_names(session: Session, entry: LedgerEntry) -> Iterator[LedgerEntry]:
    yield entry
    while entry.reverses_id is not None:
        entry = session.get_one(LedgerEntry, entry.reverses_id)
        yield entry


def _said(row: LedgerEntry, left: Money, *, whole: bool) -> str:
    if not left:
        return f"{name_of(row)} has been taken back already"
    if whole:
        return f"of {name_of(row)}, {left} is left; take back the rest by a correction"
    return f"of {name_of(row)}, {abs(left)} is left to be taken back"
