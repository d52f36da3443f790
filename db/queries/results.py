"""The results framework: nodes of the tree, indicators, and the values that stand for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from db.models.programmes import Programme
from db.models.results import (
    Actual,
    ActualStatus,
    Aggregation,
    Baseline,
    Direction,
    Indicator,
    ResultLevel,
    ResultNode,
    Sensitivity,
    Target,
    WorkPlanItem,
    WorkPlanStatus,
)
from db.queries.page import By, ListQuery, Order
from db.queries.rows import Listing, Lookup, OnlyPart, Parts, code_order, columns_of
from db.queries.visibility import of_visible_programme

_DOWNWARDS = list(ResultLevel)


@dataclass(frozen=True, slots=True)
class ResultNodeRow:
    """An objective, outcome, output or activity."""

    id: int
    programme_id: int
    code: str
    level: ResultLevel
    parent_id: int | None
    statement: str
    assumptions: str | None
    risks: str | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class ResultNodeQuery(ListQuery[ResultNodeRow]):
    """Result nodes of a programme, of one of the levels, with one of the codes."""

    row = ResultNodeRow

    programme: str | None = None
    code: tuple[str, ...] | None = None
    level: tuple[ResultLevel, ...] | None = None

    def select(self) -> Select[Any]:
        found = select(*columns_of(ResultNodeRow, ResultNode)).where(
            *of_visible_programme(self.scope, ResultNode.programme_id)
        )
        if self.programme is not None:
            found = found.where(ResultNode.programme_id.in_(_programme(self.programme)))
        if self.code is not None:
            found = found.where(ResultNode.code.in_(self.code))
        if self.level is not None:
            found = found.where(ResultNode.level.in_(self.level))
        return found

    @property
    def ordering(self) -> Order:
        return Order("resultNodes", (By(ResultNode.code), By(ResultNode.id)))


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """What is measured of a result."""

    id: int
    node_id: int
    code: str
    title: str
    definition: str
    measure: int
    unit: str
    direction: Direction
    aggregation: Aggregation
    data_source: str
    collection_method: str
    frequency: str
    responsible: str
    disaggregations: str
    sensitivity: Sensitivity
    sdg_target: str | None
    is_sample: bool

    @property
    def disaggregated_by(self) -> list[str]:
        return self.disaggregations.split()


@dataclass(frozen=True, slots=True)
class IndicatorQuery(ListQuery[IndicatorRow]):
    """Indicators of a programme, of one of the classes of sensitivity."""

    row = IndicatorRow

    programme: str | None = None
    sensitivity: tuple[Sensitivity, ...] | None = None

    def select(self) -> Select[Any]:
        found = (
            select(*columns_of(IndicatorRow, Indicator))
            .join(ResultNode, ResultNode.id == Indicator.node_id)
            .where(*of_visible_programme(self.scope, ResultNode.programme_id))
        )
        if self.programme is not None:
            found = found.where(ResultNode.programme_id.in_(_programme(self.programme)))
        if self.sensitivity is not None:
            found = found.where(Indicator.sensitivity.in_(self.sensitivity))
        return found

    @property
    def ordering(self) -> Order:
        return Order("indicators", (By(Indicator.code),))


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """Where an indicator stood before."""

    indicator_id: int
    year: int
    measured_on: date | None
    value: Decimal | None
    comment: str | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """Where an indicator shall stand."""

    indicator_id: int
    period_end: date
    value: Decimal | None
    dimension: str | None
    category: str | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class ActualRow:
    """An indicator's value for a quarter."""

    indicator_id: int
    quarter: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    dimension: str | None
    category: str | None
    evidence_ref: str
    status: ActualStatus
    provisional: bool
    comment: str | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class WorkPlanRow:
    """When an activity was planned, and when it took place."""

    activity_id: int
    planned_start: date
    planned_end: date
    actual_start: date | None
    actual_end: date | None
    status: WorkPlanStatus
    responsible: str
    remark: str | None
    is_sample: bool


def _downwards(node: ResultNodeRow) -> tuple[Any, ...]:
    return _DOWNWARDS.index(node.level), code_order(node)


def _breakdown(value: type[Target | Actual]) -> dict[str, Any]:
    """None for a value as a whole, where the table keeps an empty text."""
    return {"dimension": func.nullif(value.dimension, ""), "category": func.nullif(value.category, "")}


def _programme(code: str) -> Select[Any]:
    return select(Programme.id).where(Programme.code == code)


nodes_by_id = Lookup(ResultNodeQuery, ResultNode.id)
nodes_by_parent = Listing(ResultNodeQuery, ResultNode.parent_id, _downwards)
nodes_by_programme = Listing(ResultNodeQuery, ResultNode.programme_id, _downwards)
indicators_by_id = Lookup(IndicatorQuery, Indicator.id)
indicators_by_code = Lookup(IndicatorQuery, Indicator.code)
indicators_by_node = Listing(IndicatorQuery, Indicator.node_id, code_order)

baseline_by_indicator = OnlyPart(Parts.of(BaselineRow, Baseline))
targets_by_indicator = Parts(
    TargetRow,
    select(*columns_of(TargetRow, Target, **_breakdown(Target))).order_by(
        Target.period_end, Target.dimension, Target.category
    ),
)
actuals_by_indicator = Parts(
    ActualRow,
    select(*columns_of(ActualRow, Actual, **_breakdown(Actual))).order_by(
        Actual.quarter, Actual.dimension, Actual.category
    ),
)
work_plan_by_activity = Parts.of(WorkPlanRow, WorkPlanItem, WorkPlanItem.planned_start)
