"""Budget against actual over a run of quarters, from the sums that the reports print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from db.engine import Session
from db.errors import BudgetMissing, OutsideSupport, ReportingError, RunReversed
from db.models.funding import CostCategory
from db.money import Money
from db.periods import Quarter, quarters_between
from db.queries.agreements import Agreement, agreement_by_code
from db.queries.budgets import Line, lines_in_force, versions_until
from db.queries.spending import Spent, spent_by_month
from db.scope import Scope
from reports.figures.expenditure import DIRECT_KEY, OVERHEAD_KEY, TOTAL_KEY
from reports.figures.spending import Spending


@dataclass(frozen=True, slots=True)
class QuarterAgainstActual:
    """What was planned for a quarter, and what was spent in it."""

    quarter: Quarter
    budget: Money
    actual: Money


@dataclass(frozen=True, slots=True)
class OfficeActual:
    """What a country office spent."""

    office: str
    actual: Money


@dataclass(frozen=True, slots=True)
class LineAgainstActual:
    """A budget line in a run of quarters, or a sum of lines. All in the reporting currency."""

    code: str
    category: CostCategory | None
    description: str
    country: str | None
    quarters: tuple[QuarterAgainstActual, ...]
    offices: tuple[OfficeActual, ...] | None
    """By code; None where they are withheld. Overhead is of no office, and never split."""
    currency: str

    @property
    def budget(self) -> Money:
        return Money.total((each.budget for each in self.quarters), self.currency)

    @property
    def actual(self) -> Money:
        return Money.total((each.actual for each in self.quarters), self.currency)

    @property
    def variance(self) -> Money:
        return self.actual - self.budget

    @property
    def used(self) -> Fraction | None:
        return self.actual.over(self.budget)


@dataclass(frozen=True, slots=True)
class BudgetAgainstActual:
    """Every line in a run of quarters, and the sums over them."""

    first: Quarter
    last: Quarter
    lines: tuple[LineAgainstActual, ...]
    """Direct lines, by number."""
    overhead: LineAgainstActual
    direct: LineAgainstActual
    total: LineAgainstActual


def against_actual_by_source(
    session: Session, scope: Scope, sources: Sequence[str], first: Quarter, last: Quarter
) -> Mapping[str, BudgetAgainstActual | ReportingError]:
    """The runs of sources; an error stands in place of one that cannot be computed."""
    found: dict[str, BudgetAgainstActual | ReportingError] = {}
    for source in sources:
        try:
            found[source] = _of_source(session, scope, source, first, last)
        except ReportingError as error:
            found[source] = error
    return found


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run is computed from: a few statements, whatever the ledger's length."""

    agreement: Agreement
    period: Quarter
    """The last quarter."""
    lines: Sequence[Line]
    spent: Sequence[Spent]
    sees_assistance: bool
    """Whether direct assistance is told by office too; without it, no sum of lines is."""

    @property
    def currency(self) -> str:
        return self.agreement.currency

    def reporting(self, minor: int) -> Money:
        return Money(minor, self.currency)


def compute(facts: RunFacts, first: Quarter) -> BudgetAgainstActual:
    """The run from a quarter to that of the facts."""
    spending, run = Spending(facts), quarters_between(first, facts.period)
    by_office: dict[str, dict[str, Money]] = defaultdict(lambda: defaultdict(lambda: facts.reporting(0)))
    for (office, code, month), amounts in spending.places().items():
        if Quarter.of(month.start) >= first:
            by_office[code][office] += amounts.reporting
    direct_lines = [line for line in facts.lines if line.category is not CostCategory.OVERHEAD]
    overhead_lines = [line for line in facts.lines if line.category is CostCategory.OVERHEAD]
    lines = tuple(
        LineAgainstActual(
            line.code,
            line.category,
            line.description,
            line.country,
            tuple(
                QuarterAgainstActual(
                    quarter, _phased(facts, [line], quarter), spending.line(line.code, quarter).reporting
                )
                for quarter in run
            ),
            (
                tuple(OfficeActual(*spent) for spent in sorted(by_office[line.code].items()))
                if facts.sees_assistance or not line.is_direct_assistance
                else None
            ),
            facts.currency,
        )
        for line in direct_lines
    )
    overhead = LineAgainstActual(
        ", ".join(line.code for line in overhead_lines) or OVERHEAD_KEY,
        CostCategory.OVERHEAD,
        "Overhead",
        None,
        tuple(
            QuarterAgainstActual(
                quarter, _phased(facts, overhead_lines, quarter), spending.overhead(quarter).reporting
            )
            for quarter in run
        ),
        (),
        facts.currency,
    )
    direct = _sum(DIRECT_KEY, "Direct total", lines, run, facts)
    total = _sum(TOTAL_KEY, "Total", (*lines, overhead), run, facts)
    return BudgetAgainstActual(first, facts.period, lines, overhead, direct, total)


def _of_source(
    session: Session, scope: Scope, source: str, first: Quarter, last: Quarter
) -> BudgetAgainstActual:
    if last < first:
        raise RunReversed(str(first), str(last))
    agreement = agreement_by_code(session, source, scope)
    start, end = agreement.support_start, agreement.support_end
    for quarter in (first, last):
        if quarter.end < start or quarter.start > end:
            raise OutsideSupport(source, str(quarter), start, end)
    versions = versions_until(session, agreement.id, last.end)
    if not versions:
        raise BudgetMissing(source, last.end)
    lines = lines_in_force(session, versions)
    spent = spent_by_month(session, agreement.id, last.end)
    return compute(RunFacts(agreement, last, lines, spent, scope.sees_assistance), first)


def _phased(facts: RunFacts, lines: Iterable[Line], quarter: Quarter) -> Money:
    return facts.reporting(sum(line.phases.get(quarter, 0) for line in lines))


def _sum(
    code: str, description: str, lines: Sequence[LineAgainstActual], run: Sequence[Quarter], facts: RunFacts
) -> LineAgainstActual:
    def total(amounts: Iterable[Money]) -> Money:
        return Money.total(amounts, facts.currency)

    quarters = tuple(
        QuarterAgainstActual(
            quarter,
            total(line.quarters[place].budget for line in lines),
            total(line.quarters[place].actual for line in lines),
        )
        for place, quarter in enumerate(run)
    )
    return LineAgainstActual(
        code,
        None,
        description,
        None,
        quarters,
        _offices(lines) if facts.sees_assistance else None,
        facts.currency,
    )


def _offices(lines: Sequence[LineAgainstActual]) -> tuple[OfficeActual, ...]:
    spent: dict[str, list[Money]] = defaultdict(list)
    for each in (each for line in lines for each in line.offices or ()):
        spent[each.office].append(each.actual)
    return tuple(
        OfficeActual(office, Money.total(amounts, amounts[0].currency))
        for office, amounts in sorted(spent.items())
    )
