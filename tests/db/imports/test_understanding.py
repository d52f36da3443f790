"""What cells say: understood where one thing can be meant, refused where two can."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from db.imports.choices import Choices
from db.imports.columns import Amount, Code, Day, Form, Number, QuarterCode, Text, Whole, YesNo
from db.imports.forms import read_cell
from db.imports.misread import Misread, Read
from db.imports.reader import Cell, Flaw

COUNTRIES = Choices("country", ("GE", "MD", "UA", "BY"))


def read(form: Form, value: object, choices: Choices | None = None) -> Read:
    return read_cell(form, Cell("B6", value), choices)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250.00", "1250.00"),
        ("1250,5", "1250.5"),
        ("1 234 567,90", "1234567.90"),
        ("1\u00a0234\u00a0567.90", "1234567.90"),
        ("1\u202f234,5", "1234.5"),
        ("1'234.50", "1234.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("-5", "-5"),
        ("−5,25", "-5.25"),
        ("(5.00)", "-5.00"),
        ("0,125", None),
        ("1,234", None),
        ("1.234", None),
        ("12,345", None),
        ("1,23.4", None),
        ("12 34,5", None),
        ("1.2.3", None),
        ("(-5)", None),
        ("5 kr", None),
        ("12.345,6x", None),
        ("1e5", None),
        ("٣٤", None),
        ("1.001", None),
    ],
)
def test_an_amount_as_text(typed: str, amount: str | None) -> None:
    if amount is None:
        with pytest.raises(Misread):
            read(Amount(), typed)
    else:
        assert read(Amount(), typed) == Read(Decimal(amount), is_interpreted=True)


def test_a_number_that_may_be_two_is_refused_with_both() -> None:
    with pytest.raises(Misread, match=r"this may be 1\.234 or 1234"):
        read(Number(4), "1,234")


def test_more_decimals_than_money_has_are_refused_and_not_rounded() -> None:
    with pytest.raises(Misread):
        read(Amount(), Decimal("2.675"))


@given(any_of.decimals(-(10**9), 10**9, places=2))
def test_every_amount_comes_through_as_it_is_in_both_writings(amount: Decimal) -> None:
    if amount == 0:
        return
    english, norwegian = f"{amount:,.2f}", f"{amount:,.2f}".translate(str.maketrans(",.", "\u00a0,"))

    assert read(Amount(), amount).value == amount
    assert read(Amount(), english).value == read(Amount(), norwegian).value == amount


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2020-01-31", date(2020, 1, 31)),
        ("24.10.2019", date(2019, 10, 24)),
        ("24 Oct 2019", date(2019, 10, 24)),
        ("24 October 2019", date(2019, 10, 24)),
        ("24/10/2019", date(2019, 10, 24)),
        ("10/24/2019", date(2019, 10, 24)),
        ("05/05/2019", date(2019, 5, 5)),
        ("03/04/2019", None),
        ("31.02.2020", None),
        ("24 Ju 2019", None),
        ("2020-13-01", None),
        ("1820-01-01", None),
        ("soon", None),
    ],
)
def test_a_day_as_text(typed: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(Misread):
            read(Day(), typed)
    else:
        assert read(Day(), typed) == Read(day, is_interpreted=True)


def test_a_day_that_may_be_two_is_refused_with_both() -> None:
    with pytest.raises(Misread, match="this may be 2019-04-03 or 2019-03-04"):
        read(Day(), "03/04/2019")


def test_a_day_with_a_time_is_refused_and_midnight_is_a_day() -> None:
    assert read(Day(), datetime.fromisoformat("2020-01-31")) == Read(date(2020, 1, 31))
    with pytest.raises(Misread):
        read(Day(), datetime.fromisoformat("2020-01-31T08:00"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("GE", "GE"),
        (" ge ", "GE"),
        ("ВY", "BY"),
        ("М\u200bD", "MD"),
        ("ΒY", "BY"),
        ("GEO", None),
        ("Georgia", None),
    ],
)
def test_a_code_as_it_looks(typed: str, code: str | None) -> None:
    form = Code(COUNTRIES.codes)
    if code is None:
        with pytest.raises(Misread, match="GE, MD, UA, BY"):
            read(form, typed, COUNTRIES)
    else:
        assert read(form, typed, COUNTRIES).value == code


def test_a_code_that_looks_like_two_is_refused() -> None:
    twins = Choices("line", ("ab", "AB"))

    assert read(Code(twins.codes), "AB", twins).value == "AB"
    with pytest.raises(Misread):
        read(Code(twins.codes), "Ab", twins)


def test_quarters_whole_numbers_yes_and_no_and_texts() -> None:
    assert read(QuarterCode(), "Q4 2019") == Read("2019-Q4", is_interpreted=True)
    assert read(QuarterCode(), "2019-Q4") == Read("2019-Q4")
    assert read(Whole(), Decimal(12)) == Read(12)
    assert read(YesNo(), "nei") == Read(False, is_interpreted=True)
    assert read(Text(20), " Chișina\u0306u\u00a0 ").value == "Chișinău"
    for form, value in ((QuarterCode(), "2019-Q5"), (Whole(), Decimal("1.5")), (YesNo(), "maybe")):
        with pytest.raises(Misread):
            read(form, value)
    with pytest.raises(Misread, match="at most 5"):
        read(Text(5), "longer")


@pytest.mark.parametrize("flaw", list(Flaw))
def test_a_cell_without_a_value_says_what_to_do(flaw: Flaw) -> None:
    with pytest.raises(Misread, match="value"):
        read_cell(Text(), Cell("B6", None, flaw), None)
