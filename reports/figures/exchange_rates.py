"""The exchange rates in force in a period. Source: domain.md b.3, sheet 6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from db.models.funding import FxMethod
from reports.facts import Facts
from reports.formulas import At, Ratio
from reports.table import Cell, Column, Kind, Missing, Row, Table


@dataclass(frozen=True, slots=True)
class RateInForce:
    """A currency's rate over a run of days of the period, both included."""

    currency: str
    first: date
    last: date
    units_per_usd: Decimal
    source: str
    reporting_per_usd: Decimal | None
    """None where the reporting currency has no rate yet."""

    @property
    def key(self) -> str:
        return f"{self.currency}-{self.first.isoformat()}"


def compute(facts: Facts) -> tuple[RateInForce, ...]:
    """By currency and day. A run ends where the currency's rate or the reporting currency's changes.

    With the receipt average as method, the reporting currency has its one rate of the period's end.
    """
    start, end = facts.period.start, facts.period.end
    found: list[RateInForce] = []
    for currency in facts.rates.currencies:
        changes = {
            rate.effective_from
            for rate in (*facts.rates.of(currency), *facts.rates.of(facts.currency))
            if start < rate.effective_from <= end
        }
        known = facts.rates.of(currency)
        if not known or known[0].effective_from > end:
            continue
        begins = max(start, known[0].effective_from)
        firsts = sorted({begins, *(day for day in changes if day > begins)})
        lasts = [day - timedelta(days=1) for day in firsts[1:]] + [end]
        for first, last in zip(firsts, lasts, strict=True):
            rate = facts.rates.in_force(currency, first)
            found.append(
                RateInForce(currency, first, last, rate.units_per_usd, rate.source, _reporting(facts, first))
            )
    return tuple(found)


def tabulate(found: Sequence[RateInForce], facts: Facts) -> Table:
    """One row for each run of days; the last column derives from the reporting currency's row."""
    currency = facts.currency
    own = {rate.first: rate.key for rate in found if rate.currency == currency}
    rows = []
    for rate in found:
        of_reporting = max((first for first in own if first <= rate.first), default=None)
        formulas = {}
        if of_reporting is not None and facts.agreement.fx_method is FxMethod.UNORE_POSTING:
            formulas = {"per_unit": Ratio(At("units", own[of_reporting]), "units")}
        cells = (
            rate.currency,
            rate.first,
            rate.last,
            rate.units_per_usd,
            rate.source,
            _per_unit(rate),
        )
        rows.append(Row(rate.key, cells, formulas=formulas))
    return Table(
        "exchange_rates",
        f"Exchange rates in force, {facts.period}",
        (
            Column("currency", "Currency"),
            Column("first", "Effective from", Kind.DATE),
            Column("last", "Effective to", Kind.DATE),
            Column("units", "Units per USD", Kind.RATE),
            Column("source", "Source"),
            Column("per_unit", f"{currency} per unit", Kind.RATE),
        ),
        tuple(rows),
        notes=(
            "UNORE is the UN operational rate of exchange. A ledger row takes the rate in force on its "
            "posting date; corrections and reversals keep the rates of the row they name. "
            "USD is 1 by definition.",
        ),
        empty="No exchange rate is recorded for this period.",
    )


def _per_unit(rate: RateInForce) -> Cell:
    if rate.reporting_per_usd is None:
        return Missing.UNKNOWN
    return Fraction(rate.reporting_per_usd) / Fraction(rate.units_per_usd)


def _reporting(facts: Facts, on: date) -> Decimal | None:
    if facts.agreement.fx_method is FxMethod.RECEIPT_AVERAGE:
        return facts.reporting_rate
    own = facts.rates.of(facts.currency)
    if not own or own[0].effective_from > on:
        return None
    return facts.rates.in_force(facts.currency, on).units_per_usd
