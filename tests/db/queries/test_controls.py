"""What the controls find in the sample's ledger when rows of it are spoilt.

Rates are stored in hundred-millionths: 908700000 is 9.087.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from db.engine import make_engine
from db.models.funding import FxMethod
from db.periods import Quarter
from db.queries.controls import Controls, controls_of
from tests.databases import Databases
from tests.tampering import tamper

SUPPORT = date(2019, 7, 1), date(2020, 12, 31)
Q4 = Quarter(2019, 4)


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


def spoil(session: Session, *statements: str) -> None:
    tamper(session, *statements)


def ledger(change: str, document: str) -> str:
    return f"UPDATE ledger_entry SET {change} WHERE document_no = '{document}'"


def controls(session: Session, quarter: Quarter = Q4, method: FxMethod = FxMethod.UNORE_POSTING) -> Controls:
    return controls_of(session, 1, quarter, SUPPORT, method, "NOK")


def faults(found: Controls) -> dict[str, int]:
    """The controls that count rows, those that count any; of totals, see test_differing_totals.py."""
    counted = {
        "outside": found.outside_support,
        "after_close": found.after_close,
        "unreversed": found.unreversed,
        "rate": found.rate_differs,
        "amount": found.amount_differs,
    }
    return {name: rows for name, rows in counted.items() if rows}


WORKED = {"1.1": 54_453_65, "3.1": 97_907_68, "3.2": 39_594_77, "3.3": 31_937_50, "3.4": 46_291_69}


def test_the_worked_quarter_is_what_its_rows_say(session: Session) -> None:
    assert controls(session) == Controls(WORKED, WORKED, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("period", ["2019-Q3", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"])
def test_the_sample_has_no_fault(session: Session, period: str) -> None:
    found = controls(session, Quarter.parse(period))

    assert (faults(found), found.totals_differ) == ({}, 0)


def test_spending_to_date_goes_on_from_quarter_to_quarter(session: Session) -> None:
    found = controls(session, Quarter(2020, 1))

    assert found.spent_to_date_by_line["3.1"] == 97_907_68 + found.spent_by_line["3.1"]
    assert controls(session, Quarter(2019, 3)) == Controls({}, {}, 0, 0, 0, 0, 0, 0)


def test_a_row_counts_by_its_posting_date_whatever_its_fiscal_month(session: Session) -> None:
    spoil(session, ledger("posting_date = '2020-01-05'", "LED-0006"))

    assert dict(controls(session).spent_by_line) == {k: v for k, v in WORKED.items() if k != "3.4"}
    later = controls(session, Quarter(2020, 1))
    assert later.spent_to_date_by_line["3.4"] == later.spent_by_line["3.4"]


@pytest.mark.parametrize(
    ("change", "document", "found"),
    [
        ("amount_reporting_minor = amount_reporting_minor + 1", "LED-0001", {"amount": 1}),
        ("amount_reporting_minor = amount_reporting_minor - 1", "LED-0008", {"amount": 1}),
        ("amount_usd_minor = amount_usd_minor - 1", "LED-0005", {"amount": 1}),
        ("amount_usd_minor = -amount_usd_minor", "LED-0005", {"amount": 1}),
        ("transaction_minor = transaction_minor + 100", "LED-0006", {"amount": 1}),
        ("transaction_minor = -transaction_minor", "LED-0006", {"amount": 1}),
        ("amount_usd_minor = 0", "LED-0006", {"amount": 1}),
        ("transaction_minor = 0", "LED-0006", {"amount": 1}),
        ("transaction_currency = 'GEL'", "LED-0006", {"rate": 1}),
        # the amounts follow from the rate, which was not the one in force
        ("rate_rc_per_usd = 908600000, amount_reporting_minor = 5631061", "LED-0001", {"rate": 1}),
        (
            "rate_tc_per_usd = 297600000, amount_usd_minor = 619960, amount_reporting_minor = 5633574",
            "LED-0001",
            {"rate": 1},
        ),
        ("rate_tc_per_usd = 297600000", "LED-0001", {"rate": 1, "amount": 1}),
        ("rate_date = '2019-11-21'", "LED-0001", {"rate": 1}),
        ("rate_date = '2019-06-30'", "LED-0001", {"rate": 1}),  # no rate at all was in force
        # a source that has no such rate is no way around the rule
        ("rate_source = 'MANUAL'", "LED-0001", {"rate": 1}),
        # a correction at December's rates, rightly multiplied, is not one at its row's rates
        (
            "rate_date = '2019-12-31', rate_tc_per_usd = 91100000, rate_rc_per_usd = 920100000, "
            "amount_usd_minor = -23326, amount_reporting_minor = -214623",
            "LED-0008",
            {"rate": 1},
        ),
        ("rate_date = '2019-10-26'", "LED-0008", {"rate": 1}),
        # the row that is corrected, and with it the correction
        ("rate_date = '2019-10-26'", "LED-0003", {"rate": 1}),
        ("posting_date = '2019-06-30'", "LED-0001", {"outside": 1}),
    ],
)
def test_a_spoilt_row_is_found(session: Session, change: str, document: str, found: dict[str, int]) -> None:
    spoil(session, ledger(change, document))

    assert faults(controls(session)) == found


def test_a_row_of_a_later_period_is_not_looked_at(session: Session) -> None:
    spoil(session, ledger("amount_usd_minor = 1, rate_date = '2019-06-30'", "LED-0001"))

    assert faults(controls(session, Quarter(2019, 3))) == {}
    assert faults(controls(session, Quarter(2020, 4))) == {"rate": 1, "amount": 1}


def test_another_source_is_not_looked_at(session: Session) -> None:
    spoil(session, ledger("amount_usd_minor = 1", "LED-0001"))

    assert controls_of(session, 2, Q4, SUPPORT, FxMethod.UNORE_POSTING, "NOK") == Controls(
        {}, {}, 0, 0, 0, 0, 0, 0
    )


def test_with_the_receipt_average_the_reporting_rate_is_not_a_un_rate(session: Session) -> None:
    spoil(session, ledger("rate_rc_per_usd = 908600000, amount_reporting_minor = 5631061", "LED-0001"))

    assert faults(controls(session, method=FxMethod.RECEIPT_AVERAGE)) == {}
    spoil(session, ledger("rate_date = '2019-11-21'", "LED-0001"))
    assert faults(controls(session, method=FxMethod.RECEIPT_AVERAGE)) == {"rate": 1}


@pytest.mark.parametrize(
    "change",
    [
        "transaction_minor = transaction_minor + 1",
        "amount_usd_minor = amount_usd_minor + 1",
        "amount_reporting_minor = amount_reporting_minor - 1",
    ],
)
def test_a_reversal_nets_with_its_row_in_all_three_currencies(session: Session, change: str) -> None:
    spoil(session, ledger(change, "REV-0001"))

    assert faults(controls(session, Quarter(2020, 2)))["unreversed"] == 1
    assert "unreversed" not in faults(controls(session, Quarter(2020, 1)))


def test_a_row_can_be_taken_back_once(session: Session) -> None:
    names = session.execute(text("SELECT * FROM ledger_entry LIMIT 1")).keys()
    other = {"id": "9999", "row_no": "9999", "document_no": "'REV-TWICE'"}
    spoil(
        session,
        f"INSERT INTO ledger_entry ({', '.join(names)}) "
        f"SELECT {', '.join(other.get(name, name) for name in names)} FROM ledger_entry "
        "WHERE document_no = 'REV-0001'",
    )

    assert faults(controls(session, Quarter(2020, 2))) == {"unreversed": 1}


def test_what_was_posted_after_the_support_is_found_in_the_last_report(session: Session) -> None:
    spoil(session, ledger("posting_date = '2021-01-04'", "COR-0002"))
    ends_with_the_quarter, ends_before = SUPPORT, (SUPPORT[0], date(2020, 12, 15))

    def outside(quarter: Quarter, support: tuple[date, date]) -> int:
        return controls_of(session, 1, quarter, support, FxMethod.UNORE_POSTING, "NOK").outside_support

    of_late = "SELECT count(*) FROM ledger_entry WHERE posting_date > '2020-12-15'"
    assert outside(Quarter(2020, 3), ends_with_the_quarter) == 0
    assert outside(Quarter(2020, 4), ends_with_the_quarter) == 1
    assert outside(Quarter(2020, 4), ends_before) == session.scalar(text(of_late))


MONTH = (
    "INSERT INTO fiscal_month (funding_source_id, fiscal_year, fiscal_period, state, last_row_no,"
    " revision, changed_by, changed_at)"
    " VALUES (1, 2019, 12, '{state}', {last}, 1, 'finance', '2020-01-10 09:00:00+00:00')"
)


@pytest.mark.parametrize(
    ("state", "last", "rows"),
    [("CLOSED", 8, 0), ("CLOSED", 6, 2), ("SOFT_CLOSED", 6, 1), ("OPEN", 6, 0)],
)
def test_rows_are_counted_that_went_into_a_month_when_it_took_them_no_more(
    session: Session, state: str, last: int, rows: int
) -> None:
    """December has rows 6 to 8 of the ledger; the last of them is a correction."""
    spoil(session, MONTH.format(state=state, last=last))

    assert controls(session).after_close == rows
    assert controls(session, Quarter(2019, 3)).after_close == 0


VERSION_2 = (
    "INSERT INTO exchange_rate"
    " (source, currency, effective_from, version, units_per_usd, published_on, is_sample)"
    " VALUES ('UNORE', 'GEL', '2019-10-01', 2, 298000000, '{}', FALSE)"
)
AT_VERSION_2 = "rate_tc_per_usd = 298000000, amount_usd_minor = {}, amount_reporting_minor = {}"
IN_NOVEMBER = "posted_at = '2019-11-30 16:00:00.000000+00:00'"


@pytest.mark.parametrize(("published_on", "rows"), [("2019-10-31", 2), ("2019-11-01", 0)])
def test_a_version_counts_for_a_row_when_it_was_published_by_the_day_the_row_was_posted(
    session: Session, published_on: str, rows: int
) -> None:
    spoil(session, VERSION_2.format(published_on))  # both rows in lari were posted on 31 October

    assert controls(session).rate_differs == rows


def test_of_rows_at_one_rate_each_is_held_to_what_was_known_when_it_was_posted(session: Session) -> None:
    spoil(
        session,
        VERSION_2.format("2019-11-10"),
        ledger(AT_VERSION_2.format(619128, 5626012), "LED-0001"),  # posted before it was published
        ledger(
            f"{AT_VERSION_2.format(211409, 1921077)}, rate_date = '2019-10-21', {IN_NOVEMBER}", "LED-0002"
        ),
    )

    assert faults(controls(session)) == {"rate": 2}  # the rows of one rate and day are one group


def test_a_rate_that_was_deleted_leaves_its_rows_without_one(session: Session) -> None:
    spoil(session, "DELETE FROM exchange_rate WHERE currency = 'GEL' AND effective_from <= '2019-10-31'")

    assert faults(controls(session)) == {"rate": 2}
