"""The results framework and what is said of its indicators beside their values: the results matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.results import Actual, ActualStatus, Indicator, ResultLevel, ResultNode
from db.periods import Quarter
from db.queries.progress import framework_order


@dataclass(frozen=True, slots=True)
class Result:
    """A result of the framework."""

    code: str
    level: ResultLevel
    statement: str
    assumptions: str | None


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
class Part:
    """A verified value of one category of a breakdown."""

    quarter: Quarter
    dimension: str
    category: str
    value: Decimal | None
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a verified value."""

    is_provisional: bool
    comment: str | None


@dataclass(frozen=True, slots=True)
class Framework:
    """Results in the order of their codes, and what is known of each indicator, by its key."""

    results: Sequence[Result] = ()
    definitions: Mapping[int, Definition] = field(default_factory=dict)
    parts: Mapping[int, Sequence[Part]] = field(default_factory=dict)
    """Up to the period's end, by quarter, dimension and category."""
    remarks: Mapping[int, Remark] = field(default_factory=dict)
    """Of the period's own values."""


def framework_of(session: Session, programme_id: int, quarter: Quarter) -> Framework:
    """The framework of a programme as a report of a quarter needs it."""
    parts, remarks = _values(session, programme_id, quarter)
    return Framework(_results(session, programme_id), _definitions(session, programme_id), parts, remarks)


def _results(session: Session, programme_id: int) -> list[Result]:
    found = session.execute(
        select(ResultNode.code, ResultNode.level, ResultNode.statement, ResultNode.assumptions).where(
            ResultNode.programme_id == programme_id
        )
    )
    return sorted((Result(*row) for row in found), key=lambda result: framework_order(result.code))


def _definitions(session: Session, programme_id: int) -> dict[int, Definition]:
    found = session.execute(
        select(
            Indicator.id,
            Indicator.definition,
            Indicator.data_source,
            Indicator.collection_method,
            Indicator.frequency,
            Indicator.responsible,
            Indicator.disaggregations,
        )
        .join(ResultNode, ResultNode.id == Indicator.node_id)
        .where(ResultNode.programme_id == programme_id)
    )
    return {
        indicator_id: Definition(
            definition, source, method, frequency, responsible, tuple(dimensions.split())
        )
        for indicator_id, definition, source, method, frequency, responsible, dimensions in found
    }


def _values(
    session: Session, programme_id: int, quarter: Quarter
) -> tuple[dict[int, list[Part]], dict[int, Remark]]:
    found = session.execute(
        select(
            Actual.indicator_id,
            Actual.quarter,
            Actual.dimension,
            Actual.category,
            Actual.value,
            Actual.provisional,
            Actual.comment,
        )
        .join(Indicator, Indicator.id == Actual.indicator_id)
        .join(ResultNode, ResultNode.id == Indicator.node_id)
        .where(
            ResultNode.programme_id == programme_id,
            Actual.status == ActualStatus.VERIFIED,
            Actual.quarter <= str(quarter),
        )
        .order_by(Actual.quarter, Actual.dimension, Actual.category)
    )
    parts: dict[int, list[Part]] = defaultdict(list)
    remarks: dict[int, Remark] = {}
    for indicator_id, of, dimension, category, value, provisional, comment in found:
        if dimension:
            parts[indicator_id].append(Part(Quarter.parse(of), dimension, category, value, provisional))
        elif of == str(quarter):
            remarks[indicator_id] = Remark(provisional, comment)
    return parts, remarks
