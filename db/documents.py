"""What a document says of cost, by whichever way it comes in. Source: domain.md a.4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.models.ledger import DocumentType


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One line of a document, but for what it cost, and on which budget line."""

    document_no: str
    document_type: DocumentType
    document_date: date
    posting_date: date
    office: str
    gl_account: str
    gl_description: str
    vendor_code: str
    vendor_name: str
    description: str
    supporting_doc_ref: str
    line_no: int = 1
    vendor_protected: bool = False
    procurement_ref: str | None = None
