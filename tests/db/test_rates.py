from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from db.errors import RateMissing
from db.money import Money
from db.rates import Rate, RateTable, to_reporting, to_usd

OCTOBER, NOVEMBER = date(2019, 10, 1), date(2019, 11, 1)


def rate(currency: str, first: date, units: str, version: int = 1, published: date | None = None) -> Rate:
    return Rate("UNORE", currency, first, Decimal(units), version, published)


RATES = RateTable(
    "UNORE",
    [
        rate("GEL", OCTOBER, "2.977"),
        rate("GEL", NOVEMBER, "2.95", 1, date(2019, 10, 30)),
        rate("GEL", NOVEMBER, "2.96", 2, date(2019, 11, 12)),
        Rate("MANUAL", "GEL", OCTOBER, Decimal(9)),
    ],
)


def test_a_rate_works_forward_from_its_first_day() -> None:
    assert RATES.in_force("GEL", date(2019, 10, 31)).units_per_usd == Decimal("2.977")
    assert RATES.in_force("GEL", NOVEMBER).units_per_usd == Decimal("2.96")


def test_a_rate_is_never_applied_back() -> None:
    with pytest.raises(RateMissing, match="GEL is in force on 2019-09-30"):
        RATES.in_force("GEL", date(2019, 9, 30))


def test_a_missing_currency_has_no_fallback() -> None:
    with pytest.raises(RateMissing, match="UAH is in force on 2019-11-01") as caught:
        RATES.in_force("UAH", NOVEMBER)

    assert (caught.value.currency, caught.value.on) == ("UAH", NOVEMBER)


def test_the_dollar_is_one_by_definition() -> None:
    assert RATES.in_force("USD", date(1999, 1, 1)).units_per_usd == 1


def test_a_later_version_changes_no_row_posted_before_it_was_published() -> None:
    posted_before = datetime(2019, 11, 11, 23, 59, tzinfo=UTC)
    posted_after = datetime(2019, 11, 12, 0, 0, tzinfo=UTC)

    assert RATES.in_force("GEL", NOVEMBER, posted_before).units_per_usd == Decimal("2.95")
    assert RATES.in_force("GEL", NOVEMBER, posted_after).units_per_usd == Decimal("2.96")


@pytest.mark.parametrize(
    ("amount", "currency", "tc", "rc", "usd", "nok"),
    [
        # the worked ledger of the specification
        ("18450.00", "GEL", "2.977", "9.087", "6197.51", "56316.81"),
        ("6300.00", "GEL", "2.977", "9.087", "2116.22", "19230.13"),
        ("4212.50", "EUR", "0.918", "9.087", "4588.78", "41698.24"),
        ("145000.00", "UAH", "24.197", "9.087", "5992.48", "54453.65"),
        ("3500.00", "USD", "1", "9.125", "3500.00", "31937.50"),
        ("88000.00", "MDL", "17.491", "9.201", "5031.16", "46291.69"),
        ("5125.40", "BYN", "2.109", "9.201", "2430.25", "22360.74"),
        ("-212.50", "EUR", "0.918", "9.087", "-231.48", "-2103.47"),
    ],
)
def test_both_amounts_come_from_the_transaction_with_one_rounding_each(
    amount: str, currency: str, tc: str, rc: str, usd: str, nok: str
) -> None:
    spent = Money.parse(amount, currency)

    assert to_usd(spent, Decimal(tc)) == Money.parse(usd, "USD")
    assert to_reporting(spent, Decimal(tc), Decimal(rc), "NOK") == Money.parse(nok, "NOK")
