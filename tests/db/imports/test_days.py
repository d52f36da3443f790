"""Days and quarters as offices type them: one meaning is taken, two are refused with both."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.imports.days import read_day, read_quarter
from db.imports.misread import Misread, Read

DAY = date(2019, 10, 24)


def understood(read: Callable[[object], Read], value: object) -> object:
    """The value, or None for what is refused."""
    try:
        return read(value).value
    except Misread:
        return None


@pytest.mark.parametrize(
    "written",
    [
        "2019-10-24",
        "2019/10/24",
        "2019.10.24",
        "2019-10-24T00:00:00",
        "24.10.2019",
        "24/10/2019",
        "10/24/2019",
        "24-10-2019",
        " 24.10.2019\xa0",
        "24 Oct 2019",
        "24-Oct-2019",
        "24 October 2019",
        "24th October 2019",
        "October 24, 2019",
        "Oct. 24 2019",
        "24. oktober 2019",
        "24 жовтня 2019",
        "24 октября 2019 г.",
        "24 octombrie 2019",
        "24 ოქტომბერი 2019",
        "24 OCT 2019",
        "24. 10. 2019",
        "24  October 2019",
        "24 кастрычніка 2019",
    ],
)
def test_a_text_that_can_mean_one_day_is_that_day(written: str) -> None:
    assert read_day(written) == Read(DAY, is_interpreted=True)


def test_points_stand_for_day_and_month_in_this_order() -> None:
    assert read_day("03.04.2019") == Read(date(2019, 4, 3), is_interpreted=True)


def test_a_text_that_can_mean_two_days_is_refused_naming_both() -> None:
    with pytest.raises(Misread, match="this may be 2019-04-03 or 2019-03-04"):
        read_day("03/04/2019")
    assert read_day("05/05/2019") == Read(date(2019, 5, 5), is_interpreted=True)


@pytest.mark.parametrize(
    "written",
    [
        "24.10.19",
        "31.02.2019",
        "10.24.2019",
        "2019-13-01",
        "2019-02-29",
        "24 Foo 2019",
        "soon",
        "2019",
        "2019-10",
        "October 2019",
        "24.10-2019",
        "2019-10-24 14:30",
        "1019-10-24",
        "24.10.2019-25.10.2019",
    ],
)
def test_what_is_no_certain_day_is_refused(written: str) -> None:
    with pytest.raises(Misread, match="a day such as 2020-01-31"):
        read_day(written)


def test_a_day_of_excel_is_taken_and_one_with_a_time_refused() -> None:
    assert read_day(DAY) == Read(DAY)
    with pytest.raises(Misread, match="without a time"):
        read_day(datetime.fromisoformat("2019-10-24T14:30"))


def test_a_number_is_no_day() -> None:
    with pytest.raises(Misread, match="set the format of the cell to Date"):
        read_day(Decimal(43762))


def test_a_day_far_from_every_programme_is_refused() -> None:
    with pytest.raises(Misread, match="from 1990 to 2100"):
        read_day(date(1919, 10, 24))


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_as_offices_write_it(day: date) -> None:
    for written in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d %b %Y}",
        f"{day:%d-%B-%Y}",
    ):
        assert read_day(written) == Read(day, is_interpreted=True)


@given(st.text("0123456789.-/ OctokжT:", max_size=14))
def test_no_text_fails_otherwise_than_as_misread(written: str) -> None:
    assert isinstance(understood(read_day, written), date | None)
    assert isinstance(understood(read_quarter, written), str | None)


@pytest.mark.parametrize(
    "written",
    [
        "2019-Q4",
        "2019 Q4",
        "2019Q4",
        "Q4 2019",
        "q4/2019",
        "Q4-2019",
        "4. kvartal 2019",
        "IV квартал 2019",
        "4 кв. 2019",
        "trimestrul 4 2019",
        "IV trimestru 2019",
        "2019\xa0Q4",
    ],
)
def test_a_quarter_is_understood(written: str) -> None:
    assert read_quarter(written) == Read("2019-Q4", is_interpreted=written != "2019-Q4")


def test_a_roman_number_alone_may_be_a_month() -> None:
    with pytest.raises(Misread, match="this may be a month or a quarter"):
        read_quarter("IV 2019")


@pytest.mark.parametrize(
    "written", ["Q5 2019", "2019-Q0", "Q4", "2019", "Q4 19", "VI квартал 2019", "Q4 1919"]
)
def test_what_is_no_quarter_is_refused(written: str) -> None:
    with pytest.raises(Misread, match="a quarter such as 2020-Q1"):
        read_quarter(written)
