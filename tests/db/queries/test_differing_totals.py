"""What is not as posting left it, in the totals or in the rows, is found with what each says."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from db.engine import make_engine
from db.money import Money
from db.periods import Month
from db.queries.differing_totals import DifferingTotal, Sums, differing_totals
from tests.databases import Databases
from tests.tampering import tamper

OCTOBER = Month(2019, 10)


@pytest.fixture(scope="module")
def engine(databases: Databases, sample_template: str) -> Iterator[Engine]:
    url = databases.copy(sample_template)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """What a test does to the sample is undone."""
    with Session(engine) as session:
        yield session
        session.rollback()


def spoil(session: Session, statement: str) -> None:
    tamper(session, statement)


def sums(entries: int, kroner: int, dollars: int) -> Sums:
    return Sums(entries, Money(kroner, "NOK"), Money(dollars, "USD"))


NONE = sums(0, 0, 0)
TWO = sums(2, 75_546_94, 8_313_73)
"""LED-0001 and LED-0002: line 3.1 in Georgia in October 2019."""

IN_GEORGIA = (
    "WHERE fiscal_year = 2019 AND fiscal_period = 10 AND office = 'GE' "
    "AND budget_line_id IN (SELECT id FROM budget_line WHERE code = '3.1')"
)


def test_nothing_differs_after_posting_alone(session: Session) -> None:
    assert differing_totals(session, 1) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("amount_reporting_minor = amount_reporting_minor + 1", sums(2, 75_546_95, 8_313_73)),
        ("amount_usd_minor = amount_usd_minor - 1", sums(2, 75_546_94, 8_313_72)),
        ("entries = entries + 1", sums(3, 75_546_94, 8_313_73)),
    ],
)
def test_a_total_that_is_off_by_one_is_found(session: Session, change: str, says: Sums) -> None:
    spoil(session, f"UPDATE ledger_month_total SET {change} {IN_GEORGIA}")

    assert differing_totals(session, 1) == [DifferingTotal("3.1", "GE", OCTOBER, says, TWO)]


def test_a_total_that_is_missing_is_found(session: Session) -> None:
    spoil(session, f"DELETE FROM ledger_month_total {IN_GEORGIA}")

    assert differing_totals(session, 1) == [DifferingTotal("3.1", "GE", OCTOBER, NONE, TWO)]


def test_a_total_at_another_office_is_found_at_both(session: Session) -> None:
    spoil(session, f"UPDATE ledger_month_total SET office = 'MD' {IN_GEORGIA}")

    assert differing_totals(session, 1) == [
        DifferingTotal("3.1", "GE", OCTOBER, NONE, TWO),
        DifferingTotal("3.1", "MD", OCTOBER, TWO, NONE),
    ]


def test_a_row_that_was_changed_is_found(session: Session) -> None:
    spoil(session, "UPDATE ledger_entry SET amount_reporting_minor = 5631680 WHERE document_no = 'LED-0001'")

    assert differing_totals(session, 1) == [
        DifferingTotal("3.1", "GE", OCTOBER, TWO, sums(2, 75_546_93, 8_313_73))
    ]


def test_a_row_that_was_inserted_past_posting_is_found(session: Session) -> None:
    names = session.execute(text("SELECT * FROM ledger_entry LIMIT 1")).keys()
    other = {"id": "9999", "row_no": "9999", "document_no": "'PAST'", "office": "'MD'"}
    spoil(
        session,
        f"INSERT INTO ledger_entry ({', '.join(names)}) "
        f"SELECT {', '.join(other.get(name, name) for name in names)} FROM ledger_entry "
        "WHERE document_no = 'LED-0001'",
    )

    assert differing_totals(session, 1) == [
        DifferingTotal("3.1", "MD", OCTOBER, NONE, sums(1, 56_316_81, 6_197_51))
    ]


def test_a_row_that_was_deleted_is_found(session: Session) -> None:
    spoil(session, "DELETE FROM ledger_entry WHERE document_no = 'LED-0001'")

    assert differing_totals(session, 1) == [
        DifferingTotal("3.1", "GE", OCTOBER, TWO, sums(1, 19_230_13, 2_116_22))
    ]


def test_later_months_and_other_sources_are_not_looked_at(session: Session) -> None:
    spoil(session, f"DELETE FROM ledger_month_total {IN_GEORGIA}")

    assert differing_totals(session, 1, date(2019, 9, 30)) == []
    assert len(differing_totals(session, 1, date(2019, 10, 31))) == 1
    assert differing_totals(session, 2) == []
