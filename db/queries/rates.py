"""Exchange rates as they were recorded."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.ledger import ExchangeRate, RateSource
from db.rates import Rate, RateTable


def rate_table(session: Session, source: RateSource = RateSource.UNORE) -> RateTable:
    """Every rate of a source."""
    columns = (
        ExchangeRate.currency,
        ExchangeRate.effective_from,
        ExchangeRate.units_per_usd,
        ExchangeRate.version,
        ExchangeRate.published_on,
    )
    found = session.execute(select(*columns).where(ExchangeRate.source == source))
    return RateTable(source.value, (Rate(source.value, *row) for row in found))
