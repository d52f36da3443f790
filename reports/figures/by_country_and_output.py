"""The period's expenditure by office, output and month. Source: domain.md b.3, sheet 7.

The country is the office that spent, never the budget line's. Overhead is regional and never split.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from db.money import Money
from db.periods import Month
from reports.cells import month_text
from reports.facts import Facts
from reports.figures.spending import Spending
from reports.formulas import RowSum, Sum
from reports.table import Cell, Column, Kind, Role, Row, Table

REGIONAL = "REGIONAL"


@dataclass(frozen=True, slots=True)
class PlaceMoney:
    """What an office spent on an output in the period, month by month. No output: the line has none."""

    country: str
    output: str | None
    months: tuple[Money, Money, Money]

    @property
    def total(self) -> Money:
        return self.months[0] + self.months[1] + self.months[2]


@dataclass(frozen=True, slots=True)
class ByPlace:
    """Every place with expenditure, and the overhead that belongs to none."""

    places: tuple[PlaceMoney, ...]
    """By country and output; without an output first."""
    overhead: Money

    @property
    def total(self) -> Money:
        return Money.total((place.total for place in self.places), self.overhead.currency) + self.overhead

    def of_country(self, country: str) -> Money:
        """Direct expenditure of an office."""
        return Money.total(
            (place.total for place in self.places if place.country == country), self.overhead.currency
        )


def compute(facts: Facts) -> ByPlace:
    """The period's expenditure by place."""
    spending = Spending(facts)
    outputs = {line.code: line.output for line in facts.lines}
    months = facts.period.months
    found: dict[tuple[str, str], dict[Month, Money]] = defaultdict(
        lambda: dict.fromkeys(months, facts.reporting(0))
    )
    for (office, line, month), amounts in spending.places().items():
        if month in months:
            found[office, outputs.get(line) or ""][month] += amounts.reporting
    places = tuple(
        PlaceMoney(office, output or None, (by_month[months[0]], by_month[months[1]], by_month[months[2]]))
        for (office, output), by_month in sorted(found.items())
    )
    return ByPlace(places, spending.overhead(facts.period).reporting)


def tabulate(found: ByPlace, facts: Facts) -> Table:
    """A group for each country with its subtotal, overhead on a row of its own, and the total."""
    currency = facts.currency
    names = ("month_1", "month_2", "month_3")
    columns = (
        Column("country", "Country"),
        Column("output", "Output"),
        *(
            Column(name, month_text(month.start), Kind.MONEY, adds_up=True)
            for name, month in zip(names, facts.period.months, strict=True)
        ),
        Column("total", "Total", Kind.MONEY, formula=Sum(*names)),
    )
    rows: list[Row] = []
    for country in dict.fromkeys(place.country for place in found.places):
        places = [place for place in found.places if place.country == country]
        keys = tuple(f"{place.country}-{place.output or 'none'}" for place in places)
        rows.extend(
            Row(key, (place.country, place.output, *place.months, place.total))
            for key, place in zip(keys, places, strict=True)
        )
        sums = _sums(places, currency)
        rows.append(Row(country, (f"Subtotal {country}", None, *sums), Role.SUBTOTAL, plus=keys))
    regional: tuple[Cell, ...] = (REGIONAL, "Overhead", None, None, None, found.overhead)
    # a constant: overhead is derived from the quarter's total, and has no months to add up
    rows.append(Row(REGIONAL, regional, formulas={"total": None}))
    every = tuple(row.key for row in rows if row.role is Role.BODY)
    months = _sums(found.places, currency)[:3]
    rows.append(
        Row(
            "total",
            ("Total", None, *months, found.total),
            Role.TOTAL,
            plus=every,
            formulas={"total": RowSum(every)},  # overhead is in no month, so the months do not add up to it
        )
    )
    return Table(
        "by_country_and_output",
        f"Expenditure by country office, output and month, {facts.period}, {currency}",
        columns,
        tuple(rows),
        unit=currency,
        notes=(
            "The country is the office that spent. Overhead is shown once, for the region; it is not split.",
            "A row without an output is of budget lines that serve the whole programme.",
        ),
    )


def _sums(places: Sequence[PlaceMoney], currency: str) -> tuple[Money, Money, Money, Money]:
    def month(index: int) -> Money:
        return Money.total((place.months[index] for place in places), currency)

    first, second, third = month(0), month(1), month(2)
    return first, second, third, first + second + third
