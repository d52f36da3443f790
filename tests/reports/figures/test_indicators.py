"""Indicators against their targets: aggregation, achievement, status. Source: domain.md a.6.

The support begins on 1 July 2019. A target of 30 June 2020 is due 366 days later, both days counted,
of which 184 have gone by the end of 2019.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from db.models.results import Aggregation, Direction, Measure, ResultLevel, Sensitivity
from db.periods import Quarter
from db.queries.progress import Definition, Measured, Value
from reports.cells import as_text
from reports.figures import indicators
from reports.figures.indicators import IndicatorProgress, Progress
from tests.reports.figures.facts import stated

PLAIN = Measured(
    id=1,
    code="OP1.1-1",
    title="Regional events",
    node_code="OP1.1",
    node_level=ResultLevel.OUTPUT,
    node_statement="Regional conferences held",
    measure=Measure.UNIT,
    unit="events",
    direction=Direction.UP,
    aggregation=Aggregation.SUM,
    sensitivity=Sensitivity.C,
    definition=Definition("What it is", "Records", "Count by hand", "Quarterly", "A unit", ("SEX",)),
    baseline=Decimal(0),
    baseline_year=2018,
    targets=((date(2020, 6, 30), Decimal(10)),),
    values=(),
)


def values(of: Mapping[str, str | None]) -> tuple[Value, ...]:
    """Of quarters: a number, two numbers `3/4`, or None for one without a number."""
    found = []
    for quarter, text in of.items():
        whole, parts = (None, text.split("/")) if text and "/" in text else (text, None)
        numerator, denominator = map(Decimal, parts) if parts else (None, None)
        found.append(Value(Quarter.parse(quarter), Decimal(whole) if whole else None, numerator, denominator))
    return tuple(found)


def progress(of: Measured, period: str = "2019-Q4") -> IndicatorProgress:
    facts = replace(stated("").at(period), indicators=[of])
    [found] = indicators.compute(facts)
    return found


def printed(of: Measured, period: str = "2019-Q4") -> dict[str, str]:
    facts = replace(stated("").at(period), indicators=[of])
    table = indicators.tabulate(indicators.compute(facts), facts)
    return {
        column.key: as_text(cell, column)
        for column, cell in zip(table.columns, table.rows[0].cells, strict=True)
    }


@pytest.mark.parametrize(
    ("aggregation", "cumulative", "achievement"),
    [
        (Aggregation.SUM, Fraction(9), Fraction(9, 10)),  # over the target, whatever the baseline
        (Aggregation.LATEST, Fraction(3), Fraction(1, 8)),  # (3 - 2) over (10 - 2)
        (Aggregation.MAX, Fraction(5), Fraction(3, 8)),
        (Aggregation.NONE, None, None),
    ],
)
def test_each_aggregation_has_its_cumulative_value_and_its_achievement(
    aggregation: Aggregation, cumulative: Fraction | None, achievement: Fraction | None
) -> None:
    found = progress(
        replace(
            PLAIN,
            aggregation=aggregation,
            baseline=Decimal(2),
            values=values({"2019-Q3": "1", "2019-Q4": "5", "2020-Q1": "3"}),
        ),
        "2020-Q1",
    )

    assert found.this_period == 3
    assert found.cumulative == cumulative
    assert found.achievement == achievement


def test_a_weighted_average_is_the_sum_of_its_parts_over_the_sum_of_their_wholes() -> None:
    share = replace(
        PLAIN,
        aggregation=Aggregation.WEIGHTED_AVG,
        measure=Measure.PERCENTAGE,
        baseline=Decimal(10),
        targets=((date(2020, 6, 30), Decimal(60)),),
        values=values({"2019-Q3": "1/4", "2019-Q4": "9/16"}),
    )

    found = progress(share)
    assert found.this_period == Fraction(900, 16)
    assert found.cumulative == 50  # 10 of 20, not the mean of 25 and 56.25
    assert found.achievement == Fraction(4, 5)  # (50 - 10) over (60 - 10)
    assert progress(replace(share, measure=Measure.UNIT)).cumulative == Fraction(1, 2)
    assert progress(replace(share, values=values({"2019-Q4": "0/0"}))).cumulative is None


def test_less_is_better_where_the_direction_is_down() -> None:
    falling = replace(
        PLAIN,
        direction=Direction.DOWN,
        aggregation=Aggregation.LATEST,
        baseline=Decimal(50),
        targets=((date(2020, 6, 30), Decimal(20)),),
        values=values({"2019-Q4": "35"}),
    )

    assert progress(falling).achievement == Fraction(1, 2)  # -15 over -30
    summed = replace(falling, aggregation=Aggregation.SUM)
    assert (progress(summed).cumulative, progress(summed).achievement) == (Fraction(35), None)
    assert printed(summed)["achievement"] == "n/a"


def test_there_is_no_achievement_where_the_target_is_the_baseline_or_either_is_unknown() -> None:
    level = replace(
        PLAIN, aggregation=Aggregation.LATEST, baseline=Decimal(2), values=values({"2019-Q4": "5"})
    )

    for without in (
        replace(level, baseline=Decimal(10)),
        replace(level, baseline=None),
        replace(level, targets=()),
        replace(level, targets=((date(2020, 6, 30), None),)),
        replace(level, values=()),
    ):
        assert progress(without).achievement is None
        assert progress(without).progress is Progress.NOT_APPLICABLE
    assert progress(replace(PLAIN, baseline=None, values=values({"2019-Q4": "5"}))).achievement == Fraction(
        1, 2
    )


def test_unknown_prints_otherwise_than_not_applicable_and_zero() -> None:
    unknown = printed(replace(PLAIN, baseline=None, targets=()))
    zero = printed(replace(PLAIN, values=values({"2019-Q4": "0"})))
    single = printed(
        replace(PLAIN, aggregation=Aggregation.NONE, values=values({"2019-Q3": "4", "2019-Q4": None}))
    )

    assert list(unknown.values())[2:] == ["..", "..", "..", "..", "n/a", "n/a"]
    assert list(zero.values())[2:] == ["0", "10", "0", "0", "0.0%", "major delay"]
    assert (single["this_period"], single["cumulative"]) == ("..", "n/a")


def test_what_was_known_before_stands_when_the_period_has_no_value() -> None:
    found = printed(replace(PLAIN, values=values({"2019-Q3": "4"})))

    assert (found["this_period"], found["cumulative"], found["achievement"]) == ("..", "4", "40.0%")


@pytest.mark.parametrize("sensitivity", [Sensitivity.A, Sensitivity.B])
def test_counts_of_people_print_as_not_released_and_nothing_is_derived_from_them(
    sensitivity: Sensitivity,
) -> None:
    protected = replace(PLAIN, sensitivity=sensitivity, values=values({"2019-Q4": "3"}))
    found, shown = progress(protected), printed(protected)

    assert (found.this_period, found.cumulative, found.achievement) == (None, None, None)
    assert (shown["this_period"], shown["cumulative"]) == ("not released", "not released")
    assert (shown["achievement"], shown["status"]) == ("n/a", "n/a")


TARGETS = (
    (date(2019, 12, 31), Decimal(10)),
    (date(2020, 6, 30), Decimal(20)),
)


@pytest.mark.parametrize(
    ("period", "target"),
    [("2019-Q3", 10), ("2019-Q4", 10), ("2020-Q1", 20), ("2020-Q2", 20), ("2020-Q4", 20)],
)
def test_the_next_target_that_is_due_counts_and_then_the_last_one(period: str, target: int) -> None:
    assert progress(replace(PLAIN, targets=TARGETS), period).target == target


def due(achieved: str, on: date) -> Progress:
    """The status of a target of 1 when so much of it is reached at the end of 2019."""
    return progress(
        replace(PLAIN, targets=((on, Decimal(1)),), values=values({"2019-Q4": achieved}))
    ).progress


@pytest.mark.parametrize(
    ("achieved", "status"),
    [
        ("0.9", Progress.ON_TRACK),
        ("0.8999", Progress.MINOR_DELAY),
        ("0.6", Progress.MINOR_DELAY),
        ("0.5999", Progress.MAJOR_DELAY),
        ("-0.1", Progress.MAJOR_DELAY),
        ("7", Progress.ON_TRACK),
    ],
)
def test_the_thresholds_themselves_are_reached_before_any_rounding(achieved: str, status: Progress) -> None:
    assert due(achieved, date(2019, 12, 31)) is status


def test_the_elapsed_share_counts_both_days() -> None:
    # 184 days of 368 have gone at the end of 2019 when the target is due on 2 July 2020: one half
    assert due("0.45", date(2020, 7, 2)) is Progress.ON_TRACK
    assert due("0.4499", date(2020, 7, 2)) is Progress.MINOR_DELAY
    assert due("0.3", date(2020, 7, 2)) is Progress.MINOR_DELAY
    assert due("0.2999", date(2020, 7, 2)) is Progress.MAJOR_DELAY


def test_a_target_that_has_passed_is_due_whole_and_no_more_than_that() -> None:
    passed = replace(PLAIN, targets=((date(2019, 9, 30), Decimal(10)),), values=values({"2019-Q3": "9"}))

    assert progress(passed, "2020-Q4").progress is Progress.ON_TRACK
    assert progress(passed, "2020-Q4").achievement == Fraction(9, 10)


def test_an_achievement_is_not_capped() -> None:
    assert printed(replace(PLAIN, values=values({"2019-Q4": "25"})))["achievement"] == "250.0%"


def test_values_print_with_at_most_two_decimals() -> None:
    found = printed(replace(PLAIN, values=values({"2019-Q4": "41.665"})))

    assert (found["this_period"], found["target"]) == ("41.67", "10")
