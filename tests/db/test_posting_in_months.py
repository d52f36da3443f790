"""What fiscal months take, also while they are being closed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.audit import Actor
from db.engine import make_engine, reading, writing
from db.errors import MonthClosed
from db.models.ledger import DocumentType, LedgerEntry
from db.models.months import FiscalMonth, MonthState
from db.money import Money
from db.periods import Month
from db.posting import Ledger, Posting
from db.recording import months
from db.recording.done import By
from db.recording.months import MonthChange
from db.scope import Scope
from tests.db.test_posting import AT, INVOICE

BY = By(Actor("finance-office", "finance", "here"), Scope.everything(), AT)
CORRECTION = replace(
    INVOICE,
    document_no="NEW-C",
    document_type=DocumentType.CORRECTION,
    line_code="3.2",
    amount=Money(-212_50, "EUR"),
    corrects=("LED-0003", 1),
)
REVERSAL = replace(CORRECTION, document_type=DocumentType.REVERSAL, amount=Money(-4_212_50, "EUR"))
ACCRUAL = replace(INVOICE, document_type=DocumentType.ACCRUAL)


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with writing(engine) as session:
        yield session


def month(number: int, expected_revision: int = 0, reason: str | None = None) -> MonthChange:
    return MonthChange("NMFA-RCTP", Month(2019, number), expected_revision, reason)


def post(session: Session, *postings: Posting) -> int:
    return Ledger(session, "NMFA-RCTP").post(postings, posted_by="finance", posted_at=AT, is_sample=True)


@pytest.mark.parametrize("posting", [INVOICE, ACCRUAL, CORRECTION, REVERSAL])
def test_a_closed_month_takes_nothing(session: Session, posting: Posting) -> None:
    months.close(session, BY, month(10))
    months.close(session, BY, month(11))
    months.soft_close(session, BY, month(12))

    with pytest.raises(MonthClosed) as refused:
        post(session, posting)

    assert str(refused.value) == (
        f"{posting.document_no} cannot be posted: 2019-10 of NMFA-RCTP is closed; "
        "post into the next open month, 2020-01, and name the original"
    )
    assert refused.value.next_open == Month(2020, 1)


@pytest.mark.parametrize("posting", [ACCRUAL, CORRECTION, REVERSAL])
def test_a_soft_closed_month_takes_accruals_corrections_and_reversals(
    session: Session, posting: Posting
) -> None:
    months.soft_close(session, BY, month(10))

    assert post(session, posting) == 1


@pytest.mark.parametrize(
    "kind",
    [
        DocumentType.INVOICE,
        DocumentType.PAYROLL,
        DocumentType.TRAVEL,
        DocumentType.PARTNER_ADVANCE_CLEARING,
    ],
)
def test_a_soft_closed_month_takes_no_other_document(session: Session, kind: DocumentType) -> None:
    months.soft_close(session, BY, month(10))

    with pytest.raises(MonthClosed, match="takes accruals, corrections and reversals only"):
        post(session, replace(INVOICE, document_type=kind))


def test_a_month_that_was_opened_again_takes_every_posting(session: Session) -> None:
    months.close(session, BY, month(10))
    months.reopen(session, BY, month(10, 1, "A late invoice"))

    assert post(session, INVOICE) == 1


def test_a_correction_of_a_closed_month_goes_into_an_open_one(session: Session) -> None:
    months.close(session, BY, month(10))

    assert post(session, replace(CORRECTION, posting_date=date(2019, 11, 1))) == 1


def test_without_a_later_open_month_there_is_none_to_post_into(session: Session) -> None:
    months.close(session, BY, MonthChange("NMFA-RCTP", Month(2020, 12), 0))

    with pytest.raises(MonthClosed, match="is closed; no later month is open, and"):
        post(session, replace(INVOICE, posting_date=date(2020, 12, 31)))


@pytest.mark.parametrize("turn", range(4))
def test_who_closes_a_month_and_who_posts_into_it_wait_for_each_other(engine: Engine, turn: int) -> None:
    """Whatever comes first: no row of the month has a higher number than its closing saw."""
    writers = 4
    together = Barrier(writers + 1)

    def post_one(writer: int) -> bool:
        together.wait()
        try:
            with writing(engine) as session:
                post(session, replace(INVOICE, document_no=f"NEW-{turn}-{writer}"))
        except MonthClosed:
            return False
        return True

    def close() -> None:
        together.wait()
        with writing(engine) as session:
            months.close(session, BY, month(10))

    with ThreadPoolExecutor(writers + 1) as threads:
        posted = [threads.submit(post_one, writer) for writer in range(writers)]
        threads.submit(close).result()
        accepted = sum(each.result() for each in posted)

    with reading(engine) as session:
        closed = session.scalars(select(FiscalMonth)).one()
        numbers = session.scalars(
            select(LedgerEntry.row_no).where(LedgerEntry.document_no.startswith(f"NEW-{turn}-"))
        ).all()
    assert closed.state is MonthState.CLOSED
    assert len(numbers) == accepted
    assert all(number <= closed.last_row_no for number in numbers)
