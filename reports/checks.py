"""The reconciliation rules, held against the printed tables. Source: domain.md b.8.

Each rule compares a value taken from the facts on one path with the cells that are printed on another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from db.errors import ReportingError
from db.money import Money, round_half_up
from reports.annex_rules import annex_rules
from reports.dataset import Check, CheckState, RuleClass
from reports.evaluate import HALF_A_MINOR_UNIT, evaluate, plain
from reports.facts import Facts
from reports.figures import funds
from reports.figures.deviations import Deviation
from reports.figures.expenditure import DIRECT_KEY, OVERHEAD_KEY, TOTAL_KEY, Expenditure
from reports.formulas import At, CountOf, Difference, Named, Product, RowSum, Sum, Verdict
from reports.publication_rules import publication_rules
from reports.recount import (
    Recount,
    bears_overhead,
    lines_not_phased,
    quarters_with_wrong_overhead,
    received_to_date,
    recount,
)
from reports.rules import Rule
from reports.table import Cell, Column, Kind, Role, Row, Table


class BlockedByChecks(ReportingError):
    """A report cannot be made into a file: integrity rules do not hold."""

    code = "blocked-by-checks"

    def __init__(self, report: str, rules: Sequence[str]) -> None:
        super().__init__(
            f"{report} does not reconcile: {', '.join(rules)} failed; see its checks and correct the facts"
        )
        self.report, self.rules = report, tuple(rules)


READINESS = frozenset({"R14", "R17", "R20"})
"""Rules that a draft may leave open."""
PACK = frozenset({"R13"})
"""Rules that hold files against one another. Every rule in neither set is of integrity."""


def reconcile(
    facts: Facts, spent: Expenditure, deviations: Sequence[Deviation], tables: Mapping[str, Table]
) -> tuple[tuple[Check, ...], Table]:
    """Every rule that concerns these tables, and the table of checks that prints them."""
    again = recount(facts)
    rules = [
        *_ledger_rules(facts, spent),
        *_sum_rules(facts, spent, again),
        *_funds_rules(facts, again),
        *_budget_rules(facts, spent),
        *_record_rules(facts),
        *annex_rules(facts, tables),
        *_readiness_rules(facts, deviations, tables),
        *publication_rules(facts, tables),
    ]
    rows: list[Row] = []
    found: list[Check] = []
    for number, rule in enumerate(rules, start=1):
        check = _held(rule, tables)
        found.append(check)
        rows.append(_row(f"{rule.rule}-{number}", rule, check))
    return tuple(found), _table(facts, rows)


def _ledger_rules(facts: Facts, spent: Expenditure) -> Iterator[Rule]:
    in_period = dict(facts.controls.spent_by_line)
    to_date = dict(facts.controls.spent_to_date_by_line)
    for line in spent.lines:
        posted = facts.reporting(in_period.pop(line.code, 0))
        text = f"Line {line.code}: ledger rows posted in the period = expenditure this period"
        yield Rule("R01", text, posted, At("period", line.code, "expenditure"))
    for line in spent.lines:
        posted = facts.reporting(to_date.pop(line.code, 0))
        text = f"Line {line.code}: ledger rows posted to date = before period + this period"
        yield Rule("R02", text, posted, At("to_date", line.code, "expenditure"))
    for rule, unprinted in (("R01", in_period), ("R02", to_date)):
        for code, minor in unprinted.items():
            text = f"Line {code}: its ledger rows are on no line of the sheet"
            yield Rule(rule, text, facts.reporting(minor), found=facts.reporting(0))
    text = "Totals by line, office and month that are not the sums of their ledger rows"
    yield Rule("R01", text, 0, found=facts.controls.totals_differ)


def _sum_rules(facts: Facts, spent: Expenditure, again: Recount) -> Iterator[Rule]:
    for of in spent.categories:
        codes = {line.code for line in spent.lines if line.category is of.category}
        posted = sum(minor for code, minor in facts.controls.spent_to_date_by_line.items() if code in codes)
        yield _to_date(of.description, facts.reporting(posted), f"subtotal-{of.code}")
    yield _to_date("Direct total", again.direct_to_date, DIRECT_KEY)
    yield _to_date("Overhead, quarter by quarter", again.overhead_to_date, OVERHEAD_KEY)
    yield _to_date("Grand total", again.total_to_date, TOTAL_KEY)
    yield Rule(
        "R04",
        "Direct total + overhead = grand total",
        again.total,
        Sum(At("period", DIRECT_KEY, "expenditure"), At("period", OVERHEAD_KEY, "expenditure")),
    )
    eligible = tuple(line.code for line in facts.lines if bears_overhead(line, facts))
    yield Rule(
        "R04",
        "Overhead of the quarter = rate × its eligible direct costs, rounded once",
        spent.overhead.period,
        Product(Named("OverheadRate"), RowSum(eligible, column="period", table="expenditure"), places=2),
    )
    approved = facts.reporting(sum(line.amount_minor for line in facts.lines))
    every = (*(line.code for line in spent.lines), OVERHEAD_KEY)
    yield Rule(
        "R05",
        "Sum of line balances = total balance",
        approved - again.total_to_date,
        RowSum(every, column="balance", table="expenditure"),
    )
    yield Rule(
        "R05",
        "Budget − expenditure to date = balance",
        spent.total.balance,
        Difference(At("budget", TOTAL_KEY, "expenditure"), At("to_date", TOTAL_KEY, "expenditure")),
    )
    yield Rule(
        "R06",
        "Sum by country and output = grand total",
        again.total,
        At("total", "total", "by_country_and_output"),
    )
    categories = tuple(f"subtotal-{of.code}" for of in spent.categories)
    yield Rule(
        "R06",
        "Sum by category = grand total",
        again.total,
        RowSum((*categories, OVERHEAD_KEY), column="period", table="expenditure"),
    )


def _to_date(what: str, posted: Money, row: str) -> Rule:
    text = f"{what}: posted to date = before period + this period"
    return Rule("R02", text, posted, At("to_date", row, "expenditure"))


def _funds_rules(facts: Facts, again: Recount) -> Iterator[Rule]:
    interest = funds.interest_of(facts, facts.interest)
    reporting, functional = received_to_date(facts)
    for column, amount in (
        ("reporting", reporting + interest.reporting - again.total_to_date),
        ("functional", functional + interest.functional - again.functional_to_date),
    ):
        text = f"Received + interest − expenditure, all to date = closing balance, {amount.currency}"
        yield Rule("R07", text, amount, At(column, "closing", "funds"))


def _budget_rules(facts: Facts, spent: Expenditure) -> Iterator[Rule]:
    total = facts.reporting(sum(line.amount_minor for line in facts.lines))
    yield Rule("R09", "Sum of budget lines = approved budget", total, At("budget", TOTAL_KEY, "expenditure"))
    unphased = lines_not_phased(facts)
    yield Rule("R09", "Lines whose phases do not add up to the line", 0, found=unphased)
    wrong = quarters_with_wrong_overhead(facts)
    yield Rule("R09", "Quarters whose overhead phase is not the rate × the eligible phases", 0, found=wrong)
    beyond = max(spent.total.budget - facts.agreement.committed, facts.reporting(0))
    yield Rule("R09", "Approved budget beyond the amount committed", facts.reporting(0), found=beyond)


def _record_rules(facts: Facts) -> Iterator[Rule]:
    controls = facts.controls
    yield Rule(
        "R10", "Ledger rows whose rate was not in force on their rate date", 0, found=controls.rate_differs
    )
    yield Rule(
        "R10", "Ledger rows whose amounts do not follow from their rates", 0, found=controls.amount_differs
    )
    yield Rule("R11", "Reversals that do not net with their row", 0, found=controls.unreversed)
    yield Rule("R21", "Ledger rows posted outside the support period", 0, found=controls.outside_support)
    yield Rule("R21", "Ledger rows posted into a month after it was closed", 0, found=controls.after_close)


def _readiness_rules(
    facts: Facts, deviations: Sequence[Deviation], tables: Mapping[str, Table]
) -> Iterator[Rule]:
    received, _ = received_to_date(facts)
    printed = tables["project_information"].cell("received_to_date", "value")
    yield Rule(
        "R14", "Instalments received to date = received to date in the narrative", received, found=printed
    )
    reasons = sum(deviation.lacks_reason for deviation in deviations)
    yield Rule("R20", "Flagged deviations without a reason", 0, found=reasons)
    approvals = sum(deviation.lacks_approval for deviation in deviations)
    yield Rule("R20", "Flagged overspends without an approval", 0, found=approvals)


def _held(rule: Rule, tables: Mapping[str, Table]) -> Check:
    """A rule with its printed value and its verdict."""
    printed = rule.found
    if rule.formula is not None:
        anchor = next(iter(tables.values()))
        # every term of a rule names its table and row, so that the anchor does not matter
        value = evaluate(rule.formula, anchor, anchor.rows[0], "", tables)
        printed = _like(rule.generated, value)
    difference = _number(printed) - _number(rule.generated)
    holds = abs(difference) < HALF_A_MINOR_UNIT
    rule_class = _class_of(rule.rule)
    otherwise = CheckState.OPEN if rule_class is RuleClass.READINESS else CheckState.FAIL
    state = CheckState.OK if holds else otherwise
    return Check(rule.rule, rule_class, rule.text, rule.generated, printed, state)


def _class_of(rule: str) -> RuleClass:
    if rule in READINESS:
        return RuleClass.READINESS
    return RuleClass.PACK if rule in PACK else RuleClass.INTEGRITY


def _like(model: Cell, value: Fraction | str) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(model, Money):
        return Money(round_half_up(value * 100), model.currency)
    if isinstance(model, Decimal):
        return Decimal(round_half_up(value * 100)).scaleb(-2)
    return round_half_up(value)


def _number(cell: Cell) -> Fraction:
    value = plain(cell)
    return value if isinstance(value, Fraction) else Fraction(0)


def _row(key: str, rule: Rule, check: Check) -> Row:
    difference = _like(check.generated, _number(check.formula_value) - _number(check.generated))
    otherwise = "OPEN" if check.rule_class is RuleClass.READINESS else "FAIL"
    cells = (check.rule, check.text, check.generated, check.formula_value, difference, check.state.value)
    return Row(
        key,
        cells,
        formulas={
            "formula_value": rule.formula,
            "difference": Difference("formula_value", "generated"),
            "result": Verdict("difference", otherwise),
        },
    )


def _table(facts: Facts, rows: Sequence[Row]) -> Table:
    counts = [
        Row(
            f"count-{state}",
            (None, text, None, None, None, sum(row.cells[-1] == state for row in rows)),
            Role.TOTAL,
            formulas={"result": CountOf("result", state)},
        )
        for state, text in (("OPEN", "Rules left open"), ("FAIL", "Rules that fail"))
    ]
    return Table(
        "checks",
        f"Reconciliation checks, {facts.period}",
        (
            Column("rule", "Rule"),
            Column("text", "What is compared"),
            Column("generated", "Generated value", Kind.MIXED),
            Column("formula_value", "Formula value", Kind.MIXED),
            Column("difference", "Difference", Kind.MIXED),
            Column("result", "Result"),
        ),
        (*rows, *counts),
        notes=(
            "The generated value is computed from the facts, the formula value from this workbook’s cells.",
            "OPEN does not stop a draft and stops the signature. FAIL stops the file itself.",
        ),
    )
