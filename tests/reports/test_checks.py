"""Every reconciliation rule holds over right facts and fails over wrong ones. Source: domain.md b.8.

The rules over ledger rows themselves (R01, R10, R11, R21) fail once more in test_checks_of_the_ledger.py,
where rows of a real database are spoilt.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.money import Money
from db.periods import Month, Quarter
from db.queries.receipts import Interest, Receipt
from db.queries.spending import Spent
from db.queries.writing import Explained
from reports.checks import reconcile
from reports.compose import compose
from reports.dataset import CheckState, RuleClass
from reports.facts import Facts
from reports.figures import deviations, expenditure
from reports.table import Cell, Row, Table
from tests.reports.figures.facts import nok, stated, usd
from tests.reports.figures.worked import WORKED

RIGHT = stated(WORKED).at("2019-Q4")
NOTE = Explained("3.4", "Prices rose", None, "None", "APP-1", date(2020, 1, 8))
INTEGRITY = ("R01", "R02", "R04", "R05", "R06", "R07", "R09", "R10", "R11", "R15", "R16", "R19", "R21")
READINESS = ("R14", "R17", "R20")


def states(found: Facts) -> dict[str, CheckState]:
    """The worst state of each rule."""
    order = [CheckState.OK, CheckState.OPEN, CheckState.FAIL]
    worst: dict[str, CheckState] = {}
    for check in compose(found).checks:
        worst[check.rule] = max(worst.get(check.rule, CheckState.OK), check.state, key=order.index)
    return worst


def failing(found: Facts) -> tuple[str, ...]:
    return compose(found).failing


def test_every_rule_holds_over_the_worked_quarter() -> None:
    assert states(replace(RIGHT, notes={"3.4": NOTE})) == dict.fromkeys(
        [*INTEGRITY, "R13", *READINESS], CheckState.OK
    )


def test_readiness_rules_open_and_every_other_rule_fails() -> None:
    classes = {check.rule: check.rule_class for check in compose(RIGHT).checks}

    assert {rule for rule, of in classes.items() if of is RuleClass.READINESS} == set(READINESS)
    assert {rule for rule, of in classes.items() if of is RuleClass.PACK} == {"R13"}
    assert {rule for rule, of in classes.items() if of is RuleClass.INTEGRITY} == set(INTEGRITY)


def spent(line: str, month: Month, minor: int, dollars: int = 0) -> Spent:
    return Spent(line, "GE", month, minor, dollars)


DECEMBER, JANUARY = Month(2019, 12), Month(2020, 1)


def controlled(**controls: Any) -> Facts:
    return replace(RIGHT, controls=replace(RIGHT.controls, **controls))


def test_r01_fails_when_the_ledgers_rows_are_not_what_a_line_prints() -> None:
    one_off = {**RIGHT.controls.spent_by_line, "3.2": 39_594_78}
    unprinted = {**RIGHT.controls.spent_by_line, "9.9": 1}

    assert "R01" in failing(controlled(spent_by_line=one_off))
    assert "R01" in failing(controlled(spent_by_line=unprinted))


def test_r02_fails_when_what_was_spent_before_is_not_in_what_is_printed_to_date() -> None:
    to_date = {**RIGHT.controls.spent_to_date_by_line, "3.2": 39_594_78}

    found = controlled(spent_to_date_by_line=to_date)

    assert "R02" in failing(found)
    assert "R01" not in failing(found)
    assert "R02" in failing(controlled(spent_to_date_by_line={**to_date, "9.9": 1}))


def test_r02_fails_when_a_month_after_the_period_was_read() -> None:
    assert "R02" in failing(replace(RIGHT, spent=[*RIGHT.spent, spent("1.1", JANUARY, 100_00, 11_00)]))


def test_a_line_that_is_on_no_sheet_breaks_every_sum_it_is_left_out_of() -> None:
    lost = [*RIGHT.spent, spent("9.9", DECEMBER, 100_00, 11_00)]
    controls = replace(
        RIGHT.controls,
        spent_by_line={**RIGHT.controls.spent_by_line, "9.9": 100_00},
        spent_to_date_by_line={**RIGHT.controls.spent_to_date_by_line, "9.9": 100_00},
    )

    # R07 holds: the money is spent, whatever line it was posted to
    assert failing(replace(RIGHT, spent=lost, controls=controls)) == (
        "R01",
        "R02",
        "R04",
        "R05",
        "R06",
        "R13",
    )


def test_r07_fails_for_each_currency_when_money_is_dated_after_the_period() -> None:
    later = Receipt(2, date(2020, 1, 1), nok("500.00"), usd("0.00"), None)
    in_dollars = Receipt(2, date(2020, 1, 1), nok("0.00"), usd("50.00"), None)
    interest = Interest(Quarter(2020, 1), nok("10.00"))

    assert failing(replace(RIGHT, receipts=[*RIGHT.receipts, later])) == ("R07",)
    assert failing(replace(RIGHT, receipts=[*RIGHT.receipts, in_dollars])) == ("R07",)
    assert failing(replace(RIGHT, interest=[interest])) == ("R07",)


def test_r07_fails_when_the_dollars_of_another_quarter_were_read() -> None:
    assert failing(replace(RIGHT, spent=[*RIGHT.spent, spent("1.1", JANUARY, 0, 11_00)])) == ("R07",)


def with_line(code: str, **change: Any) -> Facts:
    return replace(
        RIGHT,
        lines=[replace(line, **change) if line.code == code else line for line in RIGHT.lines],
    )


def test_r09_fails_when_the_phases_of_a_line_do_not_add_up_to_it() -> None:
    phases = {Quarter(2019, 4): 18_410_00, Quarter(2020, 1): 1}

    assert failing(with_line("4.1", phases=phases)) == ("R09",)


def test_r09_fails_when_an_overhead_phase_is_not_the_rate_of_the_eligible_phases() -> None:
    one_off = with_line("4.1", phases={Quarter(2019, 4): 18_410_01}, amount_minor=18_410_01)

    assert failing(one_off) == ("R09",)
    assert failing(stated(WORKED).at("2019-Q4", overhead_on_partner_costs=False)) == ("R09",)


def test_r09_fails_when_the_budget_goes_beyond_the_grant() -> None:
    def committed(amount: str) -> Facts:
        return stated(WORKED).at("2019-Q4", committed=nok(amount))

    assert failing(committed("281410.00")) == ()
    assert failing(committed("281409.99")) == ("R09",)


@pytest.mark.parametrize(
    ("control", "rule"),
    [
        ("rate_differs", "R10"),
        ("amount_differs", "R10"),
        ("unreversed", "R11"),
        ("outside_support", "R21"),
        ("after_close", "R21"),
        ("totals_differ", "R01"),
    ],
)
def test_a_single_ledger_row_that_breaks_a_rule_fails_it(control: str, rule: str) -> None:
    assert failing(controlled(**{control: 1})) == (rule,)


def test_r14_opens_when_the_narrative_says_other_instalments_than_were_received() -> None:
    later = Receipt(2, date(2020, 1, 1), nok("500.00"), usd("55.00"), None)

    assert states(RIGHT)["R14"] is CheckState.OK
    assert states(replace(RIGHT, receipts=[*RIGHT.receipts, later]))["R14"] is CheckState.OPEN


def test_r20_opens_for_a_flag_without_a_reason_and_an_overspend_without_approval() -> None:
    unapproved = replace(NOTE, approved_on=None, approval_ref=None)

    assert states(RIGHT)["R20"] is CheckState.OPEN
    assert states(replace(RIGHT, notes={"3.4": unapproved}))["R20"] is CheckState.OPEN
    assert states(replace(RIGHT, notes={"3.4": NOTE}))["R20"] is CheckState.OK
    assert failing(RIGHT) == ()  # it stops the signature, not the draft


def test_what_is_left_open_and_what_fails_is_counted() -> None:
    table = compose(controlled(unreversed=2)).tables["checks"]

    assert table.cell("count-OPEN", "result") == 2  # no reason, and no approval
    assert table.cell("count-FAIL", "result") == 1


def tampered(tables: dict[str, Table], key: str, row: str, column: str, by: int) -> dict[str, Table]:
    """The tables with one amount off by so many minor units."""
    table = tables[key]
    at = table.column_index(column)

    def changed(of: Row) -> Row:
        cell = of.cells[at]
        if of.key != row or not isinstance(cell, Money):
            return of
        cells: tuple[Cell, ...] = (*of.cells[:at], Money(cell.minor + by, cell.currency), *of.cells[at + 1 :])
        return replace(of, cells=cells)

    return {**tables, key: replace(table, rows=tuple(map(changed, table.rows)))}


@pytest.mark.parametrize(
    ("table", "row", "column", "rules"),
    [
        ("expenditure", "3.2", "period", {"R01", "R04"}),
        ("expenditure", "3.2", "to_date", {"R02"}),
        ("expenditure", "subtotal-C", "to_date", {"R02"}),
        ("expenditure", "direct", "period", {"R04"}),
        ("expenditure", "overhead", "period", {"R04", "R06"}),
        ("expenditure", "overhead", "to_date", {"R02"}),
        ("expenditure", "3.2", "balance", {"R05"}),
        ("expenditure", "total", "to_date", {"R02", "R05", "R13"}),
        ("expenditure", "total", "period", {"R13"}),
        ("expenditure", "total", "budget", {"R05", "R09"}),
        ("expenditure", "subtotal-A", "period", {"R06"}),
        ("by_country_and_output", "total", "total", {"R06"}),
        ("funds", "closing", "reporting", {"R07"}),
        ("funds", "closing", "functional", {"R07"}),
        ("project_information", "received_to_date", "value", {"R14"}),
        ("financial_summary", "total", "period", {"R13"}),
        ("iati_transactions", "expenditure-2019-Q4", "value", {"R13"}),
        ("iati_transactions", "instalment-1", "value", {"R14"}),
    ],
)
@pytest.mark.parametrize("by", [1, -1, 100_00])
def test_a_printed_amount_that_is_off_by_one_minor_unit_is_found(
    table: str, row: str, column: str, rules: set[str], by: int
) -> None:
    found = replace(RIGHT, notes={"3.4": NOTE})
    printed = tampered(dict(compose(found).tables), table, row, column, by)

    held, _ = reconcile(found, expenditure.compute(found), deviations.compute(found), printed)

    # 3.2's period is multiplied by the rate of overhead: one minor unit is rounded away there
    lost = {"R04"} if (row, column) == ("3.2", "period") and abs(by) == 1 else set()
    assert {check.rule for check in held if check.state is not CheckState.OK} == rules - lost


def test_the_overhead_that_is_printed_is_held_against_the_rows_it_is_taken_on() -> None:
    """By line, overhead would be 18,912.98: the rule is over the total, and says so."""
    found = compose(RIGHT)
    [overhead] = [check for check in found.checks if check.text.startswith("Overhead of the quarter")]

    assert (overhead.generated, overhead.formula_value) == (nok("18912.97"), nok("18912.97"))


def test_a_rule_says_what_it_compared() -> None:
    found = compose(controlled(spent_by_line={**RIGHT.controls.spent_by_line, "3.2": 39_594_78}))
    [wrong] = [check for check in found.checks if check.rule == "R01" and check.state is CheckState.FAIL]

    assert wrong.text == "Line 3.2: ledger rows posted in the period = expenditure this period"
    assert (wrong.generated, wrong.formula_value) == (nok("39594.78"), nok("39594.77"))
    row = found.tables["checks"].rows[2]
    assert row.cells[4:] == (nok("-0.01"), "FAIL")
