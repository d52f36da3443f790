"""Rows of the ledger are never edited: they are reversed, or a part of them is taken back.

Both at the rates of the row they name, whose account, vendor, line and office they have too.
Source: domain.md a.4, b.2 (5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from db.models.ledger import DocumentType
from db.money import Money
from db.posting import Posting
from db.recording.amounts import positive_money_of
from db.recording.done import By, Done
from db.recording.facts import FactRefused
from db.recording.named import Named, named_entry
from db.recording.postings import DOCUMENT_NO, append
from db.recording.texts import line, paragraph


@dataclass(frozen=True, slots=True)
class ReversalFact:
    """A row that is to be taken back whole, and the document that does it."""

    document_no: str
    line_no: int
    new_document_no: str
    posting_date: date
    reason: str
    new_line_no: int = 1
    document_date: date | None = None
    """None: the posting date."""
    supporting_doc_ref: str | None = None
    """None: that of the row."""


@dataclass(frozen=True, slots=True)
class CorrectionFact:
    """A row of which a part is to be taken back, and the document that does it."""

    document_no: str
    line_no: int
    amount: Decimal
    """What is taken back, in major units of the row's currency: more than 0, of a refund too."""
    new_document_no: str
    posting_date: date
    reason: str
    new_line_no: int = 1
    document_date: date | None = None
    supporting_doc_ref: str | None = None


def reverse(session: Session, by: By, fact: ReversalFact) -> Done:
    """Post the exact negative of a row.

    Raises FactRefused, PostingRefused, MonthClosed, OutsideSupport, NotFound, BudgetMissing.
    """
    named = named_entry(session, by, fact.document_no, fact.line_no)
    return _take_back(session, by, named, fact, DocumentType.REVERSAL, -named.amount)


def correct(session: Session, by: By, fact: CorrectionFact) -> Done:
    """Take back a part of a row.

    Raises FactRefused, PostingRefused, MonthClosed, OutsideSupport, NotFound, BudgetMissing.
    """
    named = named_entry(session, by, fact.document_no, fact.line_no)
    document = line("posting", "new_document_no", fact.new_document_no, DOCUMENT_NO)
    thing = f"ledger entry {document}/{fact.new_line_no}"
    taken = positive_money_of(thing, "amount", fact.amount, named.amount.currency)
    change = -taken if named.amount.minor > 0 else taken
    return _take_back(session, by, named, fact, DocumentType.CORRECTION, change)


def _take_back(
    session: Session,
    by: By,
    named: Named,
    fact: ReversalFact | CorrectionFact,
    kind: DocumentType,
    amount: Money,
) -> Done:
    document = line("posting", "new_document_no", fact.new_document_no, DOCUMENT_NO)
    thing = f"ledger entry {document}/{fact.new_line_no}"
    if fact.new_line_no < 1:
        raise FactRefused(thing, "new_line_no", "the lines of a document count from 1")
    reason = paragraph(thing, "reason", fact.reason)
    row = named.entry
    supporting = row.supporting_doc_ref
    if fact.supporting_doc_ref is not None:
        supporting = line(thing, "supporting_doc_ref", fact.supporting_doc_ref)
    posting = Posting(
        document_no=document,
        document_type=kind,
        document_date=fact.document_date or fact.posting_date,
        posting_date=fact.posting_date,
        office=row.office,
        line_code=named.line_code,
        amount=amount,
        gl_account=row.gl_account,
        gl_description=row.gl_description,
        vendor_code=row.vendor_code,
        vendor_name=row.vendor_name,
        description=f"{kind.value.capitalize()} of {named.name}",
        supporting_doc_ref=supporting,
        line_no=fact.new_line_no,
        vendor_protected=row.vendor_protected,
        event_code=named.event_code,
        procurement_ref=row.procurement_ref,
        corrects=(row.document_no, row.line_no),
    )
    return append(session, by, named.source, posting, reason)
