"""Rates: a correction is a new version."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from db.engine import Session
from db.models.ledger import ExchangeRate, RateSource
from db.recording.facts import State
from db.recording.rates import RATES, Rate
from tests.db.recording.conftest import Written


def rate(units: str, currency: str = "GEL", on: date = date(2020, 1, 1)) -> Rate:
    return Rate(RateSource.UNORE, currency, on, Decimal(units), date(2019, 12, 31))


def versions(session: Session, currency: str, on: date) -> list[tuple[int, Decimal]]:
    found = session.execute(
        select(ExchangeRate.version, ExchangeRate.units_per_usd)
        .where(ExchangeRate.currency == currency, ExchangeRate.effective_from == on)
        .order_by(ExchangeRate.version)
    )
    return [(version, units) for version, units in found]


def test_a_rate_that_differs_becomes_a_version_and_the_earlier_one_stays(
    session: Session, write: Written
) -> None:
    states, refused = write(RATES, rate("2.876"))

    assert (states, refused) == ([State.CHANGED], [])
    assert versions(session, "GEL", date(2020, 1, 1)) == [(1, Decimal("2.867")), (2, Decimal("2.876"))]


def test_a_rate_that_is_there_changes_nothing(session: Session, write: Written) -> None:
    states, refused = write(RATES, rate("2.867"))

    assert (states, refused) == ([State.UNCHANGED], [])
    assert versions(session, "GEL", date(2020, 1, 1)) == [(1, Decimal("2.867"))]


def test_the_highest_version_is_the_one_that_stands(write: Written) -> None:
    """BYN of April 2020 was 2.589 and is 2.598 since its second version."""
    corrected = Rate(
        RateSource.UNORE, "BYN", date(2020, 4, 1), Decimal("2.598"), published_on=date(2020, 4, 9)
    )

    assert write(RATES, corrected) == ([State.UNCHANGED], [])


def test_dollars_withdrawn_roubles_and_rates_of_nothing_are_refused(write: Written) -> None:
    _states, refused = write(
        RATES, rate("1", "USD"), rate("20000", "BYR"), rate("0", "UAH", date(2021, 1, 1))
    )

    assert [(each.change.after.currency, each.error.field) for each in refused] == [
        ("USD", "currency"),
        ("BYR", "currency"),
        ("UAH", "units_per_usd"),
    ]
