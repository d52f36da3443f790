from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import CurrencyMismatch, Malformed
from db.money import Money, minor_units, round_half_up

amounts = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("exact", "whole"),
    [("0.5", 1), ("-0.5", -1), ("1.49999999", 1), ("2.5", 3), ("-2.5", -3), ("267.5", 268), ("-267.5", -268)],
)
def test_halves_round_away_from_zero(exact: str, whole: int) -> None:
    assert round_half_up(Decimal(exact)) == whole


def test_two_currencies_cannot_be_added_or_compared() -> None:
    kroner, dollars = Money(100, "NOK"), Money(100, "USD")

    with pytest.raises(CurrencyMismatch, match="NOK and USD"):
        _ = kroner + dollars
    with pytest.raises(CurrencyMismatch):
        _ = kroner < dollars


def test_an_amount_is_read_with_at_most_two_decimals() -> None:
    assert Money.parse("-1,234.5", "NOK") == Money(-123450, "NOK")
    for text in ("1.005", "1e400", "twelve", "", "NaN", "Infinity"):
        with pytest.raises(Malformed, match="amount of money"):
            Money.parse(text, "NOK")


def test_an_amount_in_major_units_is_whole_minor_ones_or_refused() -> None:
    assert [minor_units(Decimal(text)) for text in ("12.34", "-0.05", "1e3", "0", "7.1000")] == [
        12_34,
        -5,
        1_000_00,
        0,
        7_10,
    ]
    for text in ("0.001", "1." + "0" * 40 + "1", "1e-999999999"):
        with pytest.raises(ValueError, match="more than 2 decimals"):
            minor_units(Decimal(text))


def test_an_amount_prints_with_its_code_and_two_decimals() -> None:
    assert str(Money(-123456789, "NOK")) == "NOK -1,234,567.89"
    assert Money(5, "NOK").amount == Decimal("0.05")


def test_a_share_of_an_amount_is_rounded_once() -> None:
    # 7 % of 270,185.29 is 18,912.9703
    assert Money(27018529, "NOK").share(Decimal("0.07")) == Money(1891297, "NOK")


def test_a_share_of_nothing_is_unknown_to_division() -> None:
    assert Money(5, "NOK").over(Money(0, "NOK")) is None
    assert Money(5, "NOK").over(Money(10, "NOK")) == Fraction(1, 2)


def test_an_amount_splits_by_largest_remainder_and_ties_go_first() -> None:
    hundred = Money(10000, "NOK")

    assert [part.minor for part in hundred.allocate([1, 1, 1])] == [3334, 3333, 3333]
    assert [part.minor for part in Money(-10000, "NOK").allocate([1, 1, 1])] == [-3334, -3333, -3333]


def test_an_amount_is_not_split_by_nothing() -> None:
    for weights in ([], [0, 0], [1, -1]):
        with pytest.raises(ValueError, match="weights"):
            Money(1, "NOK").allocate(weights)


@given(amounts, st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any))
def test_the_parts_of_a_split_add_up_exactly(minor: int, weights: list[int]) -> None:
    parts = Money(minor, "NOK").allocate(weights)

    assert sum(part.minor for part in parts) == minor


@given(amounts, amounts)
def test_adding_and_taking_away_again_changes_nothing(left: int, right: int) -> None:
    assert Money(left, "NOK") + Money(right, "NOK") - Money(right, "NOK") == Money(left, "NOK")
