"""Exchange rates, version by version, as they are written and read. They are the same for every scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select

from db.models.ledger import ExchangeRate, RateSource
from db.queries.page import ListQuery, Order
from db.queries.rows import Lookup, columns_of


@dataclass(frozen=True, slots=True)
class ExchangeRateRow:
    """A version of a rate."""

    id: int
    source: RateSource
    currency: str
    effective_from: date
    version: int
    units_per_usd: Decimal
    published_on: date | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class ExchangeRateQuery(ListQuery[ExchangeRateRow]):
    """Every version of every rate."""

    row = ExchangeRateRow

    def select(self) -> Select[Any]:
        return select(*columns_of(ExchangeRateRow, ExchangeRate))

    @property
    def ordering(self) -> Order:
        return Order.of("exchangeRates", ExchangeRate.effective_from, ExchangeRate.id)


exchange_rates_by_id = Lookup(ExchangeRateQuery, ExchangeRate.id)
