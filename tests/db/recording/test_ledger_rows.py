"""Ledger rows that come in: posted once, and never changed."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import select

from db.audit import Actor
from db.engine import Session
from db.models.ledger import DocumentType, LedgerEntry
from db.periods import Month
from db.queries.trail import first_bad_ledger_row
from db.recording.done import By
from db.recording.facts import State
from db.recording.ledger_rows import LEDGER_ROWS, LedgerRow
from db.recording.months import MonthChange, close
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


def test_a_row_that_was_posted_in_another_time_zone_keeps_its_chain(session: Session, write: Written) -> None:
    """10:00 in Tbilisi is 06:00 UTC."""
    in_tbilisi = datetime(2021, 1, 11, 10, tzinfo=timezone(timedelta(hours=4)))

    write(LEDGER_ROWS, INVOICE, at=in_tbilisi)

    assert first_bad_ledger_row(session, "NMFA-RCTP") is None


def taking_back(document_no: str, amount: str, kind: DocumentType = DocumentType.CORRECTION) -> LedgerRow:
    return replace(
        INVOICE,
        document_no=document_no,
        document_type=kind,
        amount=Decimal(amount),
        corrects_document_no="INV-9001",
    )


def test_no_more_is_taken_back_of_a_row_than_is_left(write: Written) -> None:
    """Of 3,304.00 first 1,000.00 and then 2,304.00; with a cent more, or once it is gone, nothing."""
    _states, refused = write(
        LEDGER_ROWS,
        INVOICE,
        taking_back("A", "-1000.00"),
        taking_back("B", "-2304.01"),
        taking_back("C", "-3304.00", DocumentType.REVERSAL),
        taking_back("D", "-2304.00"),
        taking_back("E", "-0.01"),
    )

    assert [(each.change.after.document_no, each.error.field) for each in refused] == [
        ("B", "document_no"),
        ("C", "document_no"),
        ("E", "document_no"),
    ]
    assert "GEL 2,304.00 is left" in refused[0].error.reason


def test_a_row_is_reversed_once(write: Written) -> None:
    _states, refused = write(
        LEDGER_ROWS,
        INVOICE,
        taking_back("A", "-3304.00", DocumentType.REVERSAL),
        taking_back("B", "-3304.00", DocumentType.REVERSAL),
    )

    assert [each.change.after.document_no for each in refused] == ["B"]


def test_a_reversed_row_is_posted_anew_at_its_rates_and_taken_back_once(
    session: Session, write: Written
) -> None:
    """Of 3,304.00 nothing is left, and then 3,304.00 again, which either of the two rows takes back."""
    _states, refused = write(
        LEDGER_ROWS,
        INVOICE,
        taking_back("A", "-3304.00", DocumentType.REVERSAL),
        replace(taking_back("B", "3304.00"), line="3.2"),
        taking_back("C", "-3304.00", DocumentType.REVERSAL),
        replace(taking_back("D", "-3304.00"), corrects_document_no="B", line="3.2"),
    )

    (second,) = refused
    assert (second.change.after.document_no, second.error.field) == ("D", "document_no")
    assert "INV-9001/1 has been taken back already" in second.error.reason
    row = session.scalars(select(LedgerEntry).where(LedgerEntry.document_no == "B")).one()
    assert (row.amount_usd_minor, row.rate_date) == (100_000, date(2020, 12, 15))


def test_what_was_taken_back_by_mistake_is_there_again(write: Written) -> None:
    """A takes 1,000.00 and B gives it back, so that 3,304.00 are left."""
    _states, refused = write(
        LEDGER_ROWS,
        INVOICE,
        taking_back("A", "-1000.00"),
        replace(taking_back("B", "1000.00", DocumentType.REVERSAL), corrects_document_no="A"),
        taking_back("C", "-3304.00", DocumentType.REVERSAL),
    )

    assert refused == []


def test_what_no_document_may_say_is_refused(write: Written) -> None:
    _states, refused = write(
        LEDGER_ROWS,
        replace(INVOICE, document_no="A", gl_account="30741"),
        replace(INVOICE, document_no="B", line_no=0),
        replace(INVOICE, document_no="C", currency="BYR"),
    )

    assert [each.error.field for each in refused] == ["gl_account", "line_no", "currency"]


def test_a_source_or_an_event_out_of_reach_looks_missing(write: Written) -> None:
    norway = Scope(sources=None, countries=frozenset({"GE", "NO"}))
    elsewhere = Scope(sources=frozenset({"OTHER"}), countries=None)

    by_source = write(LEDGER_ROWS, INVOICE, scope=elsewhere)[1]
    missing = write(LEDGER_ROWS, replace(INVOICE, source="NONE"), scope=elsewhere)[1]
    by_event = write(LEDGER_ROWS, replace(INVOICE, event="EVT-0"), scope=norway)[1]

    assert [each.error.field for each in (*by_source, *missing, *by_event)] == ["source", "source", "event"]
    assert by_source[0].error.reason == "there is no funding source “NMFA-RCTP”"


def test_a_closed_month_is_told_at_the_posting_date(session: Session, write: Written) -> None:
    close(session, by(), MonthChange("NMFA-RCTP", Month(2020, 12), expected_revision=0))

    _states, (refused,) = write(LEDGER_ROWS, INVOICE)

    assert refused.error.field == "posting_date"


def by() -> By:
    return By(Actor("finance-office", "finance", "here"), Scope.everything(), AT)


def test_a_third_decimal_is_never_cut() -> None:
    with pytest.raises(ValueError, match="more than 2 decimals"):
        _ = replace(INVOICE, amount=Decimal("1.005")).as_posting
