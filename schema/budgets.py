"""Versions of a budget, their lines, and what was moved between lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from db.models.funding import BudgetKind, BudgetStatus, CostCategory
from db.periods import Quarter
from db.queries import budget_lines as queries
from db.queries import funding as funding_queries
from db.queries import programmes as programme_queries
from db.queries import results as result_queries
from db.queries.reallocations import ReallocationRow, reallocations_by_id
from resolvers.permissions import Permission
from resolvers.reallocations import approval_needed_by_id
from schema.common import SAMPLE, field, output_type, relation
from schema.money import Money
from schema.node import Node, node
from schema.programmes import Country
from schema.results import ResultNode

if TYPE_CHECKING:
    from schema.funding import FundingSource

TheFundingSource: TypeAlias = Annotated["FundingSource", strawberry.lazy("schema.funding")]
TheBudgetVersion: TypeAlias = Annotated["BudgetVersion", strawberry.lazy("schema.budgets")]


@output_type
class BudgetPhase:
    """What of a budget line is planned for a quarter."""

    quarter: Quarter = field("The quarter.")
    amount: Money = field("What is planned, in the reporting currency; the phases of a line add up to it.")


@node(queries.BudgetLineRow, queries.budget_lines_by_id, permission=Permission.FUNDING_READ)
class BudgetLine(Node):
    """A line of a budget version. A line of the same code in another version continues it."""

    code: str = field("Numbers with points: `3.1`; its key in the version.")
    category: CostCategory = field("The part of the budget it belongs to.")
    description: str = field("What it pays for.")
    unit: str | None = field("What is counted: `month`.")
    quantity: Decimal | None = field("How many units.")
    unit_cost: Money | None = field("What a unit costs, in the reporting currency.")
    amount: Money = field("The approved budget of the line, in the reporting currency.")
    country: Country | None = relation(
        programme_queries.countries_by_iso2, key="country", description="The country it is for; null: all."
    )
    result_node: ResultNode | None = relation(
        result_queries.nodes_by_id, key="result_node_id", description="The result it is for; null: all."
    )
    is_partner_cost: bool = field("Whether a partner spends it.")
    is_direct_assistance: bool = field("Whether it pays for people who are assisted.")
    budget_version: TheBudgetVersion = relation(
        funding_queries.budget_versions_by_id,
        key="budget_version_id",
        description="The version it belongs to.",
    )
    phases: list[BudgetPhase] = relation(
        queries.phases_by_line, key="id", many=True, description="What is planned for each quarter."
    )


@node(
    funding_queries.BudgetVersionRow,
    funding_queries.budget_versions_by_id,
    permission=Permission.FUNDING_READ,
)
class BudgetVersion(Node):
    """A budget, in force from a day until a later one is."""

    version_no: int = field("Counts from 1 in each funding source.")
    kind: BudgetKind = field("Whether it is the first budget.")
    status: BudgetStatus = field("How far it has come.")
    approved_on: date | None = field("The day the donor approved it.")
    approval_ref: str | None = field("Where the approval is written.")
    effective_from: date = field("The first day it is in force, once approved.")
    funding_source: TheFundingSource = relation(
        funding_queries.sources_by_id, key="funding_source_id", description="The agreement it belongs to."
    )
    lines: list[BudgetLine] = relation(
        queries.budget_lines_by_version, key="id", many=True, description="Its lines, by code."
    )
    is_sample: bool = field(SAMPLE)


@node(ReallocationRow, reallocations_by_id, permission=Permission.FUNDING_READ)
class BudgetReallocation(Node):
    """Money moved from one budget line to another.

    The approved budget of a line stays what its version says.
    """

    from_line: BudgetLine = relation(
        queries.budget_lines_by_id, key="from_line_id", description="The line that gives."
    )
    to_line: BudgetLine = relation(
        queries.budget_lines_by_id, key="to_line_id", description="The line that receives."
    )
    amount: Money = field("What was moved, in the reporting currency.")
    reason: str = field("Why.")
    requested_on: date = field("The day it was asked for.")
    requires_donor_approval: bool = relation(
        approval_needed_by_id,
        key="id",
        description="Whether it has no effect before the donor has approved it, by the rule of the reports.",
    )
    approval_ref: str | None = field("Where the approval is written; null: not approved.")
    approved_on: date | None = field("The day it was approved; null: not approved.")
    is_sample: bool = field(SAMPLE)
