"""Documents into the ledger. Source: domain.md a.4, a.9 (3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.audit import Told
from db.errors import NotFound, PostingRefused
from db.models.funding import BudgetLine, FundingSource
from db.models.ledger import DocumentType, LedgerEntry
from db.models.programmes import Country
from db.money import Money
from db.posting import Ledger, Posting
from db.queries.page import storable
from db.recording.amounts import money_of
from db.recording.documents import Document
from db.recording.done import By, Done
from db.recording.facts import FactRefused
from db.recording.named import named_entry
from db.recording.reach import held_source, is_seen, require_country
from db.recording.texts import line, paragraph
from db.scope import Scope
from db.taking_back import left_of

DOCUMENT_NO: Final = 40


@dataclass(frozen=True, slots=True)
class PostingFact(Document):
    """A document's line that is to be posted, perhaps in the place of a row that was reversed."""

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
    if fact.document_type in (DocumentType.CORRECTION, DocumentType.REVERSAL):
        raise FactRefused(thing, "document_type", "a row is taken back by postingReverse or postingCorrect")
    read = _read(session, by.scope, fact, thing)
    if fact.instead_of is None:
        return append(session, by, source, read.posting(read.document_type, None), None)
    if fact.reason is None:
        raise FactRefused(thing, "reason", "a row in the place of another needs a reason")
    reason = paragraph(thing, "reason", fact.reason)
    named = named_entry(session, by, fact.instead_of, fact.instead_of_line_no, source)
    if left_of(session, named.entry):
        raise PostingRefused(
            document, f"{named.name} has not been reversed; reverse it first, so that it counts once"
        )
    number = (named.entry.document_no, named.entry.line_no)
    return append(session, by, source, read.posting(DocumentType.CORRECTION, number), reason)


def _read(session: Session, scope: Scope, fact: PostingFact, thing: str) -> PostingFact:
    """What a document says, once its fields are what they must be.

    Raises FactRefused, and NotFound for an event that the scope does not see.
    """
    fact.require_form(thing)
    money_of(thing, "amount", fact.amount, fact.currency)
    require_country(scope, fact.office, thing, "office")
    if not storable(fact.office) or session.get(Country, fact.office) is None:
        raise FactRefused(thing, "office", "an office is a country by its two letters, such as GE")
    if fact.event is not None and not is_seen(session, scope, fact.event):
        raise NotFound("event", fact.event)
    procured = fact.procurement_ref
    return replace(
        fact,
        document_no=line("posting", "document_no", fact.document_no, DOCUMENT_NO),
        line=line(thing, "line", fact.line),
        gl_description=line(thing, "gl_description", fact.gl_description),
        vendor_code=line(thing, "vendor_code", fact.vendor_code),
        vendor_name=line(thing, "vendor_name", fact.vendor_name),
        description=paragraph(thing, "description", fact.description),
        supporting_doc_ref=line(thing, "supporting_doc_ref", fact.supporting_doc_ref),
        procurement_ref=None if procured is None else line(thing, "procurement_ref", procured),
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
