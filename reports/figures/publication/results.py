"""Results and indicators as they are published: what each quarter brought, and what it adds up to.

A figure that is unknown or not released has its place in the table and none in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from db.models.results import Aggregation, Direction, Measure, ResultLevel
from db.periods import Quarter, quarters_between
from db.queries.progress import Measured
from reports.cells import days_text
from reports.facts import Facts
from reports.figures.indicators import IndicatorProgress, quarter_values, two_decimals
from reports.table import Cell, Column, Kind, Missing, Row, Table

_RESULT_TYPE: Final = {ResultLevel.OUTPUT: "1", ResultLevel.OUTCOME: "2", ResultLevel.OBJECTIVE: "3"}
_OTHER: Final = "9"

COLUMNS = (
    Column("result", "Result"),
    Column("result_type", "Result type code"),
    Column("statement", "Result statement"),
    Column("indicator", "Indicator"),
    Column("title", "Indicator title"),
    Column("measure", "Measure code"),
    Column("ascending", "Ascending"),
    Column("aggregates", "Adds up"),
    Column("baseline_year", "Baseline year"),
    Column("baseline", "Baseline", Kind.NUMBER),
    Column("start", "From", Kind.DATE),
    Column("end", "To", Kind.DATE),
    Column("target", "Target", Kind.NUMBER),
    Column("actual", "Actual", Kind.NUMBER),
    Column("comment", "Comment"),
)


def tabulate(found: Sequence[IndicatorProgress], facts: Facts) -> Table:
    """For each indicator its quarters up to the period, then the whole with target and cumulative value."""
    rows = [
        Row(f"{of.code}-{key}", (*_head(of, one), *cells))
        for of, one in zip(facts.indicators, found, strict=True)
        for key, cells in _periods(of, one, facts)
    ]
    return Table(
        "iati_results",
        f"Results as they are published, {facts.period}",
        COLUMNS,
        tuple(rows),
        notes=("A value that is unknown or not released is left out of the file.",),
        empty="The programme has no indicators yet.",
    )


def _head(of: Measured, one: IndicatorProgress) -> tuple[Cell, ...]:
    return (
        of.node_code,
        _RESULT_TYPE.get(of.node_level, _OTHER),
        of.node_statement,
        of.code,
        f"{of.title} ({of.unit})",
        str(int(of.measure)),
        "1" if of.direction is Direction.UP else "0",
        "1" if of.aggregation is Aggregation.SUM else "0",
        None if of.baseline_year is None else str(of.baseline_year),
        _baseline(of, one),
    )


def _baseline(of: Measured, one: IndicatorProgress) -> Cell:
    """Of people whose counts are protected it is a count like any other: the public gets none."""
    if not one.is_released:
        return Missing.NOT_RELEASED
    return _value(of, one.baseline)


def _periods(of: Measured, one: IndicatorProgress, facts: Facts) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Each quarter with a value and the report's own, then the run of days that the target is for."""
    start, last = facts.agreement.support_start, facts.period
    until = max(one.target_due or last.end, last.end)
    values = quarter_values(of)
    for quarter in quarters_between(min(Quarter.of(start), last), last):
        is_the_whole = one.accumulates and (quarter.start, quarter.end) == (start, until)
        value = values.get(quarter)
        if not is_the_whole and (value is not None or quarter == last):
            actual = _actual(of, one, None if value is None else two_decimals(value))
            yield str(quarter), (quarter.start, quarter.end, None, actual, None)
    cumulative: Cell = Missing.NOT_APPLICABLE
    if one.accumulates:
        cumulative = _actual(of, one, None if one.cumulative is None else two_decimals(one.cumulative))
    yield "whole", (start, until, _value(of, one.target), cumulative, _comment(start, last))


def _actual(of: Measured, one: IndicatorProgress, value: Decimal | None) -> Cell:
    return _value(of, value) if one.is_released else Missing.NOT_RELEASED


def _value(of: Measured, value: Decimal | None) -> Cell:
    """A qualitative indicator has no values, whatever is recorded."""
    if of.measure is Measure.QUALITATIVE:
        return Missing.NOT_APPLICABLE
    return Missing.UNKNOWN if value is None else value


def _comment(start: date, last: Quarter) -> str:
    return f"As of the reporting period’s end: {days_text(start, last.end)}"
