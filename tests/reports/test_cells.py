"""How a cell looks. Every kind of cell in every kind of column that can hold it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from db.money import Money
from reports.cells import (
    alphabetical,
    as_number,
    as_text,
    days_text,
    money_text,
    month_text,
    percent_text,
    rate_text,
    share_text,
)
from reports.table import Cell, Column, Kind, Missing

NOK = Money(1_234_567_90, "NOK")


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (NOK, Kind.MONEY, "1,234,567.90"),
        (NOK, Kind.MIXED, "NOK\u00a01,234,567.90"),
        (-NOK, Kind.MONEY, "\u22121,234,567.90"),
        (-NOK, Kind.MIXED, "NOK\u00a0\u22121,234,567.90"),
        (Money(0, "NOK"), Kind.MONEY, "0.00"),
        (Money(-5, "USD"), Kind.MIXED, "USD\u00a0\u22120.05"),
        (0, Kind.COUNT, "0"),
        (1_200, Kind.COUNT, "1,200"),
        (-3, Kind.MIXED, "\u22123"),
        (Decimal("41.60"), Kind.NUMBER, "41.6"),
        (Decimal(1000), Kind.NUMBER, "1,000"),
        (Decimal("-0.50"), Kind.NUMBER, "\u22120.5"),
        (Decimal("0.00"), Kind.NUMBER, "0"),
        (Fraction(1, 10), Kind.SHARE, "10.0%"),
        (Fraction(1, 10), Kind.MIXED, "10.0%"),
        (Decimal("9.20100000"), Kind.RATE, "9.201"),
        (Decimal("0.00001234"), Kind.RATE, "0.00001234"),
        (Decimal("1234.50000000"), Kind.RATE, "1,234.5"),
        (Fraction(740037, 7400), Kind.MONEY, "100.01"),
        (Fraction(-1, 200), Kind.MONEY, "\u22120.01"),
        (Fraction(9201, 2977), Kind.RATE, "3.090695"),
        (Fraction(1), Kind.RATE, "1"),
        (date(2019, 10, 24), Kind.DATE, "24\u00a0Oct\u00a02019"),
        (date(2020, 5, 1), Kind.MIXED, "1\u00a0May\u00a02020"),
        ("=SUM(A1)", Kind.TEXT, "=SUM(A1)"),
        ("", Kind.TEXT, ""),
        (None, Kind.MONEY, ""),
        (Missing.UNKNOWN, Kind.COUNT, ".."),
        (Missing.WITHHELD, Kind.COUNT, "s"),
        (Missing.NOT_APPLICABLE, Kind.SHARE, "n/a"),
        (Missing.NOT_RELEASED, Kind.NUMBER, "not released"),
    ],
)
def test_a_cell_as_it_is_printed(cell: Cell, kind: Kind, text: str) -> None:
    assert as_text(cell, Column("of", "Of", kind)) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction("0.099855"), "10.0%"),  # the worked quarter's line 3.2
        (Fraction("0.102183"), "10.2%"),
        (Fraction("-0.0875"), "\u22128.8%"),  # half away from zero
        (Fraction("0.0875"), "8.8%"),
        (Fraction("0.08749999"), "8.7%"),
        (Fraction("0.0004999"), "0.0%"),
        (Fraction("-0.0004999"), "0.0%"),  # no minus before a zero
        (Fraction("-0.0005"), "\u22120.1%"),
        (Fraction(12345, 10), "123,450.0%"),
        (Fraction(1), "100.0%"),
    ],
)
def test_a_share_has_one_decimal_and_rounds_half_away_from_zero(share: Fraction, text: str) -> None:
    assert share_text(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [("0.1000", "10\u00a0%"), ("0.0700", "7\u00a0%"), ("0.0850", "8.5\u00a0%"), ("0.0000", "0\u00a0%")],
)
def test_a_term_of_an_agreement_is_as_short_as_it_can_be_said(share: str, text: str) -> None:
    assert percent_text(Decimal(share)) == text


def test_a_quotient_of_rates_has_at_most_six_decimals() -> None:
    assert rate_text(Fraction(2, 3)) == "0.666667"
    assert rate_text(Fraction(1, 8)) == "0.125"


def test_amounts_and_days_in_running_text_are_held_together() -> None:
    assert money_text(NOK) == "NOK\u00a01,234,567.90"
    assert month_text(date(2019, 9, 30)) == "Sep\u00a02019"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2019, 10, 1), date(2019, 12, 31), "1 October – 31 December 2019"),
        (date(2019, 10, 1), date(2020, 3, 31), "1 October 2019 – 31 March 2020"),
    ],
)
def test_a_period_is_said_in_full_words(first: date, last: date, text: str) -> None:
    assert days_text(first, last).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (NOK, "1234567.90"),
        (7, "7"),
        (Decimal("9.201"), "9.201"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(2, 3), "0.666666666667"),
    ],
)
def test_the_number_in_a_cell(cell: Cell, number: str) -> None:
    assert as_number(cell) == Decimal(number)


@pytest.mark.parametrize("cell", [None, "7", date(2019, 10, 1), *Missing])
def test_a_cell_without_a_number_has_none_and_not_zero(cell: Cell) -> None:
    assert as_number(cell) is None


def test_names_of_every_script_sort_by_the_unicode_collation() -> None:
    names = ["Зразок", "Zeta", "Åsne", "Čas", "alpha", "ნიმუში", "Beta", "Coda"]

    assert sorted(names, key=alphabetical) == [
        *("alpha", "Åsne", "Beta", "Čas", "Coda", "Zeta"),
        *("Зразок", "ნიმუში"),
    ]
