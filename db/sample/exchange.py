"""Monthly exchange rates for the sample: those of the worked ledger, and invented ones elsewhere.

Units per 1 USD. October's are real cross rates of 1 October 2019 rounded to three decimals, December's
of 2 December 2019, and November's NOK is the European Central Bank's. Source: domain.md b.2 and e.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from db.models.ledger import ExchangeRate, RateSource

_CURRENCIES: Final = ("GEL", "MDL", "UAH", "BYN", "EUR", "CHF", "NOK")

# fmt: off
_RATES: Final = (
    #             GEL      MDL       UAH       BYN      EUR      CHF      NOK
    ("2019-07", ("2.862", "18.073", "26.166", "2.046", "0.879", "0.976", "8.534")),
    ("2019-08", ("2.944", "17.771", "25.108", "2.031", "0.897", "0.991", "8.767")),
    ("2019-09", ("2.951", "17.802", "25.234", "2.104", "0.905", "0.988", "9.065")),
    ("2019-10", ("2.977", "17.729", "24.197", "2.076", "0.918", "0.997", "9.087")),
    ("2019-11", ("2.962", "17.452", "24.862", "2.047", "0.897", "0.986", "9.125")),
    ("2019-12", ("2.970", "17.491", "23.972", "2.109", "0.911", "0.998", "9.201")),
    ("2020-01", ("2.867", "17.206", "23.687", "2.105", "0.893", "0.968", "8.786")),
    ("2020-02", ("2.884", "17.681", "24.918", "2.132", "0.907", "0.965", "9.213")),
    ("2020-03", ("2.779", "17.842", "24.574", "2.221", "0.909", "0.967", "9.352")),
    ("2020-04", ("3.284", "18.214", "28.061", "2.589", "0.913", "0.966", "10.487")),
    ("2020-05", ("3.208", "17.913", "26.981", "2.448", "0.921", "0.974", "10.273")),
    ("2020-06", ("3.005", "17.584", "26.903", "2.403", "0.899", "0.962", "9.689")),
    ("2020-07", ("3.056", "17.231", "26.692", "2.419", "0.891", "0.951", "9.664")),
    ("2020-08", ("3.091", "16.718", "27.716", "2.441", "0.849", "0.914", "9.129")),
    ("2020-09", ("3.078", "16.643", "27.463", "2.642", "0.838", "0.903", "8.732")),
    ("2020-10", ("3.289", "16.972", "28.298", "2.634", "0.852", "0.918", "9.391")),
    ("2020-11", ("3.231", "17.094", "28.441", "2.626", "0.857", "0.916", "9.558")),
    ("2020-12", ("3.304", "17.308", "28.472", "2.571", "0.836", "0.908", "8.869")),
)
# fmt: on


def add_rates(session: Session) -> None:
    """A rate of each currency for each month, published the day before, and one that was corrected."""
    session.add_all(
        _rate(currency, effective_from, units, published_on=effective_from - timedelta(days=1))
        for effective_from, by_currency in _by_month().items()
        for currency, units in by_currency.items()
    )
    # Two digits had changed places. It was noticed before anything of the month was posted.
    session.add(_rate("BYN", date(2020, 4, 1), "2.598", published_on=date(2020, 4, 9), version=2))
    session.flush()


def _by_month() -> Mapping[date, Mapping[str, str]]:
    return {
        date.fromisoformat(f"{month}-01"): dict(zip(_CURRENCIES, units, strict=True))
        for month, units in _RATES
    }


def _rate(
    currency: str, effective_from: date, units: str, *, published_on: date, version: int = 1
) -> ExchangeRate:
    return ExchangeRate(
        source=RateSource.UNORE,
        currency=currency,
        effective_from=effective_from,
        version=version,
        units_per_usd=Decimal(units),
        published_on=published_on,
        is_sample=True,
    )
