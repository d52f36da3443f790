"""Posting into the sample's ledger, with version 1 of its budget in 2019 and version 2 from 2020 on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from db.chain import FIELDS, FIRST_HASH, row_hash
from db.engine import make_engine
from db.errors import BudgetMissing, NotFound, OutsideSupport, PostingRefused, RateMissing
from db.models.ledger import DocumentType, LedgerEntry, RateSource, WbsElement
from db.money import Money
from db.posting import Ledger, Posting
from db.queries.trail import first_bad_ledger_row
from tests.databases import Databases
from tests.tampering import tamper

AT = datetime(2020, 12, 31, 16, tzinfo=UTC)
INVOICE = Posting(
    document_no="NEW-1",
    document_type=DocumentType.INVOICE,
    document_date=date(2019, 10, 16),
    posting_date=date(2019, 10, 21),
    office="GE",
    line_code="3.1",
    amount=Money(18_450_00, "GEL"),
    gl_account="600100",
    gl_description="Meetings",
    vendor_code="V-1",
    vendor_name="A vendor",
    description="Meeting rooms",
    supporting_doc_ref="DOC-1",
)


@pytest.fixture(scope="module")
def engine(databases: Databases, sample_template: str) -> Iterator[Engine]:
    url = databases.copy(sample_template)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """What a test posts is undone."""
    with Session(engine) as session:
        yield session
        session.rollback()


def post(session: Session, *postings: Posting) -> int:
    return Ledger(session, "NMFA-RCTP").post(postings, posted_by="finance", posted_at=AT, is_sample=True)


def entry(session: Session, document_no: str) -> LedgerEntry:
    return session.scalars(select(LedgerEntry).where(LedgerEntry.document_no == document_no)).one()


def wbs_of(session: Session, document_no: str) -> str:
    return session.scalars(
        select(WbsElement.code)
        .join(LedgerEntry, LedgerEntry.wbs_id == WbsElement.id)
        .where(LedgerEntry.document_no == document_no)
    ).one()


def test_everything_else_of_a_row_follows_from_its_document(session: Session) -> None:
    assert post(session, INVOICE) == 1

    row = entry(session, "NEW-1")
    assert (row.amount_usd_minor, row.amount_reporting_minor) == (6_197_51, 56_316_81)
    assert (row.rate_tc_per_usd, row.rate_rc_per_usd) == (Decimal("2.977"), Decimal("9.087"))
    assert (row.rate_source, row.rate_date) == (RateSource.UNORE, date(2019, 10, 21))
    assert (row.fiscal_year, row.fiscal_period, row.reporting_currency) == (2019, 10, "NOK")
    assert (row.posted_by, row.posted_at, row.reverses_id) == ("finance", AT, None)


@pytest.mark.parametrize(
    ("line", "office", "code"),
    [("3.1", "GE", "CT.0000.GE10.C31"), ("1.1", "UA", "CT.0000.UA10.A11"), ("2.1", "MD", "CT.0000.MD10.B21")],
)
def test_a_cost_object_says_project_office_category_and_line(
    session: Session, line: str, office: str, code: str
) -> None:
    day = date(2020, 11, 2)
    post(session, replace(INVOICE, line_code=line, office=office, posting_date=day))

    assert wbs_of(session, "NEW-1") == code


def test_a_line_and_an_office_have_one_cost_object(session: Session) -> None:
    before = session.scalar(select(func.count()).select_from(WbsElement))
    elsewhere = replace(INVOICE, office="MD")
    post(session, elsewhere, replace(elsewhere, document_no="NEW-2"))
    post(session, replace(elsewhere, document_no="NEW-3"))

    assert wbs_of(session, "NEW-1") == "CT.0000.MD10.C31"
    assert session.scalar(select(func.count()).select_from(WbsElement)) == (before or 0) + 1


@pytest.mark.parametrize("day", [date(2019, 6, 30), date(2021, 1, 1)])
def test_nothing_is_posted_outside_the_support(session: Session, day: date) -> None:
    with pytest.raises(OutsideSupport, match=f"posting date {day} lies outside the support period of NMFA"):
        post(session, replace(INVOICE, posting_date=day))


def test_overhead_is_never_posted(session: Session) -> None:
    with pytest.raises(PostingRefused) as refused:
        post(session, replace(INVOICE, line_code="4.1"))
    assert str(refused.value) == (
        "NEW-1 cannot be posted: overhead is derived and never posted; name a direct line"
    )


def test_assistance_is_posted_only_to_lines_that_are_kept_back(session: Session) -> None:
    assisted = replace(INVOICE, vendor_code="PROTECTED-ASSISTANCE", posting_date=date(2020, 1, 28))

    with pytest.raises(PostingRefused) as refused:
        post(session, assisted)
    assert str(refused.value) == (
        "NEW-1 cannot be posted: 3.1 is not a line for direct assistance, and would show it row by row; "
        "name one"
    )
    assert post(session, replace(assisted, line_code="3.6")) == 1


def test_an_unknown_line_is_refused_with_those_of_the_version_in_force(session: Session) -> None:
    with pytest.raises(NotFound) as refused:
        post(session, replace(INVOICE, line_code="1.2"))  # of version 2, which begins in 2020
    assert str(refused.value) == ("there is no budget line “1.2”; known are: 1.1, 3.1, 3.2, 3.3, 3.4, 4.1")
    assert post(session, replace(INVOICE, line_code="1.2", posting_date=date(2020, 1, 1))) == 1


def test_without_a_budget_in_force_nothing_is_posted(session: Session) -> None:
    session.execute(text("UPDATE budget_version SET effective_from = '2019-10-22' WHERE version_no = 1"))

    with pytest.raises(BudgetMissing, match="no approved budget version in force on 2019-10-21"):
        post(session, INVOICE)


@pytest.mark.parametrize("day", [date(2019, 7, 1), date(2020, 3, 2)])
def test_a_missing_rate_is_named_and_nothing_stands_in_for_it(session: Session, day: date) -> None:
    with pytest.raises(RateMissing) as missing:
        post(session, replace(INVOICE, amount=Money(100_00, "SEK"), posting_date=day))
    assert (missing.value.currency, missing.value.on, missing.value.source) == ("SEK", day, "UNORE")


def test_a_rate_that_was_published_after_the_posting_does_not_count(session: Session) -> None:
    early = datetime(2020, 4, 8, 16, tzinfo=UTC)  # the second version of April's rate came on the 9th
    ledger = Ledger(session, "NMFA-RCTP")
    byn = replace(INVOICE, amount=Money(100_00, "BYN"), posting_date=date(2020, 4, 6))
    ledger.post([byn], posted_by="finance", posted_at=early, is_sample=True)
    ledger.post([replace(byn, document_no="NEW-2")], posted_by="finance", posted_at=AT, is_sample=True)

    rates = [entry(session, number).rate_tc_per_usd for number in ("NEW-1", "NEW-2")]
    assert rates == [Decimal("2.589"), Decimal("2.598")]


def test_an_unknown_source_event_or_row_is_refused(session: Session) -> None:
    with pytest.raises(NotFound, match="no funding source “NORAD”"):
        Ledger(session, "NORAD")
    with pytest.raises(NotFound, match="no event “EVT-0”"):
        post(session, replace(INVOICE, event_code="EVT-0"))
    with pytest.raises(NotFound, match="no ledger row “LED-9999/1”"):
        post(session, correction(corrects=("LED-9999", 1)))


def correction(**said: Any) -> Posting:
    """Of LED-0003: EUR 4,212.50 at 0.918 and 9.087 of 25 October."""
    plain = replace(
        INVOICE,
        document_no="NEW-C",
        document_type=DocumentType.CORRECTION,
        posting_date=date(2019, 12, 31),
        line_code="3.2",
        amount=Money(-212_50, "EUR"),
        corrects=("LED-0003", 1),
    )
    return replace(plain, **said)


def test_a_correction_keeps_the_first_rows_rates_and_their_date(session: Session) -> None:
    post(session, correction())

    row, first = entry(session, "NEW-C"), entry(session, "LED-0003")
    assert (row.rate_tc_per_usd, row.rate_rc_per_usd) == (Decimal("0.918"), Decimal("9.087"))
    assert row.rate_date == date(2019, 10, 25)
    assert row.reverses_id == first.id
    assert (row.amount_usd_minor, row.amount_reporting_minor) == (-231_48, -2_103_47)
    assert (row.posting_date, row.fiscal_period) == (date(2019, 12, 31), 12)


def test_a_correction_of_a_correction_keeps_them_too(session: Session) -> None:
    post(session, correction(corrects=("LED-0008", 1), amount=Money(100_00, "EUR")))

    assert entry(session, "NEW-C").rate_date == date(2019, 10, 25)
    assert entry(session, "NEW-C").rate_rc_per_usd == Decimal("9.087")


def test_a_reversal_takes_back_the_whole_row_in_all_three_currencies(session: Session) -> None:
    """LED-0001, of which nothing was taken back yet."""
    reversal = correction(
        document_type=DocumentType.REVERSAL, corrects=("LED-0001", 1), amount=Money(-18_450_00, "GEL")
    )

    post(session, reversal)

    row = entry(session, "NEW-C")
    assert (row.transaction_minor, row.amount_usd_minor, row.amount_reporting_minor) == (
        -18_450_00,
        -6_197_51,
        -56_316_81,
    )


def test_a_row_is_corrected_in_the_same_batch_that_posted_it(session: Session) -> None:
    assert post(session, INVOICE, correction(corrects=("NEW-1", 1), amount=Money(-1, "GEL"))) == 2

    assert entry(session, "NEW-C").reverses_id == entry(session, "NEW-1").id


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (
            correction(document_type=DocumentType.REVERSAL),
            "a reversal takes back exactly what LED-0003/1 posted",
        ),
        (
            correction(document_type=DocumentType.REVERSAL, amount=Money(4_212_50, "EUR")),
            "a reversal takes back exactly what LED-0003/1 posted",
        ),
        (
            # LED-0008 took EUR 212.50 of it back
            correction(document_type=DocumentType.REVERSAL, amount=Money(-4_212_50, "EUR")),
            "of LED-0003/1, EUR 4,000.00 is left; take back the rest by a correction",
        ),
        (correction(amount=Money(-212_50, "USD")), "LED-0003 is in EUR"),
        (correction(corrects=None), "a reversal or correction, and only that, names a row"),
        (
            correction(document_type=DocumentType.REVERSAL, corrects=None),
            "a reversal or correction, and only that, names a row",
        ),
        (replace(INVOICE, corrects=("LED-0003", 1)), "a reversal or correction, and only that, names a row"),
    ],
)
def test_what_cannot_be_posted_is_refused_with_the_reason(
    session: Session, refused: Posting, why: str
) -> None:
    with pytest.raises(PostingRefused) as error:
        post(session, refused)
    assert str(error.value) == f"{refused.document_no} cannot be posted: {why}"


def test_the_chain_goes_on_over_two_openings_of_the_ledger(session: Session) -> None:
    last_no, last_hash = session.execute(
        select(LedgerEntry.row_no, LedgerEntry.row_hash).order_by(LedgerEntry.row_no.desc()).limit(1)
    ).one()
    post(session, INVOICE, replace(INVOICE, document_no="NEW-2"))
    post(session, replace(INVOICE, document_no="NEW-3"))

    rows = [entry(session, number) for number in ("NEW-1", "NEW-2", "NEW-3")]
    assert [row.row_no for row in rows] == [last_no + 1, last_no + 2, last_no + 3]
    assert [row.prev_hash for row in rows] == [last_hash, rows[0].row_hash, rows[1].row_hash]


def test_a_ledger_begins_with_the_first_hash(session: Session) -> None:
    tamper(session, "DELETE FROM ledger_entry WHERE reverses_id IS NOT NULL", "DELETE FROM ledger_entry")
    post(session, INVOICE)

    assert (entry(session, "NEW-1").row_no, entry(session, "NEW-1").prev_hash) == (1, FIRST_HASH)


def test_the_hash_is_of_the_row_as_it_is_stored(session: Session) -> None:
    post(session, INVOICE)
    row = entry(session, "NEW-1")
    said: dict[str, Any] = {name: getattr(row, name, None) for name in FIELDS} | {
        "document_type": "INVOICE",
        "document_date": "2019-10-16",
        "posting_date": "2019-10-21",
        "project_code": "CT.0000",
        "wbs": "CT.0000.GE10.C31",
        "budget_line": "3.1",
        "cost_category": "OPERATIONAL",
        "rate_source": "UNORE",
        "rate_date": "2019-10-21",
        "rate_tc_per_usd": "2.97700000",
        "rate_rc_per_usd": "9.08700000",
        "event": None,
        "reverses": None,
        "posted_at": "2020-12-31T16:00:00+00:00",
    }

    assert row.row_hash == row_hash(row.prev_hash, said)
    assert row.row_hash != row_hash(row.prev_hash, said | {"amount_reporting_minor": 56_316_82})
    assert row.row_hash != row_hash(FIRST_HASH, said)


def test_an_instant_is_hashed_in_utc_whatever_zone_it_is_given_in(session: Session) -> None:
    """16:00 in Tbilisi is noon."""
    at = datetime(2020, 12, 31, 16, tzinfo=timezone(timedelta(hours=4)))
    ledger = Ledger(session, "NMFA-RCTP")
    ledger.post([INVOICE], posted_by="finance", posted_at=at, is_sample=True)

    assert entry(session, "NEW-1").posted_at == datetime(2020, 12, 31, 12, tzinfo=UTC)
    assert first_bad_ledger_row(session, "NMFA-RCTP") is None


def test_with_the_receipt_average_the_reporting_amount_takes_the_average_of_that_day(
    session: Session,
) -> None:
    session.execute(text("UPDATE funding_source SET fx_method = 'RECEIPT_AVERAGE'"))
    post(session, replace(INVOICE, amount=Money(100_00, "USD")))

    row = entry(session, "NEW-1")
    assert row.rate_rc_per_usd == Decimal("8.53399991")  # 1,500,000.00 / 175,767.52
    assert (row.amount_usd_minor, row.amount_reporting_minor) == (100_00, 853_40)


def test_the_receipt_average_needs_money_received(session: Session) -> None:
    session.execute(text("UPDATE funding_source SET fx_method = 'RECEIPT_AVERAGE'"))
    session.execute(text("UPDATE instalment SET received_on = '2019-10-22' WHERE no = 1"))

    with pytest.raises(RateMissing, match="no RECEIPT exchange rate"):
        post(session, INVOICE)
