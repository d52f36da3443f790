"""Budget, expenditure, commitments and balance of every budget line. Source: domain.md b.3, sheet 2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from db.models.funding import CostCategory
from db.money import Money
from db.rates import to_reporting
from reports.cells import percent_text
from reports.facts import Facts
from reports.figures.spending import Spending
from reports.formulas import Difference, Ratio, Sum
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

LETTER = {
    CostCategory.STAFF: "A",
    CostCategory.OFFICE: "B",
    CostCategory.OPERATIONAL: "C",
    CostCategory.OVERHEAD: "D",
}
NAME = {
    CostCategory.STAFF: "Staff",
    CostCategory.OFFICE: "Office",
    CostCategory.OPERATIONAL: "Operational",
    CostCategory.OVERHEAD: "Overhead",
}
DIRECT = (CostCategory.STAFF, CostCategory.OFFICE, CostCategory.OPERATIONAL)
DIRECT_KEY, OVERHEAD_KEY, TOTAL_KEY = "direct", "overhead", "total"


@dataclass(frozen=True, slots=True)
class LineMoney:
    """The money of one budget line, or of a sum of lines. All in the reporting currency."""

    code: str
    category: CostCategory | None
    description: str
    country: str | None
    budget: Money
    """Approved in the version that the report compares with."""
    phased: Money
    """What of it was planned up to the period's end."""
    before: Money
    period: Money
    committed: Money
    """Open commitments at the period's end."""

    @property
    def to_date(self) -> Money:
        return self.before + self.period

    @property
    def balance(self) -> Money:
        return self.budget - self.to_date

    @property
    def available(self) -> Money:
        return self.balance - self.committed

    @property
    def used(self) -> Fraction | None:
        """The share of the budget that is spent; None without a budget."""
        return self.to_date.over(self.budget)

    @property
    def variance(self) -> Money:
        """Spent beyond what was planned by now; negative when less."""
        return self.to_date - self.phased


@dataclass(frozen=True, slots=True)
class Expenditure:
    """Every line, and the sums that are printed over them."""

    lines: tuple[LineMoney, ...]
    """Direct lines, by number."""
    overhead: LineMoney
    categories: tuple[LineMoney, ...]
    """A subtotal for each direct category that has lines."""
    direct: LineMoney
    total: LineMoney

    @property
    def with_overhead(self) -> tuple[LineMoney, ...]:
        """Every line that is printed, overhead last."""
        return (*self.lines, self.overhead)

    def lines_of(self, category: CostCategory) -> tuple[LineMoney, ...]:
        return tuple(line for line in self.lines if line.category is category)


def compute(facts: Facts) -> Expenditure:
    """The expenditure of a report, overhead derived quarter by quarter."""
    spending = Spending(facts)
    committed = committed_by_line(facts)
    period = facts.period
    lines = []
    for line in facts.lines:
        if line.category is CostCategory.OVERHEAD:
            continue
        phased = sum(minor for quarter, minor in line.phases.items() if quarter <= period)
        lines.append(
            LineMoney(
                line.code,
                line.category,
                line.description,
                line.country,
                facts.reporting(line.amount_minor),
                facts.reporting(phased),
                spending.line_before(line.code, period).reporting,
                spending.line(line.code, period).reporting,
                committed.get(line.code, facts.reporting(0)),
            )
        )
    overhead_lines = [line for line in facts.lines if line.category is CostCategory.OVERHEAD]
    overhead = LineMoney(
        ", ".join(line.code for line in overhead_lines),
        CostCategory.OVERHEAD,
        f"Overhead {percent_text(facts.agreement.overhead_rate)} of eligible direct costs",
        None,
        facts.reporting(sum(line.amount_minor for line in overhead_lines)),
        facts.reporting(
            sum(
                minor
                for line in overhead_lines
                for quarter, minor in line.phases.items()
                if quarter <= period
            )
        ),
        spending.overhead_before(period).reporting,
        spending.overhead(period).reporting,
        facts.reporting(0),
    )
    categories = tuple(
        _sum(facts, LETTER[category], category, f"{LETTER[category]} {NAME[category]}", of)
        for category in DIRECT
        if (of := [line for line in lines if line.category is category])
    )
    direct = _sum(facts, DIRECT_KEY, None, "Direct total", lines)
    total = _sum(facts, TOTAL_KEY, None, "Total", [*lines, overhead])
    return Expenditure(tuple(lines), overhead, categories, direct, total)


COLUMNS = (
    Column("line", "Line"),
    Column("category", "Category"),
    Column("description", "Description"),
    Column("country", "Country"),
    Column("budget", "Approved budget", Kind.MONEY, adds_up=True),
    Column("phased", "Phased budget to date", Kind.MONEY, adds_up=True),
    Column("before", "Expenditure before period", Kind.MONEY, adds_up=True),
    Column("period", "Expenditure this period", Kind.MONEY, adds_up=True),
    Column("to_date", "Expenditure to date", Kind.MONEY, formula=Sum("before", "period")),
    Column("committed", "Open commitments", Kind.MONEY, adds_up=True),
    Column("balance", "Balance", Kind.MONEY, formula=Difference("budget", "to_date")),
    Column("available", "Available", Kind.MONEY, formula=Difference("balance", "committed")),
    Column("used", "% used", Kind.SHARE, formula=Ratio("to_date", "budget")),
    Column("variance", "Variance to date vs phased", Kind.MONEY, formula=Difference("to_date", "phased")),
)


def tabulate(found: Expenditure, facts: Facts) -> Table:
    """Groups of lines with their subtotals, the direct total, overhead, and the grand total."""
    rows: list[Row] = []
    for subtotal in found.categories:
        category = subtotal.category
        if category is None:
            continue
        letter = LETTER[category]
        lines = found.lines_of(category)
        rows.append(_group(f"group-{letter}", f"{letter} {NAME[category]}"))
        rows.extend(Row(line.code, _cells(line, line.code, letter, line.description)) for line in lines)
        keys = tuple(line.code for line in lines)
        shown = _cells(subtotal, None, letter, f"Subtotal {NAME[category].lower()}")
        rows.append(Row(f"subtotal-{letter}", shown, Role.SUBTOTAL, plus=keys))
    every = tuple(line.code for line in found.lines)
    rows.append(Row(DIRECT_KEY, _cells(found.direct, None, None, "Direct total"), Role.SUBTOTAL, plus=every))
    overhead = _cells(found.overhead, found.overhead.code or None, "D", found.overhead.description)
    rows.append(Row(OVERHEAD_KEY, overhead))
    rows.append(
        Row(
            TOTAL_KEY,
            _cells(found.total, None, None, "Grand total"),
            Role.TOTAL,
            plus=(*every, OVERHEAD_KEY),
        )
    )
    return Table(
        "expenditure",
        f"Expenditure by budget line, {facts.period}, {facts.currency}",
        COLUMNS,
        tuple(rows),
        unit=facts.currency,
        notes=(
            "Overhead is derived once per calendar quarter from eligible direct costs; it is never posted.",
            "Open commitments are obligations that are not yet expenditure; in no total of expenditure.",
        ),
    )


def _cells(line: LineMoney, code: str | None, letter: str | None, description: str) -> tuple[Cell, ...]:
    return (
        code,
        letter,
        description,
        line.country,
        line.budget,
        line.phased,
        line.before,
        line.period,
        line.to_date,
        line.committed,
        line.balance,
        line.available,
        Missing.NOT_APPLICABLE if line.used is None else line.used,
        line.variance,
    )


def _group(key: str, text: str) -> Row:
    return Row(key, (text, *(None,) * (len(COLUMNS) - 1)), Role.GROUP)


def _sum(
    facts: Facts, code: str, category: CostCategory | None, description: str, lines: Sequence[LineMoney]
) -> LineMoney:
    def total(amounts: Iterable[Money]) -> Money:
        return Money.total(amounts, facts.currency)

    return LineMoney(
        code,
        category,
        description,
        None,
        total(line.budget for line in lines),
        total(line.phased for line in lines),
        total(line.before for line in lines),
        total(line.period for line in lines),
        total(line.committed for line in lines),
    )


def committed_by_line(facts: Facts) -> Mapping[str, Money]:
    """Open commitments by line, each converted at the rate in force on the period's last day."""
    found: dict[str, Money] = {}
    for commitment in facts.commitments:
        rate = facts.rates.in_force(commitment.open.currency, facts.period.end).units_per_usd
        amount = to_reporting(commitment.open, rate, facts.reporting_rate, facts.currency)
        found[commitment.line_code] = found.get(commitment.line_code, facts.reporting(0)) + amount
    return found
