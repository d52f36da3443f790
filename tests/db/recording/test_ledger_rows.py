"""Ledger rows that come in: posted once, and never changed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from db.engine import Session
from db.models.ledger import DocumentType, LedgerEntry
from db.recording.facts import State
from db.recording.ledger_rows import LEDGER_ROWS, LedgerRow
from db.scope import Scope
from tests.db.recording.conftest import AT, Written

INVOICE = LedgerRow(
    source="NMFA-RCTP",
    document_no="INV-9001",
    document_type=DocumentType.INVOICE,
    document_date=date(2020, 12, 14),
    posting_date=date(2020, 12, 15),
    office="GE",
    line="3.1",
    currency="GEL",
    amount=Decimal("3304.00"),
    gl_account="307410",
    gl_description="Meetings",
    vendor_code="V-17",
    vendor_name="Hotel by the river",
    description="Meeting room",
    supporting_doc_ref="ARCHIVE/1",
)


def test_a_new_row_is_posted_at_the_rates_of_its_day(session: Session, write: Written) -> None:
    """GEL 3,304.00 at 3.304 are USD 1,000.00; at NOK 8.869 for a dollar, NOK 8,869.00."""
    assert write(LEDGER_ROWS, INVOICE) == ([State.NEW], [])

    row = session.scalars(select(LedgerEntry).where(LedgerEntry.document_no == "INV-9001")).one()
    assert (row.amount_usd_minor, row.amount_reporting_minor) == (100_000, 886_900)
    assert (row.posted_by, row.posted_at, row.is_sample) == ("finance", AT, True)


def test_a_posted_row_is_unchanged_or_refused(write: Written) -> None:
    write(LEDGER_ROWS, INVOICE)
    later = AT + timedelta(days=1)

    same = write(LEDGER_ROWS, INVOICE, at=later)
    _states, (refused,) = write(LEDGER_ROWS, replace(INVOICE, amount=Decimal("3304.01")), at=later)

    assert same == ([State.UNCHANGED], [])
    assert refused.error.field == "amount"
    assert "reversed and posted anew" in refused.error.reason


def test_a_row_that_a_workbook_holds_twice_is_refused(write: Written) -> None:
    write(LEDGER_ROWS, INVOICE)

    _states, (refused,) = write(LEDGER_ROWS, INVOICE)

    assert "further up in this workbook" in refused.error.reason


def test_each_refusal_names_the_field_it_is_about(write: Written) -> None:
    rows = (
        replace(INVOICE, document_no="A", posting_date=date(2021, 1, 4)),
        replace(INVOICE, document_no="B", line="9.9"),
        replace(INVOICE, document_no="C", line="4.1"),
        replace(INVOICE, document_no="D", event="EVT-0"),
        replace(INVOICE, document_no="E", document_type=DocumentType.REVERSAL, corrects_document_no="NONE"),
        replace(INVOICE, document_no="F", currency="GBP"),
        replace(INVOICE, document_no="G", source="OTHER"),
    )

    _states, refused = write(LEDGER_ROWS, *rows)

    assert [(each.change.after.document_no, each.error.field) for each in refused] == [
        ("A", "posting_date"),
        ("B", "line"),
        ("C", "document_no"),
        ("D", "event"),
        ("E", "corrects_document_no"),
        ("F", "currency"),
        ("G", "source"),
    ]


def test_an_office_of_another_country_is_refused(write: Written) -> None:
    moldova = Scope(sources=None, countries=frozenset({"MD"}))

    _states, (refused,) = write(LEDGER_ROWS, INVOICE, scope=moldova)

    assert refused.error.field == "office"
