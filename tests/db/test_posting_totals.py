"""Posting keeps the totals of the ledger: always the sums of its rows, by line, office and month."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.engine import make_engine, reading, writing
from db.models.funding import BudgetLine
from db.models.ledger import DocumentType, LedgerEntry, LedgerMonthTotal
from db.money import Money
from db.posting import Ledger, Posting
from db.queries.differing_totals import differing_totals
from db.queries.spending import spent_by_month, spent_by_month_from_rows
from tests.databases import Databases
from tests.db.test_posting import AT, INVOICE, correction

Place = tuple[str, str, int, int]
"""Line, office, fiscal year and month."""

OCTOBER = ("3.1", "GE", 2019, 10)
BEFORE = (2, 8_313_73, 75_546_94)
"""LED-0001 and LED-0002."""


@pytest.fixture(scope="module")
def shared_engine(databases: Databases, sample_template: str) -> Iterator[Engine]:
    url = databases.copy(sample_template)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def session(shared_engine: Engine) -> Iterator[Session]:
    """What a test posts is undone."""
    with Session(shared_engine) as session:
        yield session
        session.rollback()


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def post(session: Session, *postings: Posting) -> None:
    Ledger(session, "NMFA-RCTP").post(postings, posted_by="finance", posted_at=AT, is_sample=True)


def totals(session: Session) -> dict[Place, tuple[int, int, int]]:
    """Entries, dollars and the reporting currency, in minor units."""
    found = session.execute(
        select(
            BudgetLine.code,
            LedgerMonthTotal.office,
            LedgerMonthTotal.fiscal_year,
            LedgerMonthTotal.fiscal_period,
            LedgerMonthTotal.entries,
            LedgerMonthTotal.amount_usd_minor,
            LedgerMonthTotal.amount_reporting_minor,
        ).join(BudgetLine, BudgetLine.id == LedgerMonthTotal.budget_line_id)
    )
    return {(line, office, year, month): (*sums,) for line, office, year, month, *sums in found}  # type: ignore[misc]


def test_the_worked_quarter_is_totalled(session: Session) -> None:
    in_2019 = {place: sums for place, sums in totals(session).items() if place[2] == 2019}

    assert in_2019 == {
        ("1.1", "UA", 2019, 10): (1, 5_992_48, 54_453_65),
        ("3.1", "GE", 2019, 10): BEFORE,
        ("3.2", "GE", 2019, 10): (1, 4_588_78, 41_698_24),
        ("3.3", "UA", 2019, 11): (1, 3_500_00, 31_937_50),
        ("3.1", "BY", 2019, 12): (1, 2_430_25, 22_360_74),
        ("3.2", "GE", 2019, 12): (1, -231_48, -2_103_47),
        ("3.4", "MD", 2019, 12): (1, 5_031_16, 46_291_69),
    }


def test_a_posting_is_added_to_the_total_of_its_month(session: Session) -> None:
    post(session, INVOICE)  # 6,197.51 dollars, 56,316.81 kroner

    assert totals(session)[OCTOBER] == (3, 14_511_24, 131_863_75)


def test_the_first_posting_of_a_month_begins_its_total(session: Session) -> None:
    post(session, replace(INVOICE, office="MD"))

    assert totals(session)["3.1", "MD", 2019, 10] == (1, 6_197_51, 56_316_81)
    assert totals(session)[OCTOBER] == BEFORE


def test_a_reversal_takes_its_row_out_of_the_sum_in_the_month_it_is_posted_in(session: Session) -> None:
    reversal = replace(
        INVOICE,
        document_no="NEW-R",
        document_type=DocumentType.REVERSAL,
        amount=-INVOICE.amount,
        corrects=("NEW-1", 1),
    )
    post(session, INVOICE, reversal)
    assert totals(session)[OCTOBER] == (4, 8_313_73, 75_546_94)

    in_november = replace(
        reversal, document_no="NEW-S", posting_date=date(2019, 11, 29), corrects=("NEW-2", 1)
    )
    post(session, replace(INVOICE, document_no="NEW-2"), in_november)
    assert totals(session)[OCTOBER] == (5, 14_511_24, 131_863_75)
    assert totals(session)["3.1", "GE", 2019, 11] == (1, -6_197_51, -56_316_81)


def test_a_correction_is_added_at_the_rates_of_its_row(session: Session) -> None:
    post(session, correction())  # of 31 December: -231.48 dollars, -2,103.47 kroner

    assert totals(session)["3.2", "GE", 2019, 12] == (2, -462_96, -4_206_94)
    assert totals(session)["3.2", "GE", 2019, 10] == (1, 4_588_78, 41_698_24)


def post_twice(engine: Engine, posting: Posting) -> None:
    with writing(engine) as session:
        post(session, posting)
        assert totals(session)[OCTOBER] == (3, 14_511_24, 131_863_75)
        post(session, posting)


def test_a_transaction_that_fails_leaves_the_totals_as_they_were(engine: Engine) -> None:
    with pytest.raises(IntegrityError):
        post_twice(engine, INVOICE)  # a document is there once

    with reading(engine) as session:
        assert totals(session)[OCTOBER] == BEFORE
        assert differing_totals(session, 1) == []


def test_writers_of_one_moment_are_all_added(engine: Engine) -> None:
    """Six writers, each of two rows of 6,197.51 dollars and 56,316.81 kroner."""
    together = Barrier(6)

    def post_two(writer: int) -> None:
        together.wait()
        with writing(engine) as session:
            post(session, *(replace(INVOICE, document_no=f"NEW-{writer}", line_no=line) for line in (1, 2)))

    with ThreadPoolExecutor(6) as writers:
        list(writers.map(post_two, range(6)))

    with reading(engine) as session:
        assert totals(session)[OCTOBER] == (14, 82_683_85, 751_348_66)
        assert differing_totals(session, 1) == []


def test_reports_read_the_totals_and_get_what_the_rows_add_up_to(session: Session) -> None:
    for until in (date(2019, 9, 30), date(2019, 10, 31), date(2020, 12, 31)):
        assert spent_by_month(session, 1, until) == spent_by_month_from_rows(session, 1, until)

    session.execute(text("UPDATE ledger_month_total SET amount_usd_minor = 7 WHERE fiscal_year = 2019"))
    assert {spent.usd_minor for spent in spent_by_month(session, 1, date(2019, 12, 31))} == {7}
    assert spent_by_month_from_rows(session, 1, date(2019, 12, 31))[0].usd_minor == 5_992_48


@dataclass(frozen=True, slots=True)
class Transaction:
    """What is posted at once, in kroner, and taken back by its place; and whether it is kept."""

    postings: Sequence[tuple[str, str, date, int]]
    taken_back: Sequence[int]
    is_kept: bool


transactions = st.builds(
    Transaction,
    st.lists(
        st.tuples(
            st.sampled_from(["1.1", "3.1", "3.2"]),
            st.sampled_from(["GE", "MD"]),
            st.sampled_from([date(2019, 10, 1), date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 31)]),
            st.integers(-(10**10), 10**10),
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.integers(0, 5), max_size=3, unique=True),
    st.booleans(),
)


@given(st.lists(transactions, max_size=4))
def test_after_any_history_the_totals_are_the_sums_of_what_was_kept(
    shared_engine: Engine, history: list[Transaction]
) -> None:
    with Session(shared_engine) as session:
        at_first = {place: (entries, kroner) for place, (entries, _, kroner) in totals(session).items()}
        entries, kroner = (
            Counter({place: sums[which] for place, sums in at_first.items()}) for which in (0, 1)
        )
        for no, transaction in enumerate(history):
            postings = list(documents(no, transaction))
            attempt = session.begin_nested()
            post(session, *postings)
            if not transaction.is_kept:
                attempt.rollback()
                continue
            attempt.commit()
            for posting in postings:
                on = posting.posting_date
                place = posting.line_code, posting.office, on.year, on.month
                entries[place] += 1
                kroner[place] += posting.amount.minor

        found = totals(session)
        assert {place: sums[0] for place, sums in found.items()} == entries
        assert {place: sums[2] for place, sums in found.items()} == kroner
        assert {place: sums[1] for place, sums in found.items()} == dollars_of_rows(session)
        assert differing_totals(session, 1) == []
        last = date(2020, 12, 31)
        assert spent_by_month(session, 1, last) == spent_by_month_from_rows(session, 1, last)
        session.rollback()


def documents(no: int, transaction: Transaction) -> Iterator[Posting]:
    for at, (line, office, on, minor) in enumerate(transaction.postings):
        posting = replace(
            INVOICE,
            document_no=f"NEW-{no}-{at}",
            posting_date=on,
            line_code=line,
            office=office,
            amount=Money(minor, "NOK"),
        )
        yield posting
        if at in transaction.taken_back:
            yield replace(
                posting,
                document_no=f"REV-{no}-{at}",
                document_type=DocumentType.REVERSAL,
                posting_date=date(2020, 1, 31),
                amount=-posting.amount,
                corrects=(posting.document_no, 1),
            )


def dollars_of_rows(session: Session) -> Mapping[Place, int]:
    """Added up here, row by row."""
    found: defaultdict[Place, int] = defaultdict(int)
    for line, office, on, minor in session.execute(
        select(
            BudgetLine.code, LedgerEntry.office, LedgerEntry.posting_date, LedgerEntry.amount_usd_minor
        ).join(BudgetLine, BudgetLine.id == LedgerEntry.budget_line_id)
    ):
        found[line, office, on.year, on.month] += minor
    return found
