"""Indicators against their targets. Sources: domain.md a.6 (derived), b.1 T2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from db.models.results import Aggregation, Direction, Measure, Sensitivity
from db.money import round_half_up
from db.periods import Quarter
from db.queries.progress import Measured, Value
from reports.facts import Facts
from reports.table import Cell, Column, Kind, Missing, Row, Table

ON_TRACK, MINOR_DELAY = Fraction(9, 10), Fraction(6, 10)
"""Least shares of the time-proportional target, before any rounding."""


class Progress(StrEnum):
    """How an indicator stands against the part of its target that is due by now."""

    ON_TRACK = "on track"
    MINOR_DELAY = "minor delay"
    MAJOR_DELAY = "major delay"
    NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class IndicatorProgress:
    """An indicator in a period. None: unknown, unless it is not released."""

    id: int
    code: str
    title: str
    node_code: str
    unit: str
    is_released: bool
    """False for counts of people whose figures come from releases only."""
    accumulates: bool
    """False where values of periods do not become a cumulative one."""
    baseline: Decimal | None
    target: Decimal | None
    target_due: date | None
    this_period: Fraction | None
    cumulative: Fraction | None
    achievement: Fraction | None
    """Not capped; None when it does not apply or is unknown."""
    progress: Progress


def compute(facts: Facts) -> tuple[IndicatorProgress, ...]:
    """Every indicator, in the order of the framework."""
    return tuple(_progress(indicator, facts) for indicator in facts.indicators)


def is_released(indicator: Measured) -> bool:
    """Whether its values may be shown; those of protected counts come from releases only."""
    return indicator.sensitivity is Sensitivity.C


def quarter_values(indicator: Measured) -> dict[Quarter, Fraction | None]:
    """Its values by quarter, None where one is unknown; of protected counts there are none."""
    return {value.quarter: _value_of(indicator, value) for value in _released_values(indicator)}


def _released_values(indicator: Measured) -> Sequence[Value]:
    # nothing may be derived from a protected count, wherever it came from
    return indicator.values if is_released(indicator) else ()


def _progress(indicator: Measured, facts: Facts) -> IndicatorProgress:
    end = facts.period.end
    due, target = _target(indicator, end)
    this_period = quarter_values(indicator).get(facts.period)
    cumulative = _cumulative(indicator, _released_values(indicator))
    achievement = _achievement(indicator, cumulative, target)
    progress = Progress.NOT_APPLICABLE
    if achievement is not None and due is not None:
        progress = _standing(achievement, _elapsed(facts.agreement.support_start, end, due))
    return IndicatorProgress(
        indicator.id,
        indicator.code,
        indicator.title,
        indicator.node_code,
        indicator.unit,
        is_released(indicator),
        indicator.aggregation is not Aggregation.NONE,
        indicator.baseline,
        target,
        due,
        this_period,
        cumulative,
        achievement,
        progress,
    )


def _target(indicator: Measured, end: date) -> tuple[date | None, Decimal | None]:
    """The next target that is due, or the last one when all have passed."""
    for due, value in indicator.targets:
        if due >= end:
            return due, value
    return indicator.targets[-1] if indicator.targets else (None, None)


def _value_of(indicator: Measured, value: Value) -> Fraction | None:
    if indicator.aggregation is Aggregation.WEIGHTED_AVG:
        return _weighted(indicator, [value])
    return None if value.value is None else Fraction(value.value)


def _cumulative(indicator: Measured, values: Sequence[Value]) -> Fraction | None:
    known = [Fraction(value.value) for value in values if value.value is not None]
    match indicator.aggregation:
        case Aggregation.SUM:
            return sum(known, Fraction(0)) if known else None
        case Aggregation.LATEST:
            return known[-1] if known else None
        case Aggregation.MAX:
            return max(known, default=None)
        case Aggregation.WEIGHTED_AVG:
            return _weighted(indicator, values)
        case Aggregation.NONE:
            return None


def _weighted(indicator: Measured, values: Sequence[Value]) -> Fraction | None:
    parts = [
        (Fraction(value.numerator), Fraction(value.denominator))
        for value in values
        if value.numerator is not None and value.denominator is not None
    ]
    whole = sum((denominator for _, denominator in parts), Fraction(0))
    if not whole:
        return None
    average = sum((numerator for numerator, _ in parts), Fraction(0)) / whole
    return 100 * average if indicator.measure is Measure.PERCENTAGE else average


def _achievement(indicator: Measured, cumulative: Fraction | None, target: Decimal | None) -> Fraction | None:
    if cumulative is None or target is None or indicator.aggregation is Aggregation.NONE:
        return None
    if indicator.aggregation is Aggregation.SUM:
        if indicator.direction is Direction.DOWN or not target:
            return None
        return cumulative / Fraction(target)
    if indicator.baseline is None or target == indicator.baseline:
        return None
    return (cumulative - Fraction(indicator.baseline)) / Fraction(target - indicator.baseline)


def _elapsed(start: date, end: date, due: date) -> Fraction:
    """Days gone over days given, both ends included; the whole once the target is due."""
    given = (due - start).days + 1
    return min(Fraction((end - start).days + 1, given), Fraction(1)) if given > 0 else Fraction(1)


def _standing(achievement: Fraction, elapsed: Fraction) -> Progress:
    share = achievement / elapsed
    if share >= ON_TRACK:
        return Progress.ON_TRACK
    return Progress.MINOR_DELAY if share >= MINOR_DELAY else Progress.MAJOR_DELAY


STATUS_NOTE: Final = (
    "Only verified values count. Status compares the achievement with the part of the target that is due "
    "by the period’s end: from 90 % on track, from 60 % minor delay, below that major delay."
)
COLUMNS = (
    Column("code", "Code"),
    Column("indicator", "Indicator"),
    Column("baseline", "Baseline", Kind.NUMBER),
    Column("target", "Target", Kind.NUMBER),
    Column("this_period", "This period", Kind.NUMBER),
    Column("cumulative", "Cumulative", Kind.NUMBER),
    Column("achievement", "% of target", Kind.SHARE),
    Column("status", "Status"),
)


def tabulate(found: Sequence[IndicatorProgress], facts: Facts) -> Table:
    """One row for each indicator."""
    rows = tuple(
        Row(
            one.code,
            (
                one.code,
                f"{one.title} ({one.unit})",
                known(one.baseline),
                known(one.target),
                released(one.this_period, is_released=one.is_released),
                released(one.cumulative, is_released=one.is_released)
                if one.accumulates
                else Missing.NOT_APPLICABLE,
                Missing.NOT_APPLICABLE if one.achievement is None else one.achievement,
                one.progress.value,
            ),
        )
        for one in found
    )
    return Table(
        "indicators",
        f"Indicators against their targets, {facts.period}",
        COLUMNS,
        rows,
        notes=(STATUS_NOTE,),
        empty="The programme has no indicators yet.",
    )


def known(value: Decimal | None) -> Cell:
    """A number as it was recorded; two dots without one."""
    return Missing.UNKNOWN if value is None else value


def released(value: Fraction | None, *, is_released: bool) -> Cell:
    """A value of an indicator with at most two decimals, if it may be shown."""
    if not is_released:
        return Missing.NOT_RELEASED
    if value is None:
        return Missing.UNKNOWN
    return two_decimals(value)


def two_decimals(value: Fraction) -> Decimal:
    """A value as it is printed."""
    return Decimal(round_half_up(value * 100)).scaleb(-2)
