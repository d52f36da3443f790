"""Rows of the ledger that others are to name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models.events import Event
from db.models.funding import BudgetLine, FundingSource
from db.models.ledger import LedgerEntry
from db.money import Money
from db.queries.ledger import LedgerQuery
from db.queries.page import storable
from db.recording.done import By
from db.recording.reach import held_source
from db.taking_back import name_of


@dataclass(frozen=True, slots=True)
class Named:
    """A row that another is to name, while its ledger is held."""

    entry: LedgerEntry
    source: FundingSource
    line_code: str
    event_code: str | None

    @property
    def name(self) -> str:
        return name_of(self.entry)

    @property
    def amount(self) -> Money:
        return Money(self.entry.transaction_minor, self.entry.transaction_currency)


def named_entry(
    session: Session, by: By, document_no: str, line_no: int, held: FundingSource | None = None
) -> Named:
    """The row, with its ledger held; of the source that is held already, where there is one.

    Raises NotFound, also for a row of an office that the scope does not reach.
    """
    found = None
    if storable(document_no):
        seen = (
            LedgerQuery(by.scope)
            .select()
            .where(LedgerEntry.document_no == document_no, LedgerEntry.line_no == line_no)
        )
        found = session.execute(seen).first()
    # a second ledger is never held: two who hold one each would wait for each other
    if found is None or (held is not None and found.funding_source_id != held.id):
        raise NotFound("ledger row", f"{document_no}/{line_no}")
    entry = session.get_one(LedgerEntry, found.id)
    code = session.scalars(select(FundingSource.code).where(FundingSource.id == entry.funding_source_id))
    source = held_source(session, by.scope, code.one())
    line = session.scalars(select(BudgetLine.code).where(BudgetLine.id == entry.budget_line_id))
    event = session.scalars(select(Event.code).where(Event.id == entry.event_id))
    return Named(entry, source, line.one(), event.one_or_none())
