"""Indicators with their definitions, baselines, targets and verified values, as a report needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.results import (
    Actual,
    ActualStatus,
    Aggregation,
    Baseline,
    Direction,
    Indicator,
    Measure,
    ResultLevel,
    ResultNode,
    Sensitivity,
    Target,
)
from db.periods import Quarter


@dataclass(frozen=True, slots=True)
class Definition:
    """How an indicator is measured, by whom and how often."""

    definition: str
    data_source: str
    collection_method: str
    frequency: str
    responsible: str
    disaggregations: tuple[str, ...]
    """The dimensions it should be broken down by."""


@dataclass(frozen=True, slots=True)
class Value:
    """A verified value of an indicator for a quarter; a weighted average keeps its two parts."""

    quarter: Quarter
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    is_provisional: bool = False
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A verified value of one category of a breakdown."""

    quarter: Quarter
    dimension: str
    category: str
    value: Decimal | None
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator and everything that was verified about it up to a quarter."""

    id: int
    code: str
    title: str
    node_code: str
    node_level: ResultLevel
    node_statement: str
    measure: Measure
    unit: str
    direction: Direction
    aggregation: Aggregation
    sensitivity: Sensitivity
    definition: Definition
    baseline: Decimal | None
    baseline_year: int | None
    targets: tuple[tuple[date, Decimal | None], ...]
    """Undisaggregated, by the day they are due."""
    values: tuple[Value, ...]
    """Undisaggregated and verified, by quarter."""
    parts: tuple[Part, ...] = ()
    """Verified breakdowns, by quarter, dimension and category."""


def measured_until(session: Session, programme_id: int, last: Quarter) -> list[Measured]:
    """Every indicator of a programme, in the order of the framework's codes."""
    rows = session.execute(
        select(
            Indicator, ResultNode.code, ResultNode.level, ResultNode.statement, Baseline.value, Baseline.year
        )
        .join(ResultNode, ResultNode.id == Indicator.node_id)
        .outerjoin(Baseline, Baseline.indicator_id == Indicator.id)
        .where(ResultNode.programme_id == programme_id)
    )
    targets = _targets(session, programme_id)
    values, parts = _verified(session, programme_id, last)
    found = [
        Measured(
            indicator.id,
            indicator.code,
            indicator.title,
            node_code,
            level,
            statement,
            Measure(indicator.measure),
            indicator.unit,
            indicator.direction,
            indicator.aggregation,
            indicator.sensitivity,
            _definition(indicator),
            baseline,
            year,
            tuple(targets.get(indicator.id, ())),
            tuple(values[indicator.id]),
            tuple(parts[indicator.id]),
        )
        for indicator, node_code, level, statement, baseline, year in rows
    ]
    return sorted(found, key=lambda one: (framework_order(one.node_code), one.code))


def _definition(indicator: Indicator) -> Definition:
    return Definition(
        indicator.definition,
        indicator.data_source,
        indicator.collection_method,
        indicator.frequency,
        indicator.responsible,
        tuple(indicator.disaggregations.split()),
    )


def framework_order(code: str) -> tuple[tuple[int, ...], str]:
    """`OBJ`, then `OC1`, `OP1.1`, `OP1.2`, then `OC2`: every result below its outcome."""
    numbers = tuple(
        int(part) for part in code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").split(".") if part.isdigit()
    )
    return numbers, code


def _targets(session: Session, programme_id: int) -> Mapping[int, list[tuple[date, Decimal | None]]]:
    found = session.execute(
        select(Target.indicator_id, Target.period_end, Target.value)
        .join(Indicator, Indicator.id == Target.indicator_id)
        .join(ResultNode, ResultNode.id == Indicator.node_id)
        .where(ResultNode.programme_id == programme_id, Target.dimension == "")
        .order_by(Target.period_end)
    )
    by_indicator: dict[int, list[tuple[date, Decimal | None]]] = defaultdict(list)
    for indicator_id, period_end, value in found:
        by_indicator[indicator_id].append((period_end, value))
    return by_indicator


def _verified(
    session: Session, programme_id: int, last: Quarter
) -> tuple[Mapping[int, list[Value]], Mapping[int, list[Part]]]:
    """Values of the whole and of its parts, by indicator."""
    found = session.execute(
        select(
            Actual.indicator_id,
            Actual.quarter,
            Actual.dimension,
            Actual.category,
            Actual.value,
            Actual.numerator,
            Actual.denominator,
            Actual.provisional,
            Actual.comment,
        )
        .join(Indicator, Indicator.id == Actual.indicator_id)
        .join(ResultNode, ResultNode.id == Indicator.node_id)
        .where(
            ResultNode.programme_id == programme_id,
            Actual.status == ActualStatus.VERIFIED,
            Actual.quarter <= str(last),
        )
        .order_by(Actual.quarter, Actual.dimension, Actual.category)
    )
    values: dict[int, list[Value]] = defaultdict(list)
    parts: dict[int, list[Part]] = defaultdict(list)
    for indicator_id, of, dimension, category, value, numerator, denominator, provisional, comment in found:
        quarter = Quarter.parse(of)
        if dimension:
            parts[indicator_id].append(Part(quarter, dimension, category, value, provisional))
        else:
            values[indicator_id].append(Value(quarter, value, numerator, denominator, provisional, comment))
    return values, parts
