"""What a report reads of a real database, and the errors it names when something is not there."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from db.engine import make_engine, reading, writing
from db.errors import BudgetMissing, NotFound, OutsideSupport, RateMissing
from db.periods import Quarter
from db.sample.load import load_sample
from db.scope import Scope
from reports.cells import as_text
from reports.compose import compose
from reports.facts import Facts, gather
from reports.figures import deviations, expenditure, indicators
from tests.databases import Databases
from tests.reports.figures.facts import nok

EVERYTHING = Scope.everything()


def read(session: Session, period: str, source: str = "NMFA-RCTP") -> Facts:
    return gather(session, source, Quarter.parse(period), EVERYTHING)


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


@pytest.mark.parametrize("period", ["2019-Q2", "2021-Q1"])
def test_a_quarter_outside_the_support_is_refused(session: Session, period: str) -> None:
    with pytest.raises(OutsideSupport) as refused:
        read(session, period)

    assert str(refused.value) == (
        f"{period} lies outside the support period of NMFA-RCTP, 2019-07-01 to 2020-12-31; "
        "ask for a quarter within it"
    )


@pytest.mark.parametrize(("start", "end"), [("2019-12-31", "2020-12-31"), ("2019-07-01", "2019-10-01")])
def test_one_day_in_the_support_is_enough(session: Session, start: str, end: str) -> None:
    session.execute(text(f"UPDATE funding_source SET support_start = '{start}', support_end = '{end}'"))

    assert read(session, "2019-Q4").agreement.support_start == date.fromisoformat(start)


def test_an_unknown_source_is_refused_with_those_that_are_known(session: Session) -> None:
    with pytest.raises(NotFound, match="no funding source “NORAD”; known are: NMFA-RCTP"):
        read(session, "2019-Q4", "NORAD")


@pytest.mark.parametrize("status", ["DRAFT", "SUBMITTED", "REJECTED"])
def test_without_a_budget_in_force_there_is_no_report(session: Session, status: str) -> None:
    session.execute(text(f"UPDATE budget_version SET status = '{status}' WHERE version_no = 1"))

    with pytest.raises(BudgetMissing) as missing:
        read(session, "2019-Q4")
    assert str(missing.value) == (
        "NMFA-RCTP has no approved budget version in force on 2019-12-31; approve one first"
    )
    assert read(session, "2020-Q1").version.version_no == 2


def test_a_missing_rate_is_named_with_its_currency_and_day(session: Session) -> None:
    session.execute(
        text("DELETE FROM exchange_rate WHERE currency = 'NOK' AND effective_from < '2020-01-01'")
    )

    with pytest.raises(RateMissing) as missing:
        read(session, "2019-Q4")
    assert (missing.value.currency, missing.value.on) == ("NOK", date(2019, 12, 31))
    assert str(missing.value) == (
        "no UNORE exchange rate for NOK is in force on 2019-12-31; record the rate that was in force that day"
    )


def test_a_commitment_in_a_currency_without_a_rate_is_named_too(session: Session) -> None:
    session.execute(text("UPDATE commitment SET currency = 'CHF' WHERE po_no = 'PO-2019-001'"))
    session.execute(text("DELETE FROM exchange_rate WHERE currency = 'CHF'"))

    with pytest.raises(RateMissing, match="for CHF is in force on 2019-12-31"):
        compose(read(session, "2019-Q4"))


def test_the_receipt_average_needs_money_received(session: Session) -> None:
    session.execute(text("UPDATE funding_source SET fx_method = 'RECEIPT_AVERAGE'"))
    assert f"{read(session, '2019-Q4').reporting_rate:.8f}" == "8.53399991"  # 1,500,000.00 / 175,767.52

    session.execute(text("UPDATE instalment SET received_on = '2020-01-01' WHERE no = 1"))
    with pytest.raises(RateMissing, match="on 2019-12-31"):
        read(session, "2019-Q4")


def test_a_line_that_a_later_version_leaves_out_stays_with_budget_0(session: Session) -> None:
    session.execute(
        text(
            "UPDATE budget_line SET code = '3.9' WHERE code = '3.3' AND budget_version_id IN "
            "(SELECT id FROM budget_version WHERE version_no = 2)"
        )
    )
    facts = read(session, "2020-Q1")
    table = expenditure.tabulate(expenditure.compute(facts), facts)
    flags = {deviation.code: deviation.flag.value for deviation in deviations.compute(facts)}

    assert table.cell("3.3", "budget") == nok("0.00")
    assert table.cell("3.3", "phased") == nok("0.00")
    assert table.cell("3.3", "to_date") == nok("31937.50")  # of the worked quarter
    assert as_text(table.cell("3.3", "used"), table.columns[0]) == "n/a"
    assert flags["3.3"] == "NO_BUDGET"
    assert table.cell("3.9", "budget") == nok("195000.00")
    assert [row.key for row in table.rows if row.key.startswith("3.")][-1] == "3.9"


def test_a_report_compares_with_the_version_in_force_at_its_end(session: Session) -> None:
    versions = {period: read(session, period).version.version_no for period in ("2019-Q4", "2020-Q1")}
    assert versions == {"2019-Q4": 1, "2020-Q1": 2}

    session.execute(text("UPDATE budget_version SET effective_from = '2020-01-02' WHERE version_no = 2"))
    assert read(session, "2019-Q4").version.version_no == 1
    session.execute(text("UPDATE budget_version SET effective_from = '2019-12-31' WHERE version_no = 2"))
    assert read(session, "2019-Q4").version.version_no == 2


def test_moves_are_read_as_they_were_asked_for_approved_or_not(session: Session) -> None:
    def moves(period: str) -> list[tuple[str, str, int, str | None]]:
        return [
            (of.from_code, of.to_code, of.amount_minor, str(of.approved_on) if of.approved_on else None)
            for of in read(session, period).moves
        ]

    first = ("3.2", "3.8", 6_000_00, None)
    assert moves("2020-Q1") == []
    assert moves("2020-Q2") == [first]
    assert moves("2020-Q3") == [first, ("3.1", "1.2", 15_000_00, "2020-09-25")]


def test_the_move_that_needs_no_approval_shows_on_the_sheet(session: Session) -> None:
    facts = read(session, "2020-Q4")
    table = deviations.tabulate(deviations.compute(facts), facts)

    assert table.cell("3.2", "moved_out") == table.cell("3.8", "moved_in") == nok("6000.00")
    assert table.cell("3.1", "moved_out") == table.cell("1.2", "moved_in") == nok("15000.00")
    assert not any("Waiting" in note for note in table.notes)


def test_a_value_that_nobody_verified_does_not_count(session: Session) -> None:
    def of(code: str) -> tuple[object, ...]:
        [found] = [one for one in indicators.compute(read(session, "2020-Q4")) if one.code == code]
        return found.this_period, found.cumulative

    assert of("OC3-1") == (None, 1)
    session.execute(text("UPDATE actual SET status = 'VERIFIED' WHERE status = 'DRAFT'"))
    assert of("OC3-1") == (1, 2)


def test_counts_of_assisted_people_have_no_value_to_release(session: Session) -> None:
    facts = read(session, "2020-Q4")
    table = indicators.tabulate(indicators.compute(facts), facts)
    row = table.rows[table.row_index("OP2.2-1")]

    assert [as_text(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)][4:] == [
        *("not released", "not released"),
        *("n/a", "n/a"),
    ]


def test_only_money_that_was_received_by_the_periods_end_counts(session: Session) -> None:
    received = {
        period: [of.no for of in read(session, period).receipts]
        for period in ("2019-Q4", "2020-Q3", "2020-Q4")
    }

    assert received == {"2019-Q4": [1], "2020-Q3": [1, 2, 3], "2020-Q4": [1, 2, 3, 4]}  # never the fifth


def test_the_source_events_counts_are_unknown(session: Session) -> None:
    found = compose(read(session, "2019-Q4")).tables["events"]
    row = found.rows[0]

    assert as_text(row.cells[found.column_index("participations")], found.columns[0]) == ".."
    assert as_text(row.cells[found.column_index("women")], found.columns[0]) == ".."


def statements(engine: Engine, period: str) -> int:
    sent: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: object) -> None:
        sent.append(statement)

    with reading(engine) as session:
        event.listen(engine, "before_cursor_execute", listen)
        read(session, period)
        event.remove(engine, "before_cursor_execute", listen)
    return len(sent)


def test_the_number_of_statements_does_not_depend_on_the_ledger(engine: Engine, migrated_url: str) -> None:
    larger = make_engine(migrated_url)
    with writing(larger) as session:
        load_sample(session, rows=2000)

    counts = {
        statements(of, period) for of in (engine, larger) for period in ("2019-Q4", "2020-Q2", "2020-Q4")
    }

    larger.dispose()
    assert len(counts) == 1
    assert counts.pop() < 46
