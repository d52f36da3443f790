"""Rows of the ledger: written once, never changed. Source: domain.md a.4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.errors import (
    BudgetMissing,
    MonthClosed,
    NotFound,
    OutsideSupport,
    PostingRefused,
    RateMissing,
    ReportingError,
)
from db.models.events import Event
from db.models.funding import BudgetLine, FundingSource
from db.models.ledger import LedgerEntry
from db.money import PLACES
from db.posting import Ledger, Posting
from db.recording.documents import Document
from db.recording.done import By
from db.recording.facts import Change, FactRefused, Key, Refusal, State, in_parts, key_of, name_of
from db.recording.reach import require_country, require_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow(Document):
    """A document's line as a workbook has it: a correction or a reversal names the row it takes back."""

    corrects_document_no: str | None = None
    corrects_line_no: int | None = None
    posted_at: datetime | None = field(default=None, compare=False)

    @property
    def as_posting(self) -> Posting:
        """The same as the ledger takes it."""
        named = self.corrects_document_no
        return self.posting(self.document_type, (named, self.corrects_line_no or 1) if named else None)


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """The kind; a posted row that differs is refused, for it is reversed and posted anew."""

    noun: str = "ledger row"
    fact: type[LedgerRow] = LedgerRow
    key: tuple[str, ...] = ("document_no", "line_no")
    finds_repetitions: bool = True

    def stored(self, session: Session, facts: Sequence[LedgerRow]) -> Mapping[Key, LedgerRow]:
        """What is posted under the documents of these rows."""
        found = {}
        for part in in_parts(fact.document_no for fact in facts):
            for row in session.execute(_POSTED.where(LedgerEntry.document_no.in_(part))):
                fact = _fact(row)
                found[key_of(self, fact)] = fact
        return found

    def write(
        self, session: Session, by: By, changes: Sequence[Change[LedgerRow]]
    ) -> list[Refusal[LedgerRow]]:
        """Post what is new, in order; what was refused. Is given the unchanged too, to find repetitions."""
        refused = []
        for change in changes:
            try:
                self._write(session, by, change)
            except FactRefused as error:
                refused.append(Refusal(change, error))
        for ledger in _ledgers(session).values():
            ledger.write_staged()
        return refused

    def _write(self, session: Session, by: By, change: Change[LedgerRow]) -> None:
        fact = change.after
        if change.before is not None and change.before.posted_at == by.at:
            raise FactRefused(
                name_of(self, fact), "document_no", "it stands further up in this workbook already"
            )
        if change.state is State.UNCHANGED:
            return
        if change.state is State.CHANGED:
            differing = ", ".join(each.name.replace("_", " ") for each in change.fields)
            reason = f"it is posted with another {differing}; a posted row is reversed and posted anew"
            raise FactRefused(name_of(self, fact), change.fields[0].name, reason)
        name = name_of(self, fact)
        fact.require_form(name)
        require_country(by.scope, fact.office, name, "office")
        require_seen(session, by.scope, name, source=fact.source, event=fact.event)
        try:
            ledger, is_sample = _ledger(session, fact.source)
            ledger.stage(fact.as_posting, posted_by=by.actor.role, posted_at=by.at, is_sample=is_sample)
        except ReportingError as error:
            raise FactRefused(name, _field_of(error), str(error)) from error


def posted_rows(session: Session, source: str) -> Iterator[LedgerRow]:
    """Every row of a source's ledger as its document says it, in the order of posting."""
    found = _POSTED.where(FundingSource.code == source).order_by(LedgerEntry.row_no)
    for row in session.execute(found.execution_options(yield_per=500)):
        yield _fact(row)


_Corrected = aliased(LedgerEntry)
_POSTED: Final = (
    select(
        FundingSource.code.label("source"),
        LedgerEntry.document_no,
        LedgerEntry.document_type,
        LedgerEntry.document_date,
        LedgerEntry.posting_date,
        LedgerEntry.office,
        BudgetLine.code.label("line"),
        LedgerEntry.transaction_currency.label("currency"),
        LedgerEntry.transaction_minor.label("amount"),
        LedgerEntry.gl_account,
        LedgerEntry.gl_description,
        LedgerEntry.vendor_code,
        LedgerEntry.vendor_name,
        LedgerEntry.description,
        LedgerEntry.supporting_doc_ref,
        LedgerEntry.line_no,
        LedgerEntry.vendor_protected,
        Event.code.label("event"),
        LedgerEntry.procurement_ref,
        _Corrected.document_no.label("corrects_document_no"),
        _Corrected.line_no.label("corrects_line_no"),
        LedgerEntry.posted_at,
    )
    .join(FundingSource, FundingSource.id == LedgerEntry.funding_source_id)
    .join(BudgetLine, BudgetLine.id == LedgerEntry.budget_line_id)
    .outerjoin(Event, Event.id == LedgerEntry.event_id)
    .outerjoin(_Corrected, _Corrected.id == LedgerEntry.reverses_id)
)

_LEDGERS: Final = "ledgers open for posting"

_FIELDS: Final[tuple[tuple[type[ReportingError], str], ...]] = (
    (OutsideSupport, "posting_date"),
    (MonthClosed, "posting_date"),
    (BudgetMissing, "posting_date"),
    (RateMissing, "currency"),
    (PostingRefused, "document_no"),
)


def _fact(row: object) -> LedgerRow:
    values = dict(row._mapping)  # type: ignore[attr-defined]
    values["amount"] = Decimal(values["amount"]).scaleb(-PLACES)
    return LedgerRow(**values)


def _ledgers(session: Session) -> dict[str, Ledger]:
    ledgers: dict[str, Ledger] = session.info.setdefault(_LEDGERS, {})
    return ledgers


def _ledger(session: Session, source: str) -> tuple[Ledger, bool]:
    """The ledger of a source, opened once in a session; whether it is sample data."""
    ledgers = _ledgers(session)
    if source not in ledgers:
        ledgers[source] = Ledger(session, source)
    return ledgers[source], ledgers[source].is_sample


def _field_of(error: ReportingError) -> str:
    """The field of a row that an error of the ledger is about."""
    if isinstance(error, NotFound):
        named = {"budget line": "line", "event": "event", "ledger row": "corrects_document_no"}
        return named.get(error.kind, "source")
    return next((name for kind, name in _FIELDS if isinstance(error, kind)), "document_no")


LEDGER_ROWS: Final = LedgerRows()
