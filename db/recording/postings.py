"""Documents into the ledger. Source: domain.md a.4, a.9 (3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.audit import Told
from db.errors import NotFound, PostingRefused
from db.models.events import Event
from db.models.funding import BudgetLine, FundingSource
from db.models.ledger import DocumentType, LedgerEntry
from db.models.programmes import Country
from db.money import Money
from db.posting import Ledger, Posting
from db.queries.page import storable
from db.queries.visibility import visible_event
from db.recording.amounts import currency_of, money_of
from db.recording.done import By, Done
from db.recording.facts import FactRefused
from db.recording.sources import held_source, require_office
from db.recording.taking_back import Named, named_entry
from db.recording.texts import line, paragraph
from db.scope import Scope

DOCUMENT_NO: Final = 40
_GL_ACCOUNT: Final = re.compile(r"\d{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PostingFact:
    """What a document says of one line of cost; the amount is in major units, and cost is positive."""

    source: str
    document_no: str
    document_type: DocumentType
    document_date: date
    posting_date: date
    office: str
    line: str
    amount: Decimal
    currency: str
    gl_account: str
    gl_description: str
    vendor_code: str
    vendor_name: str
    description: str
    supporting_doc_ref: str
    line_no: int = 1
    vendor_protected: bool = False
    event: str | None = None
    procurement_ref: str | None = None
    instead_of: str | None = None
    """Number of the document of a row that was reversed, and that this one stands in the place of."""
    instead_of_line_no: int = 1
    reason: str | None = None
    """Of a row in the place of another."""


def record(session: Session, by: By, fact: PostingFact) -> Done:
    """Post one line of a document; in the place of a reversed row, at that row's rates.

    Raises FactRefused, PostingRefused, MonthClosed, OutsideSupport, NotFound, BudgetMissing, RateMissing.
    """
    document = line("posting", "document_no", fact.document_no, DOCUMENT_NO)
    thing = f"ledger entry {document}/{fact.line_no}"
    source = held_source(session, by.scope, fact.source)
    posting = posting_of(session, by.scope, fact, thing)
    reason = None
    if fact.instead_of is not None:
        if fact.reason is None:
            raise FactRefused(thing, "reason", "a row in the place of another needs a reason")
        reason = paragraph(thing, "reason", fact.reason)
        named = named_entry(session, by, fact.instead_of, fact.instead_of_line_no, source)
        _require_reversed(document, named)
    return append(session, by, source, posting, reason)


def posting_of(session: Session, scope: Scope, fact: PostingFact, thing: str) -> Posting:
    """The posting that a fact states, once its fields are what they must be.

    Raises FactRefused, and NotFound for an event that the scope does not see.
    """
    kind = fact.document_type
    if kind in (DocumentType.CORRECTION, DocumentType.REVERSAL):
        raise FactRefused(thing, "document_type", "a row is taken back by postingReverse or postingCorrect")
    if fact.line_no < 1:
        raise FactRefused(thing, "line_no", "the lines of a document count from 1")
    if not _GL_ACCOUNT.fullmatch(fact.gl_account):
        raise FactRefused(thing, "gl_account", "an account of the general ledger is six digits")
    currency = currency_of(thing, "currency", fact.currency)
    return Posting(
        document_no=line("posting", "document_no", fact.document_no, DOCUMENT_NO),
        document_type=kind if fact.instead_of is None else DocumentType.CORRECTION,
        document_date=fact.document_date,
        posting_date=fact.posting_date,
        office=_office(session, scope, fact.office, thing),
        line_code=line(thing, "line", fact.line),
        amount=money_of(thing, "amount", fact.amount, currency),
        gl_account=fact.gl_account,
        gl_description=line(thing, "gl_description", fact.gl_description),
        vendor_code=line(thing, "vendor_code", fact.vendor_code),
        vendor_name=line(thing, "vendor_name", fact.vendor_name),
        description=paragraph(thing, "description", fact.description),
        supporting_doc_ref=line(thing, "supporting_doc_ref", fact.supporting_doc_ref),
        line_no=fact.line_no,
        vendor_protected=fact.vendor_protected,
        event_code=_event(session, scope, fact.event),
        procurement_ref=_optional(thing, "procurement_ref", fact.procurement_ref),
        corrects=None if fact.instead_of is None else (fact.instead_of, fact.instead_of_line_no),
    )


def append(session: Session, by: By, source: FundingSource, posting: Posting, reason: str | None) -> Done:
    """Put a posting into the ledger of a source that is held. Raises what Ledger raises."""
    number = (posting.document_no, posting.line_no)
    taken = PostingRefused(
        posting.document_no, f"line {posting.line_no} of a document of this number is posted already"
    )
    if _id_of(session, *number) is not None:
        raise taken
    try:
        Ledger(session, source.code).post(
            [posting], posted_by=by.actor.role, posted_at=by.at, is_sample=source.is_sample
        )
    except IntegrityError:  # another source's ledger has taken the number in this moment
        raise taken from None
    written = _id_of(session, *number)
    assert written is not None, "it was posted a moment ago"
    subject = f"ledger entry {posting.document_no}/{posting.line_no}"
    return Done(written, subject, after=_told(session, source, posting, written), reason=reason)


def _require_reversed(document: str, named: Named) -> None:
    if named.left:
        raise PostingRefused(
            document, f"{named.name} has not been reversed; reverse it first, so that it counts once"
        )


def _office(session: Session, scope: Scope, office: str, thing: str) -> str:
    require_office(scope, office, thing)
    if not storable(office) or session.get(Country, office) is None:
        raise FactRefused(thing, "office", "an office is a country by its two letters, such as GE")
    return office


def _event(session: Session, scope: Scope, code: str | None) -> str | None:
    if code is None:
        return None
    found = None
    if storable(code):
        found = session.scalar(select(Event.code).where(Event.code == code, *visible_event(scope)))
    if found is None:
        raise NotFound("event", code)
    return found


def _optional(thing: str, field: str, text: str | None) -> str | None:
    return None if text is None else line(thing, field, text)


def _id_of(session: Session, document_no: str, line_no: int) -> int | None:
    return session.scalar(
        select(LedgerEntry.id).where(LedgerEntry.document_no == document_no, LedgerEntry.line_no == line_no)
    )


def _told(session: Session, source: FundingSource, posting: Posting, written: int) -> Told:
    """For the trail; what was paid for assisted people stands in the ledger alone."""
    charged = select(BudgetLine.is_direct_assistance).join(
        LedgerEntry, LedgerEntry.budget_line_id == BudgetLine.id
    )
    told = {
        "source": source.code,
        "documentType": posting.document_type.value,
        "postingDate": posting.posting_date.isoformat(),
        "line": posting.line_code,
    }
    if posting.corrects:
        told["names"] = "/".join(map(str, posting.corrects))
    if session.scalar(charged.where(LedgerEntry.id == written)):
        return told
    return told | {"office": posting.office, "amount": _said(posting.amount)}


def _said(amount: Money) -> str:
    return f"{amount.amount} {amount.currency}"
