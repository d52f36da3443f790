"""The results matrix: every result with its indicators, quarter by quarter. Source: domain.md b.4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from db.models.results import Aggregation, ResultLevel
from db.periods import Quarter
from db.queries.framework import Result
from db.queries.progress import Measured
from reports.facts import Facts
from reports.figures import indicators
from reports.figures.indicators import IndicatorProgress, known, released, two_decimals
from reports.formulas import At, Difference, Formula, Number, Ratio, Sum
from reports.table import Cell, Column, Kind, Missing, Row, Table

RULE_OF: Final = {
    Aggregation.SUM: "Sum of the values of all quarters to date.",
    Aggregation.LATEST: "The latest verified value.",
    Aggregation.MAX: "The highest verified value to date.",
    Aggregation.WEIGHTED_AVG: "Average to date, each quarter weighted by its denominator.",
    Aggregation.NONE: "Values of quarters are not added up.",
}
"""How values of quarters become the cumulative one."""
_NOT_RELEASED: Final = "Counts of people are shown only once they are released."


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A result and one of its indicators; none: nothing measures the result yet."""

    result: Result
    is_first: bool
    """Whether the result was not named above."""
    progress: IndicatorProgress | None = None
    measured: Measured | None = None
    quarters: tuple[Fraction | None, ...] = ()
    """Of the period's year, up to the period. None: unknown, unless it is not released."""
    known_quarters: int = 0
    """Of the reported quarters, those whose value is known."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows, in the order of the framework."""

    rows: tuple[MatrixRow, ...]
    reported_quarters: int
    """Quarters up to the period in which any indicator has a value, the period itself among them."""


def compute(progress: Sequence[IndicatorProgress], facts: Facts) -> Matrix:
    """Every result above activities, and activities that are measured; progress is of every indicator."""
    reported = {value.quarter for one in facts.indicators for value in one.values} | {facts.period}
    found: dict[str, list[tuple[Measured, IndicatorProgress]]] = {}
    for measured, one in zip(facts.indicators, progress, strict=True):
        found.setdefault(measured.node_code, []).append((measured, one))
    rows: list[MatrixRow] = []
    for result in facts.results:
        of_result = found.get(result.code, [])
        if not of_result and result.level is not ResultLevel.ACTIVITY:
            rows.append(MatrixRow(result, is_first=True))
        for number, (measured, one) in enumerate(of_result):
            rows.append(_row(result, measured, one, facts, is_first=number == 0))
    return Matrix(tuple(rows), len(reported))


def _row(
    result: Result, measured: Measured, progress: IndicatorProgress, facts: Facts, *, is_first: bool
) -> MatrixRow:
    values = indicators.quarter_values(measured)
    return MatrixRow(
        result,
        is_first,
        progress,
        measured,
        tuple(values.get(quarter) for quarter in _year_to(facts.period)),
        sum(value is not None for value in values.values()),
    )


def _year_to(period: Quarter) -> tuple[Quarter, ...]:
    return tuple(Quarter(period.year, number) for number in range(1, period.number + 1))


def columns_of(facts: Facts) -> tuple[Column, ...]:
    """The columns of a period's matrix."""
    year = facts.period.year
    return (
        Column("level", "Level", spans=True),
        Column("result", "Code", spans=True),
        Column("statement", "Result statement", spans=True),
        Column("indicator", "Indicator code"),
        Column("title", "Indicator"),
        Column("unit", "Unit"),
        Column("method", "Data source and collection method"),
        Column("baseline_year", "Baseline (year)", Kind.YEAR),
        Column("baseline", "Baseline", Kind.MIXED),
        Column("target", "Target", Kind.MIXED),
        Column("due", "Target date", Kind.DATE),
        *(Column(f"q{number}", f"Q{number} {year}", Kind.MIXED) for number in range(1, 5)),
        Column("this_period", "This period", Kind.MIXED),
        Column("cumulative", "Cumulative", Kind.MIXED),
        Column("achievement", "% of target", Kind.SHARE),
        Column("status", "Status"),
        Column("assumptions", "Assumptions", spans=True),
        Column("comment", "Comment"),
    )


def tabulate(found: Matrix, facts: Facts) -> Table:
    """One row for each indicator; what belongs to the result spans its rows."""
    notes = [
        indicators.STATUS_NOTE,
        "A sum’s cumulative value is what was reached before the period and this period’s value; other "
        "cumulative values name their rule in a cell note. The share of the target is not capped.",
        *_gaps(found),
    ]
    return Table(
        "results_matrix",
        f"Results matrix, {facts.period}",
        columns_of(facts),
        tuple(_printed(row, facts) for row in found.rows),
        notes=tuple(notes),
        empty="The programme has no results framework yet.",
    )


def _gaps(found: Matrix) -> Iterator[str]:
    """Sums that lack a quarter, said once for all."""
    gaps = [
        f"{row.measured.code} {row.known_quarters} of {found.reported_quarters}"
        for row in found.rows
        if row.measured is not None
        and row.progress is not None
        and row.progress.is_released
        and row.measured.aggregation is Aggregation.SUM
        and 0 < row.known_quarters < found.reported_quarters
    ]
    if gaps:
        yield f"Quarters known where the sum to date lacks some: {', '.join(gaps)}."


def _printed(row: MatrixRow, facts: Facts) -> Row:
    result = row.result
    of_result: tuple[Cell, ...] = (
        (result.level.value.capitalize(), result.code, result.statement) if row.is_first else (None,) * 3
    )
    assumptions: Cell = (result.assumptions or Missing.UNKNOWN) if row.is_first else None
    one, measured = row.progress, row.measured
    if one is None or measured is None:
        cells: tuple[Cell, ...] = (None, "No indicator yet", *(None,) * 14)
        return Row(result.code, (*of_result, *cells, assumptions, None))
    this_period = released(one.this_period, is_released=one.is_released)
    cumulative: Cell = Missing.NOT_APPLICABLE
    if one.accumulates or not one.is_released:
        cumulative = released(one.cumulative, is_released=one.is_released)
    return Row(
        one.code,
        (
            *of_result,
            one.code,
            one.title,
            one.unit,
            _method(measured),
            Missing.UNKNOWN if measured.baseline_year is None else measured.baseline_year,
            known(one.baseline),
            known(one.target),
            one.target_due or Missing.UNKNOWN,
            *_quarters(row, facts, is_released=one.is_released),
            this_period,
            cumulative,
            Missing.NOT_APPLICABLE if one.achievement is None else one.achievement,
            one.progress.value,
            assumptions,
            _comment(measured, facts) if one.is_released else _NOT_RELEASED,
        ),
        formulas=_formulas(one, measured, facts),
        notes={}
        if measured.aggregation is Aggregation.SUM
        else {"cumulative": RULE_OF[measured.aggregation]},
    )


def _formulas(one: IndicatorProgress, measured: Measured, facts: Facts) -> Mapping[str, Formula]:
    """What a spreadsheet can derive from the printed cells; nothing of what is not released."""
    found: dict[str, Formula] = {}
    if not one.is_released or one.cumulative is None:
        return found
    if one.this_period is not None:
        found["this_period"] = At(f"q{facts.period.number}")
        before = _exact(one.cumulative - one.this_period)
        if (
            measured.aggregation is Aggregation.SUM
            and before is not None
            and _exact(one.this_period) is not None
        ):
            found["cumulative"] = Sum(Number(before), "this_period")
    if one.achievement is not None and _exact(one.cumulative) is not None:
        # a rounded cell would give another share than the value does
        found["achievement"] = (
            Ratio("cumulative", "target")
            if measured.aggregation is Aggregation.SUM
            else Ratio(Difference("cumulative", "baseline"), Difference("target", "baseline"))
        )
    return found


def _exact(value: Fraction) -> Decimal | None:
    """A value as it is printed, where printing takes nothing from it."""
    printed = two_decimals(value)
    return printed if printed == value else None


def _quarters(row: MatrixRow, facts: Facts, *, is_released: bool) -> tuple[Cell, ...]:
    """The year's quarters; nothing belongs in those before the support began and after the period."""
    year, start = facts.period.year, facts.agreement.support_start
    cells = (
        None if Quarter(year, number).end < start else released(value, is_released=is_released)
        for number, value in enumerate(row.quarters, start=1)
    )
    return (*cells, *(None,) * (4 - len(row.quarters)))


def _method(measured: Measured) -> str:
    return f"{measured.definition.data_source}; {measured.definition.collection_method.lower()}"


def _comment(measured: Measured, facts: Facts) -> Cell:
    """What is said of the period's own value."""
    for value in measured.values:
        if value.quarter == facts.period:
            said = ("Provisional." if value.is_provisional else "", value.comment or "")
            return " ".join(part for part in said if part) or None
    return None
