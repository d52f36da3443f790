"""What a document says of a line of cost, whichever door it comes through. Source: domain.md a.4."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from db.models.ledger import DocumentType
from db.money import Money, minor_units
from db.posting import Posting
from db.recording.amounts import currency_of
from db.recording.facts import FactRefused

_GL_ACCOUNT: Final = re.compile(r"\d{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says of one line of cost; its rates and amounts follow when it is posted."""

    source: str
    document_no: str
    document_type: DocumentType
    document_date: date
    posting_date: date
    office: str
    line: str
    currency: str
    amount: Decimal
    """In major units of the currency; cost is positive."""
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

    def require_form(self, thing: str) -> None:
        """Raises FactRefused for what no document may say."""
        if self.line_no < 1:
            raise FactRefused(thing, "line_no", "the lines of a document count from 1")
        if not _GL_ACCOUNT.fullmatch(self.gl_account):
            raise FactRefused(thing, "gl_account", "an account of the general ledger is six digits")
        currency_of(thing, "currency", self.currency)

    def posting(self, kind: DocumentType, corrects: tuple[str, int] | None) -> Posting:
        """The same as the ledger takes it. Raises ValueError for an amount with too many decimals."""
        return Posting(
            document_no=self.document_no,
            document_type=kind,
            document_date=self.document_date,
            posting_date=self.posting_date,
            office=self.office,
            line_code=self.line,
            amount=Money(minor_units(self.amount), self.currency),
            gl_account=self.gl_account,
            gl_description=self.gl_description,
            vendor_code=self.vendor_code,
            vendor_name=self.vendor_name,
            description=self.description,
            supporting_doc_ref=self.supporting_doc_ref,
            line_no=self.line_no,
            vendor_protected=self.vendor_protected,
            event_code=self.event,
            procurement_ref=self.procurement_ref,
            corrects=corrects,
        )
