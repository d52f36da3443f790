"""The results framework: nodes, indicators, baselines, targets, actuals, work plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from db.models.results import (
    ActualStatus,
    Aggregation,
    Direction,
    Measure,
    ResultLevel,
    Sensitivity,
    WorkPlanStatus,
)
from db.periods import Quarter
from db.queries import programmes as programme_queries
from db.queries import results as queries
from resolvers import results as answers
from schema.common import SAMPLE, by_code, field, member_type, output_type, relation
from schema.connections import Connection, connection
from schema.filters import IndicatorFilter, ResultNodeFilter
from schema.node import Node, node
from schema.programmes import Programme

TheResultNode: TypeAlias = Annotated["ResultNode", strawberry.lazy("schema.results")]
TheIndicator: TypeAlias = Annotated["Indicator", strawberry.lazy("schema.results")]

DIMENSION = "What it is broken down by; null for the value as a whole."
CATEGORY = "The category of the breakdown; null for the value as a whole."


@output_type
class WorkPlanItem:
    """When an activity was planned, and when it took place."""

    planned_start: date = field("The first day planned.")
    planned_end: date = field("The last day planned.")
    actual_start: date | None = field("The first day, once it has begun.")
    actual_end: date | None = field("The last day, once it has ended.")
    status: WorkPlanStatus = field("How far it has come.")
    responsible: str = field("The role that carries it out.")
    remark: str | None = field("What is worth saying about it.")
    is_sample: bool = field(SAMPLE)


@node(queries.ResultNodeRow, queries.nodes_by_id)
class ResultNode(Node):
    """An objective, outcome, output or activity of a results framework, which is a tree."""

    code: str = field("Its key in the programme: `OP1.1`.")
    level: ResultLevel = field("Where in the framework it stands.")
    statement: str = field("What shall be reached or done.")
    assumptions: str | None = field("What must hold for it.")
    risks: str | None = field("What may prevent it.")
    programme: Programme = relation(
        programme_queries.programmes_by_id, key="programme_id", description="The programme it belongs to."
    )
    parent: TheResultNode | None = relation(
        queries.nodes_by_id,
        key="parent_id",
        description="The node it contributes to; null for the objective.",
    )
    children: list[TheResultNode] = relation(
        queries.nodes_by_parent, key="id", many=True, description="The nodes that contribute to it, by code."
    )
    indicators: list[TheIndicator] = relation(
        queries.indicators_by_node, key="id", many=True, description="What is measured of it, by code."
    )
    work_plan: list[WorkPlanItem] = relation(
        queries.work_plan_by_activity,
        key="id",
        many=True,
        description="When it was planned and took place, by planned start; for activities.",
    )
    is_sample: bool = field(SAMPLE)


@output_type
class Baseline:
    """Where an indicator stood before the programme."""

    year: int = field("The year it stands for.")
    measured_on: date | None = field("The day it was measured, where that is known.")
    value: Decimal | None = field("The value; null for a qualitative indicator.")
    comment: str | None = field("What is worth saying about it.")
    is_sample: bool = field(SAMPLE)


@output_type
class Target:
    """Where an indicator shall stand at the end of a period."""

    period_end: date = field("The last day of the period.")
    value: Decimal | None = field("The value; null for a qualitative indicator.")
    dimension: str | None = field(DIMENSION)
    category: str | None = field(CATEGORY)
    is_sample: bool = field(SAMPLE)


@member_type(lambda shown: type(shown) is queries.ActualRow)
class Actual:
    """An indicator's value for a quarter."""

    quarter: Quarter = field("The quarter.")
    value: Decimal | None = field("The value; null for a qualitative indicator.")
    numerator: Decimal | None = field("What the value is a share of: the part. For weighted averages.")
    denominator: Decimal | None = field("What the value is a share of: the whole. For weighted averages.")
    dimension: str | None = field(DIMENSION)
    category: str | None = field(CATEGORY)
    evidence_ref: str = field("Where the evidence lies.")
    status: ActualStatus = field("Whether it counts.")
    provisional: bool = field("Whether it may still change.")
    comment: str | None = field("What is worth saying about it.")
    revision: int = field("Counts how often it was edited.")
    is_sample: bool = field(SAMPLE)


@node(queries.IndicatorRow, queries.indicators_by_id)
class Indicator(Node):
    """What is measured of a result, and how its values add up."""

    code: str = field("Stable, human-readable key.")
    title: str = field("Its title.")
    definition: str = field("What is counted, and what is not.")
    measure: Measure = field("How it is measured.")
    unit: str = field("The unit of its values.")
    direction: Direction = field("Which way is better.")
    aggregation: Aggregation = field("How the values of periods become a cumulative value.")
    data_source: str = field("Where its values come from.")
    collection_method: str = field("How they are collected.")
    frequency: str = field("How often.")
    responsible: str = field("The role that collects them.")
    disaggregated_by: list[str] = field("The dimensions that its values are broken down by: `SEX`.")
    sensitivity: Sensitivity = field("Whom it counts.")
    sdg_target: str | None = field("The target of the Sustainable Development Goals that it serves: `16.2`.")
    node: ResultNode = relation(
        queries.nodes_by_id, key="node_id", description="The result that it measures."
    )
    baseline: Baseline | None = relation(
        queries.baseline_by_indicator, key="id", description="Where it stood before; null when not measured."
    )
    targets: list[Target] = relation(
        queries.targets_by_indicator, key="id", many=True, description="Where it shall stand, by date."
    )
    actuals: list[Actual] = relation(
        queries.actuals_by_indicator,
        key="id",
        many=True,
        description="Its values, by quarter. Always empty for sensitivity A and B: those are counts of "
        "people, which come only from a release.",
    )
    is_sample: bool = field(SAMPLE)


@output_type
class ResultQueries:
    """Questions about the results framework."""

    result_nodes: Connection[ResultNode] = connection(
        answers.result_nodes,
        queries.ResultNodeQuery,
        where=ResultNodeFilter,
        description="Result nodes, by code.",
    )
    indicators: Connection[Indicator] = connection(
        answers.indicators,
        queries.IndicatorQuery,
        where=IndicatorFilter,
        description="Indicators, in the order asked.",
    )
    indicator: Indicator | None = by_code(
        answers.indicator, code="The indicator's code.", description="An indicator; null when there is none."
    )
