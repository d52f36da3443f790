"""The results framework: nodes of the tree, indicators, and the values that stand for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
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
from db.queries.conditions import finds, named, one_of
from db.queries.page import ListQuery, Order
from db.queries.rows import Listing, Lookup, OnlyPart, Parts, code_order, columns_of
from db.queries.visibility import of_visible_programme

_DOWNWARDS = list(ResultLevel)


class IndicatorOrder(StrEnum):
    """In what order indicators are listed."""

    CODE = "CODE"
    CODE_DESCENDING = "CODE_DESCENDING"
    TITLE = "TITLE"
    TITLE_DESCENDING = "TITLE_DESCENDING"


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
    """Result nodes of the programmes, of one of the levels, with one of the codes."""

    row = ResultNodeRow

    programme: tuple[str, ...] | None = None
    code: tuple[str, ...] | None = None
    level: tuple[ResultLevel, ...] | None = None
    text: str | None = None

    def select(self) -> Select[Any]:
        return select(*columns_of(ResultNodeRow, ResultNode)).where(
            *of_visible_programme(self.scope, ResultNode.programme_id),
            *named(ResultNode.programme_id, Programme, self.programme),
            *one_of(ResultNode.code, self.code),
            *one_of(ResultNode.level, self.level),
            *finds(ResultNode, self.text),
        )

    @property
    def ordering(self) -> Order:
        return Order.of("resultNodes", ResultNode.code, ResultNode.id)


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
    """Indicators of the programmes, of one of the classes of sensitivity, of one of the result nodes."""

    row = IndicatorRow

    programme: tuple[str, ...] | None = None
    result: tuple[str, ...] | None = None
    """Codes of result nodes."""
    sensitivity: tuple[Sensitivity, ...] | None = None
    aggregation: tuple[Aggregation, ...] | None = None
    code: tuple[str, ...] | None = None
    text: str | None = None
    order: IndicatorOrder = IndicatorOrder.CODE

    def select(self) -> Select[Any]:
        return (
            select(*columns_of(IndicatorRow, Indicator))
            .join(ResultNode, ResultNode.id == Indicator.node_id)
            .where(
                *of_visible_programme(self.scope, ResultNode.programme_id),
                *named(ResultNode.programme_id, Programme, self.programme),
                *one_of(ResultNode.code, self.result),
                *one_of(Indicator.sensitivity, self.sensitivity),
                *one_of(Indicator.aggregation, self.aggregation),
                *one_of(Indicator.code, self.code),
                *finds(Indicator, self.text),
            )
        )

    @property
    def ordering(self) -> Order:
        return _ORDERS[self.order]


_ORDERS = {
    IndicatorOrder.CODE: Order.of("indicators", Indicator.code),
    IndicatorOrder.CODE_DESCENDING: Order.of("indicators/code-descending", Indicator.code, descending=True),
    IndicatorOrder.TITLE: Order.of("indicators/title", Indicator.title, Indicator.id),
    IndicatorOrder.TITLE_DESCENDING: Order.of(
        "indicators/title-descending", Indicator.title, Indicator.id, descending=True
    ),
}


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
    id: int
    revision: int


@dataclass(frozen=True, slots=True)
class ActualQuery(ListQuery[ActualRow]):
    """Values of the indicators of visible programmes."""

    row = ActualRow

    def select(self) -> Select[Any]:
        return (
            select(*columns_of(ActualRow, Actual, **_breakdown(Actual)))
            .join(Indicator, Indicator.id == Actual.indicator_id)
            .join(ResultNode, ResultNode.id == Indicator.node_id)
            .where(*of_visible_programme(self.scope, ResultNode.programme_id))
        )

    @property
    def ordering(self) -> Order:
        return Order.of("actuals", Actual.quarter, Actual.id)


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


nodes_by_id = Lookup(ResultNodeQuery, ResultNode.id)
nodes_by_parent = Listing(ResultNodeQuery, ResultNode.parent_id, _downwards)
nodes_by_programme = Listing(ResultNodeQuery, ResultNode.programme_id, _downwards)
indicators_by_id = Lookup(IndicatorQuery, Indicator.id)
indicators_by_code = Lookup(IndicatorQuery, Indicator.code)
indicators_by_node = Listing(IndicatorQuery, Indicator.node_id, code_order)

actuals_by_id = Lookup(ActualQuery, Actual.id)
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
