"""Texts, codes, yes and no: what a person sees counts, and not what differs inside a computer."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.imports.choices import Choices
from db.imports.columns import Text, YesNo
from db.imports.forms import read_cell
from db.imports.misread import Misread, Read
from db.imports.reader import Cell

COUNTRIES = Choices("country", ("BY", "GE", "MD", "UA"))
LINES = Choices("budget line", ("3.1", "3.10", "4.2", "A.1"))


def read_text(value: str | Decimal | date | bool) -> Read:
    return read_cell(Text(), Cell("A1", value), None)


def read_yes_no(value: str | Decimal | bool) -> Read:
    return read_cell(YesNo(), Cell("A1", value), None)


@pytest.mark.parametrize(
    ("written", "text", "is_interpreted"),
    [
        ("Tbilisi", "Tbilisi", False),
        (" Tbilisi ", "Tbilisi", True),
        ("Tbilisi\u00a0", "Tbilisi", True),
        ("two\u202fwords", "two words", True),
        ("Tbi\u200blisi\ufeff", "Tbilisi", True),
        ("Chis\u0327ina\u0306u", "Chişinău", True),
        ("თბილისი", "თბილისი", False),
        ("first line\r\nsecond", "first line\nsecond", True),
        (Decimal(307410), "307410", True),
        (Decimal("1E+3"), "1000", True),
    ],
)
def test_a_text_is_what_a_person_sees(written: str | Decimal, text: str, is_interpreted: bool) -> None:
    assert read_text(written) == Read(text, is_interpreted)


def test_a_text_of_blanks_says_nothing() -> None:
    assert read_text("\u00a0 ") == Read(None)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a\u202eb", "a text with hidden signs that turn its direction"),
        ("a\x07b", "a text with signs that cannot be printed"),
        ("a\ue000b", "a text with signs that cannot be printed"),
        (date(2019, 2, 1), "the date 2019-02-01"),
        (True, "TRUE"),
    ],
)
def test_what_is_no_text_is_named(written: str | date | bool, found: str) -> None:
    with pytest.raises(Misread) as misread:
        read_text(written)

    assert misread.value.found == found


@given(st.text(max_size=30))
def test_a_text_read_is_read_again_as_it_is(written: str) -> None:
    try:
        once = read_text(written)
    except Misread:
        return

    assert once.value is None or read_text(once.value) == Read(once.value)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("GE", "GE"),
        ("ge", "GE"),
        (" GE\u00a0", "GE"),
        ("ВУ", "BY"),
        ("МD", "MD"),
        ("ΒΥ", "BY"),
        ("ＧＥ", "GE"),
    ],
)
def test_a_code_is_known_in_either_case_and_by_letters_that_look_alike(written: str, code: str) -> None:
    assert COUNTRIES.read(written) == Read(code, is_interpreted=written != code)


def test_an_unknown_code_is_told_the_known_ones() -> None:
    many = Choices("vendor", tuple(f"V{number}" for number in range(100)))

    with pytest.raises(Misread, match="country: BY, GE, MD, UA"):
        COUNTRIES.read("XX")
    with pytest.raises(Misread, match="a vendor of the list, such as V0"):
        many.read("W1")


def test_a_code_that_excel_made_a_number_is_known_while_it_can_be_one_only() -> None:
    assert LINES.read(Decimal("4.2")) == Read("4.2", is_interpreted=True)
    with pytest.raises(Misread, match=r"this may be 3\.1 or 3\.10: type it as a text"):
        LINES.read(Decimal("3.1"))


def test_two_codes_that_look_alike_are_not_taken_for_each_other() -> None:
    twins = Choices("code", ("ABC", "АВС"))  # the second is Cyrillic

    assert twins.read("АВС") == Read("АВС")
    with pytest.raises(Misread, match="this may be ABC or АВС"):
        twins.read("abc")


@pytest.mark.parametrize("written", ["yes", "Yes", "Y", "ja", "так", "ДА", "da", "კი", Decimal(1), True])
def test_yes_is_understood_in_the_languages_of_the_offices(written: str | Decimal | bool) -> None:
    assert read_yes_no(written).value is True


@pytest.mark.parametrize("written", ["no", "НЕТ", "ні", "nu", "არა", "nei", Decimal(0), False])
def test_no_is_understood_in_the_languages_of_the_offices(written: str | Decimal | bool) -> None:
    assert read_yes_no(written).value is False


@pytest.mark.parametrize("written", ["perhaps", Decimal(2)])
def test_what_is_neither_yes_nor_no_is_refused(written: str | Decimal) -> None:
    with pytest.raises(Misread, match="yes or no"):
        read_yes_no(written)
