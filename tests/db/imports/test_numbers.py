"""Numbers as offices type them: one meaning is taken, two are refused with both."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.imports.misread import Misread, Read
from db.imports.numbers import read_amount, read_number, read_percentage


def number(value: object, places: int = 4) -> Read:
    return read_number(value, places, "a number")


def understood(value: object) -> object:
    """The number, or None for what is refused."""
    try:
        return number(value).value
    except Misread:
        return None


def refused(value: object) -> str:
    """What is expected in place of a value."""
    with pytest.raises(Misread) as misread:
        number(value)
    return misread.value.expected


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", "5"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("0,123", "0.123"),
        ("1234,567", "1234.567"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.567", "1234.567"),
        ("1 234 567,90", "1234567.90"),
        ("1\u00a0234\u00a0567,90", "1234567.90"),
        ("1\u202f234,5", "1234.5"),
        ("1 234", "1234"),
        ("1'234.50", "1234.50"),
        ("1’234’567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234.567,891", "1234567.891"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("- 5,5", "-5.5"),
        ("(5.00)", "-5"),
        (" 7 ", "7"),
        ("+5", "5"),
    ],
)
def test_a_number_typed_as_text_is_understood_where_it_can_mean_one_only(written: str, value: str) -> None:
    assert number(written) == Read(Decimal(value), is_interpreted=True)


@pytest.mark.parametrize(
    ("written", "one", "other"),
    [
        ("1,234", "1.234", "1234"),
        ("1.234", "1.234", "1234"),
        ("-12,500", "-12.500", "-12500"),
        ("(999.000)", "-999.000", "-999000"),
    ],
)
def test_a_number_that_can_mean_two_is_refused_naming_both(written: str, one: str, other: str) -> None:
    assert refused(written) == f"a number; this may be {one} or {other}"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "five",
        "1,2,3",
        "1 23",
        "12 34",
        "1.2.3",
        "1,23,456",
        "1.234,567.8",
        "1 234'567",
        "5-",
        "--5",
        "(-5)",
        "(5",
        "5)",
        "1e5",
        ".5",
        "5.",
        "٣",
        "１２",
        "1 2345",
        "NaN",
        "0x1F",
        "1/2",
        "9" * 50,
    ],
)
def test_what_is_no_certain_number_is_refused(written: str) -> None:
    assert refused(written) == "a number"


@given(st.integers(-(10**12), 10**12), st.sampled_from([" ", "\u00a0", "'", ","]))
def test_a_grouped_amount_with_two_decimals_is_that_amount(minor: int, separator: str) -> None:
    amount = Decimal(minor).scaleb(-2)
    written = f"{amount:,.2f}".replace(",", separator)

    assert read_amount(written, "NOK") == Read(amount, is_interpreted=True)


@given(st.integers(-(10**12), 10**12))
def test_an_amount_with_points_for_thousands_and_a_comma_is_that_amount(minor: int) -> None:
    amount = Decimal(minor).scaleb(-2)
    swapped = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))

    assert read_amount(swapped, "NOK") == Read(amount, is_interpreted=True)


@given(st.text("0123456789.,' -()", max_size=12))
def test_no_text_of_digits_and_separators_fails_otherwise_than_as_misread(written: str) -> None:
    assert understood(written) is None or isinstance(understood(written), Decimal)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (Decimal("12.10"), "12.10"),
        (Decimal("-0.07"), "-0.07"),
        (Decimal("1E+3"), "1000"),
        ("NOK 1 234,50", "1234.50"),
        ("1 234,50 kr", "1234.50"),
        ("-5,00 kr.", "-5.00"),
        ("nok 5", "5"),
    ],
)
def test_an_amount_may_name_its_currency(written: str | Decimal, amount: str) -> None:
    read = read_amount(written, "NOK")

    assert read == Read(Decimal(amount), is_interpreted=isinstance(written, str))


@pytest.mark.parametrize("written", ["5 EUR", "€ 5", "$5.00", "5 ₴", "NOK 5 NOK", "about 5", "5 kg", "12.5%"])
def test_an_amount_of_something_else_is_refused(written: str) -> None:
    with pytest.raises(Misread, match="NOK"):
        read_amount(written, "NOK")


@pytest.mark.parametrize("written", ["5 kr", "NOK 5", "€ 5", "12.5%"])
def test_an_amount_whose_currency_is_not_known_names_none(written: str) -> None:
    with pytest.raises(Misread, match=r"an amount such as 1250\.00, .* and nothing else"):
        read_amount(written, None)


@pytest.mark.parametrize("written", [Decimal("12.345"), "1 000,005"])
def test_an_amount_is_never_rounded(written: str | Decimal) -> None:
    with pytest.raises(Misread, match="at most two decimals"):
        read_amount(written, "NOK")
    assert read_amount(Decimal("12.500"), "NOK").value == Decimal("12.5")


def test_an_amount_beyond_all_budgets_is_refused_with_the_limit() -> None:
    with pytest.raises(Misread, match="below 10,000,000,000,000"):
        read_amount(Decimal("1E+13"), "NOK")
    assert read_amount(Decimal("9999999999999.99"), "NOK").value == Decimal("9999999999999.99")


def test_a_number_that_its_column_cannot_hold_is_refused() -> None:
    with pytest.raises(Misread, match="below 10,000,000,000"):
        number(Decimal("1E+10"), places=8)
    assert number(Decimal("9999999999.99999999"), places=8).value == Decimal("9999999999.99999999")


def test_decimals_beyond_those_of_the_column_are_refused() -> None:
    assert number(Decimal("9.0875")) == Read(Decimal("9.0875"))
    assert number(Decimal("9.08750")) == Read(Decimal("9.08750"))
    assert refused(Decimal("9.08751")) == "a number"


def test_per_cent_are_counted_in_a_hundred() -> None:
    assert read_percentage(Decimal("12.5"), 2, "") == Read(Decimal("12.5"))
    assert read_percentage("12,5 %", 2, "") == Read(Decimal("12.5"), is_interpreted=True)
    assert read_percentage("12.5%", 2, "") == Read(Decimal("12.5"), is_interpreted=True)
    with pytest.raises(Misread):
        read_percentage("%", 2, "per cent")


@pytest.mark.parametrize(("value", "found"), [(date(2019, 10, 24), "the date 2019-10-24"), (True, "TRUE")])
def test_days_and_truths_are_no_numbers(value: object, found: str) -> None:
    with pytest.raises(Misread) as misread:
        number(value)

    assert misread.value.found == found
