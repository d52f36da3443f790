from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Malformed
from db.periods import Month, Quarter, quarters_between

quarters = st.builds(Quarter, st.integers(1990, 2190), st.integers(1, 4))


def test_a_quarter_has_its_first_and_last_day() -> None:
    quarter = Quarter.parse("2019-Q4")

    assert (quarter.start, quarter.end) == (date(2019, 10, 1), date(2019, 12, 31))
    assert quarter.bounds == (date(2019, 10, 1), date(2020, 1, 1))
    assert quarter.months == (Month(2019, 10), Month(2019, 11), Month(2019, 12))


def test_a_month_prints_in_two_digits() -> None:
    assert (str(Month(2019, 10)), str(Month(2020, 1))) == ("2019-10", "2020-01")


@pytest.mark.parametrize(
    "text",
    ["2019-Q5", "2019-Q0", "2019Q4", "2019-q4", " 2019-Q4", "19-Q4", "", "٢٠١٩-Q4", "1066-Q4", "2019-Q4\n"],
)
def test_anything_else_is_refused_and_the_known_form_is_named(text: str) -> None:
    with pytest.raises(Malformed, match="2019-Q4"):
        Quarter.parse(text)


@pytest.mark.parametrize(
    ("quarter", "due"),
    [
        ("2019-Q4", date(2020, 1, 30)),
        ("2020-Q1", date(2020, 4, 30)),
        ("2020-Q2", date(2020, 7, 30)),
        ("2020-Q3", date(2020, 10, 30)),
        ("2020-Q4", date(2021, 2, 1)),  # 30 January 2021 is a Saturday
        ("2021-Q4", date(2022, 1, 31)),  # 30 January 2022 is a Sunday
    ],
)
def test_a_report_is_due_thirty_days_after_and_never_at_a_weekend(quarter: str, due: date) -> None:
    assert Quarter.parse(quarter).due_on(30) == due


@given(quarters)
def test_a_quarter_reads_back_as_it_prints(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter


@given(quarters)
def test_quarters_follow_each_other_without_gap(quarter: Quarter) -> None:
    assert quarter.next.start == quarter.end + timedelta(days=1)
    assert quarter.next.previous == quarter
    assert quarter < quarter.next


@given(st.dates(date(1990, 1, 1), date(2190, 12, 31)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = Quarter.of(day)

    assert quarter.start <= day <= quarter.end


def test_a_run_of_quarters_has_both_ends() -> None:
    run = quarters_between(Quarter(2019, 3), Quarter(2020, 1))

    assert [str(quarter) for quarter in run] == ["2019-Q3", "2019-Q4", "2020-Q1"]
    assert quarters_between(Quarter(2020, 1), Quarter(2019, 4)) == []
