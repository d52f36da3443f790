"""Postings to the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from db.imports.codes import CURRENCY, EVENT, LINE, OFFICE, SOURCE
from db.imports.columns import Amount, Column, Day, SheetKind, Text, Whole, WorkbookKind, YesNo, code
from db.models.ledger import PROTECTED_ASSISTANCE, DocumentType
from db.recording.ledger_rows import LEDGER_ROWS

# fmt: off
_COLUMNS: Final = (
    Column("source", "Funding source", SOURCE, "Code of the grant agreement.", "NMFA-RCTP", True),
    Column("document_no", "Document no.", Text(40, is_reference=True),
           "Of the voucher; with the line it is unique.", "INV-0001", True),
    Column("line_no", "Line no.", Whole(), "Within the document; 1 where it is left out.", 1),
    code("document_type", "Document type", DocumentType, "A reversal or correction names a row.", "INVOICE"),
    Column("document_date", "Document date", Day(), "The day on the document.", date(2020, 1, 13), True),
    Column("posting_date", "Posting date", Day(), "Decides the month and the rate.", date(2020, 1, 15), True),
    Column("office", "Office", OFFICE, "The country office that spent.", "GE", True),
    Column("line", "Budget line", LINE, "Of the budget in force on the posting date.", "3.1", True),
    Column("currency", "Currency", CURRENCY, "Of the amount.", "GEL", True),
    Column("amount", "Amount", Amount("currency"), "Cost is positive, money that came back negative.",
           Decimal("1250.00"), True),
    Column("gl_account", "GL account", Text(6, is_reference=True), "Six digits.", "307410", True),
    Column("gl_description", "GL description", Text(200), "What the account is for.", "Meetings", True),
    Column("vendor_code", "Vendor code", Text(40, is_reference=True),
           f"{PROTECTED_ASSISTANCE} for people who are assisted, never their names.", "V-0017", True),
    Column("vendor_name", "Vendor", Text(200), "A company or an institution.", "Hotel by the river", True),
    Column("vendor_protected", "Vendor protected", YesNo(), "Whether its name is masked.", "no"),
    Column("description", "Description", Text(500), "What was bought; no names of people.",
           "Meeting room, two days", True),
    Column("supporting_doc_ref", "Supporting document", Text(200, is_reference=True), "Where it lies.",
           "ARCHIVE/2020/112", True),
    Column("event", "Event", EVENT, "Code of the event that it was for.", None),
    Column("procurement_ref", "Procurement", Text(80, is_reference=True), "Of the procurement file.", None),
    Column("corrects_document_no", "Corrects document", Text(40, is_reference=True),
           "Of the row that is taken back.", None),
    Column("corrects_line_no", "Corrects line", Whole(), "Of that document; 1 where it is left out.", None),
)
# fmt: on

KIND: Final = WorkbookKind(
    "ledger",
    "Ledger postings",
    (
        "One row for each line of a document. Rates and amounts in other currencies are found when it is "
        "posted.",
        "A row that is posted is never changed: reverse it with its exact negative, or correct a part of it, "
        "and name its document.",
        f"Cost of people who are assisted has the vendor code {PROTECTED_ASSISTANCE}, a description without "
        "the number of recipients, and a line for direct assistance.",
    ),
    (
        SheetKind(
            "Ledger",
            "Ledger postings",
            "What documents say of cost; one row for each line of a document.",
            LEDGER_ROWS,
            _COLUMNS,
        ),
    ),
    most_rows=500_000,
)
