"""What was spent: the one definition of expenditure, overhead included. Source: domain.md b.2, 3 and 6."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from db.models.funding import CostCategory
from db.money import Money
from db.periods import Month, Quarter
from db.queries.agreements import Agreement
from db.queries.budgets import Line
from db.queries.spending import Spent


class SpendingFacts(Protocol):
    """The part of a report's facts that expenditure is computed from."""

    @property
    def agreement(self) -> Agreement: ...
    @property
    def period(self) -> Quarter: ...
    @property
    def lines(self) -> Sequence[Line]: ...
    @property
    def spent(self) -> Sequence[Spent]: ...


@dataclass(frozen=True, slots=True)
class Amounts:
    """One expenditure in the reporting and in the functional currency; each is summed, never converted."""

    reporting: Money
    functional: Money

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.reporting + other.reporting, self.functional + other.functional)

    def __sub__(self, other: Amounts) -> Amounts:
        return Amounts(self.reporting - other.reporting, self.functional - other.functional)


class Spending:
    """The sums of a report's ledger, up to the period's end."""

    def __init__(self, facts: SpendingFacts) -> None:
        self._agreement, self.period = facts.agreement, facts.period
        self._nothing = Amounts(
            Money.zero(facts.agreement.currency), Money.zero(facts.agreement.functional_currency)
        )
        self._eligible = eligible_lines(facts)
        by_line: dict[tuple[str, Quarter], Amounts] = defaultdict(lambda: self._nothing)
        by_place: dict[tuple[str, str, Month], Amounts] = defaultdict(lambda: self._nothing)
        for spent in facts.spent:
            amounts = Amounts(
                Money(spent.reporting_minor, facts.agreement.currency),
                Money(spent.usd_minor, facts.agreement.functional_currency),
            )
            by_line[spent.line_code, Quarter.of(spent.month.start)] += amounts
            by_place[spent.office, spent.line_code, spent.month] += amounts
        self._by_line: Mapping[tuple[str, Quarter], Amounts] = dict(by_line)
        self._by_place: Mapping[tuple[str, str, Month], Amounts] = dict(by_place)

    def line(self, code: str, quarter: Quarter) -> Amounts:
        """Direct expenditure of a line in a quarter."""
        return self._by_line.get((code, quarter), self._nothing)

    def line_before(self, code: str, quarter: Quarter) -> Amounts:
        """Direct expenditure of a line in all quarters before one."""
        return self._sum(
            amounts for (line, when), amounts in self._by_line.items() if line == code and when < quarter
        )

    def overhead(self, quarter: Quarter) -> Amounts:
        """Overhead of a quarter: the rate times its eligible direct cost, rounded once, in each currency."""
        eligible = self._sum(
            amounts
            for (line, when), amounts in self._by_line.items()
            if when == quarter and line in self._eligible
        )
        rate = self._agreement.overhead_rate
        return Amounts(eligible.reporting.share(rate), eligible.functional.share(rate))

    def overhead_before(self, quarter: Quarter) -> Amounts:
        """The sum of the overheads of all quarters before one."""
        quarters = {when for _, when in self._by_line if when < quarter}
        return self._sum(self.overhead(when) for when in quarters)

    def total(self, quarter: Quarter) -> Amounts:
        """Everything spent in a quarter, overhead included."""
        direct = self._sum(amounts for (_, when), amounts in self._by_line.items() if when == quarter)
        return direct + self.overhead(quarter)

    def total_before(self, quarter: Quarter) -> Amounts:
        """Everything spent in all quarters before one, overhead included."""
        direct = self._sum(amounts for (_, when), amounts in self._by_line.items() if when < quarter)
        return direct + self.overhead_before(quarter)

    def places(self) -> Mapping[tuple[str, str, Month], Amounts]:
        """Direct expenditure by office, line and month."""
        return self._by_place

    def _sum(self, amounts: Iterable[Amounts]) -> Amounts:
        return sum(amounts, self._nothing)


def eligible_lines(facts: SpendingFacts) -> frozenset[str]:
    """The codes of the direct lines that overhead is taken on."""
    return frozenset(
        line.code
        for line in facts.lines
        if line.category is not CostCategory.OVERHEAD
        and (facts.agreement.overhead_on_partner_costs or not line.is_partner_cost)
    )
