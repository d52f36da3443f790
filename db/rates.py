"""Exchange rates: which one is in force, and the two conversions that round. Source: domain.md b.2.

A rate is quoted as units of a currency per 1 USD, exact, with up to eight decimals.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from db.errors import RateMissing
from db.money import Money, divide_half_up

RATE_PLACES = 8
FUNCTIONAL = "USD"
"""The currency that rates are quoted against; its rate is 1 by definition and has no row."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of `currency` per 1 USD, from `effective_from` on."""

    source: str
    currency: str
    effective_from: date
    units_per_usd: Decimal
    version: int = 1
    published_on: date | None = None


class RateTable:
    """The rates of one source; answers which is in force on a day."""

    def __init__(self, source: str, rates: Iterable[Rate]) -> None:
        self.source = source
        self._by_currency: dict[str, list[Rate]] = {}
        for rate in sorted(rates, key=lambda rate: (rate.currency, rate.effective_from, rate.version)):
            if rate.source == source:
                self._by_currency.setdefault(rate.currency, []).append(rate)

    def in_force(self, currency: str, on: date, known_at: datetime | None = None) -> Rate:
        """The rate with the greatest `effective_from` on or before a day, in its highest version.

        With known_at, versions published after that instant's day do not count.
        USD is 1. Raises RateMissing when nothing is in force: there is no fallback.
        """
        if currency == FUNCTIONAL:
            return Rate(self.source, FUNCTIONAL, date.min, Decimal(1))
        rates = self.of(currency)
        before = rates[: bisect_right(rates, on, key=lambda rate: rate.effective_from)]
        for rate in reversed(before):
            if known_at is None or rate.published_on is None or rate.published_on <= known_at.date():
                return rate
        raise RateMissing(currency, on, self.source)

    def of(self, currency: str) -> Sequence[Rate]:
        """Every rate of a currency, by first day and version."""
        return self._by_currency.get(currency, [])

    @property
    def currencies(self) -> list[str]:
        return sorted(self._by_currency)


def to_usd(amount: Money, rate_tc: Decimal) -> Money:
    """The functional amount: one division, one rounding."""
    return Money(divide_half_up(amount.minor * _ONE, _scaled(rate_tc)), FUNCTIONAL)


def to_reporting(amount: Money, rate_tc: Decimal, rate_rc: Decimal, currency: str) -> Money:
    """The reporting amount, from the transaction amount and never from the rounded USD amount."""
    return Money(divide_half_up(amount.minor * _scaled(rate_rc), _scaled(rate_tc)), currency)


_ONE: Final = 10**RATE_PLACES


def _scaled(rate: Decimal) -> int:
    # whole numbers, for fractions would take most of the time of posting a row
    return int(rate.scaleb(RATE_PLACES))
