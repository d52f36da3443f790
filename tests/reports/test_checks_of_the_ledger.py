"""Rows of a real database are spoilt: the rule that guards them fails, and no file is made.

Every way to spoil a ledger row is in tests/db/queries/test_controls.py; here is what a report makes of it.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from db.engine import make_engine, writing
from reports.catalogue import DOWNLOADS
from reports.checks import BlockedByChecks
from reports.dataset import CheckState
from resolvers.reports import report_checks, report_file, report_files
from resolvers.viewer import local_viewer
from tests.tampering import tamper


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def spoil(engine: Engine, statement: str) -> None:
    with writing(engine) as session:
        assert tamper(session, statement) > 0


def ledger(change: str, document: str) -> str:
    return f"UPDATE ledger_entry SET {change} WHERE document_no = '{document}'"


def failing(engine: Engine, period: str) -> list[str]:
    found = report_checks(engine, local_viewer(), "NMFA-RCTP", period)
    return sorted({check.rule for check in found if check.state is CheckState.FAIL})


def totals(change: str, line: str, office: str) -> str:
    """Of October 2019."""
    return (
        f"UPDATE ledger_month_total SET {change} WHERE fiscal_year = 2019 AND fiscal_period = 10 "
        f"AND office = '{office}' AND budget_line_id IN (SELECT id FROM budget_line WHERE code = '{line}')"
    )


ONE_MORE_PLANNED = (
    "UPDATE budget_phase SET amount_minor = amount_minor + 1 WHERE budget_line_id IN "
    "(SELECT id FROM budget_line WHERE code = '3.1')"
)
EVERY_SUM = ["R01", "R02", "R04", "R05", "R06", "R07"]


@pytest.mark.parametrize(
    ("statement", "period", "rules"),
    [
        (
            ledger("amount_reporting_minor = amount_reporting_minor + 1", "LED-0001"),
            "2019-Q4",
            [*EVERY_SUM, "R10"],
        ),
        (ledger("rate_date = '2019-11-21'", "LED-0001"), "2019-Q4", ["R10"]),
        (ledger("rate_date = '2019-10-26'", "LED-0008"), "2019-Q4", ["R10"]),
        (ledger("amount_usd_minor = amount_usd_minor + 1", "REV-0001"), "2020-Q2", ["R01", "R10", "R11"]),
        # moved to another quarter, and to the totals of another month
        (
            ledger("posting_date = '2019-06-30', fiscal_period = 6", "LED-0001"),
            "2019-Q4",
            ["R01", "R04", "R06", "R21"],
        ),
        # the posting date and the fiscal month disagree
        (ledger("posting_date = '2020-01-05'", "LED-0007"), "2019-Q4", EVERY_SUM),
        # the row's fiscal month is not that of the totals it was added to
        (ledger("fiscal_period = 9", "LED-0001"), "2019-Q4", ["R01"]),
        (ledger("fiscal_year = 2030", "LED-0001"), "2020-Q1", ["R01"]),
        # the totals are not what the rows add up to
        (totals("amount_reporting_minor = amount_reporting_minor + 1", "3.1", "GE"), "2019-Q4", EVERY_SUM),
        (
            totals("amount_reporting_minor = amount_reporting_minor + 1", "3.1", "GE"),
            "2020-Q1",
            ["R01", "R02", "R05", "R07"],
        ),
        (totals("amount_usd_minor = amount_usd_minor - 1", "3.1", "GE"), "2019-Q4", ["R01"]),
        (totals("entries = entries + 1", "3.1", "GE"), "2019-Q4", ["R01"]),
        (totals("office = 'MD'", "3.1", "GE"), "2019-Q4", ["R01"]),
        (ONE_MORE_PLANNED, "2019-Q4", ["R09"]),
        (
            "UPDATE participant_count SET n = n + 1 WHERE category = 'F' AND event_id IN "
            "(SELECT id FROM event WHERE code = 'EVT-2020-TBS-02')",
            "2020-Q4",
            ["R16"],
        ),
    ],
)
def test_spoilt_facts_fail_their_rules(engine: Engine, statement: str, period: str, rules: list[str]) -> None:
    spoil(engine, statement)

    assert failing(engine, period) == rules


def test_no_file_is_made_of_a_report_that_does_not_reconcile_and_the_rules_are_named(engine: Engine) -> None:
    spoil(engine, ledger("rate_date = '2019-11-21'", "LED-0001"))
    spoil(engine, ONE_MORE_PLANNED)
    told: list[tuple[int, int]] = []

    for output in DOWNLOADS:
        with pytest.raises(BlockedByChecks) as blocked:
            report_file(engine, local_viewer(), "NMFA-RCTP", "2019-Q4", output.kind, output.extension)
        assert blocked.value.rules == ("R09", "R10")
        assert str(blocked.value) == (
            "NMFA-RCTP 2019-Q4 v1 does not reconcile: R09, R10 failed; see its checks and correct the facts"
        )
    with pytest.raises(BlockedByChecks):
        report_files(
            engine, local_viewer(), "NMFA-RCTP", "2019-Q4", lambda done, whole: told.append((done, whole))
        )
    assert told == [(0, 7), (1, 7)]  # nothing was built


def test_what_is_spoilt_later_leaves_an_earlier_report_alone(engine: Engine) -> None:
    spoil(engine, ledger("amount_reporting_minor = 1", "LED-0001"))

    assert failing(engine, "2019-Q3") == []
    assert failing(engine, "2020-Q4") == ["R01", "R02", "R05", "R07", "R10"]
