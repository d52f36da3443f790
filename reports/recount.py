"""The money of a report counted a second way, straight over the facts, for the checks to hold against.

Nothing here uses a figure: a mistake in one of them shows as a difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from db.models.funding import CostCategory
from db.money import Money
from db.periods import Quarter
from db.queries.budgets import Line
from reports.facts import Facts


@dataclass(frozen=True, slots=True)
class Recount:
    """What was spent, by the posting dates of the ledger; overhead from the sums of its quarters."""

    direct: Money
    """In the period."""
    direct_to_date: Money
    overhead: Money
    """In the period."""
    overhead_to_date: Money
    functional_to_date: Money
    """Overhead included."""

    @property
    def total(self) -> Money:
        return self.direct + self.overhead

    @property
    def total_to_date(self) -> Money:
        return self.direct_to_date + self.overhead_to_date


def recount(facts: Facts) -> Recount:
    """Count a report's expenditure again."""
    agreement, controls = facts.agreement, facts.controls
    eligible = {line.code for line in facts.lines if bears_overhead(line, facts)}
    reporting: dict[Quarter, int] = defaultdict(int)
    functional: dict[Quarter, int] = defaultdict(int)
    for spent in facts.spent:
        if spent.line_code in eligible:
            quarter = Quarter.of(spent.month.start)
            reporting[quarter] += spent.reporting_minor
            functional[quarter] += spent.usd_minor

    def overhead(minor: int, currency: str) -> Money:
        return Money(minor, currency).share(agreement.overhead_rate)

    dollars = agreement.functional_currency
    return Recount(
        facts.reporting(sum(controls.spent_by_line.values())),
        facts.reporting(sum(controls.spent_to_date_by_line.values())),
        overhead(reporting[facts.period], facts.currency),
        Money.total((overhead(minor, facts.currency) for minor in reporting.values()), facts.currency),
        Money(sum(spent.usd_minor for spent in facts.spent), dollars)
        + Money.total((overhead(minor, dollars) for minor in functional.values()), dollars),
    )


def received_to_date(facts: Facts) -> tuple[Money, Money]:
    """What the donor had paid by the period's end, in the reporting and in the functional currency."""
    received = [receipt for receipt in facts.receipts if receipt.received_on <= facts.period.end]
    return (
        Money.total((receipt.agreement for receipt in received), facts.currency),
        Money.total((receipt.functional for receipt in received), facts.agreement.functional_currency),
    )


def lines_not_phased(facts: Facts) -> int:
    """Budget lines whose phases do not add up to the line."""
    return sum(sum(line.phases.values()) != line.amount_minor for line in facts.lines)


def quarters_with_wrong_overhead(facts: Facts) -> int:
    """Quarters whose overhead phase is not the rate times the eligible phases. Source: domain.md b.2, 12."""
    overhead = [line for line in facts.lines if line.category is CostCategory.OVERHEAD]
    direct = [line for line in facts.lines if bears_overhead(line, facts)]

    def planned(lines: Sequence[Line], quarter: Quarter) -> Money:
        return facts.reporting(sum(line.phases.get(quarter, 0) for line in lines))

    quarters = {quarter for line in facts.lines for quarter in line.phases}
    rate = facts.agreement.overhead_rate
    return sum(planned(overhead, quarter) != planned(direct, quarter).share(rate) for quarter in quarters)


def bears_overhead(line: Line, facts: Facts) -> bool:
    """Whether overhead is taken on a line."""
    if line.category is CostCategory.OVERHEAD:
        return False
    return facts.agreement.overhead_on_partner_costs or not line.is_partner_cost
