"""Commitments: rows, not sums."""

from __future__ import annotations

from datetime import date

from db.models.funding import CostCategory
from db.queries import commitments as queries
from db.queries.budget_lines import budget_lines_by_id
from db.queries.funding import sources_by_id
from resolvers import commitments as answers
from resolvers.permissions import Permission
from schema.budgets import BudgetLine
from schema.common import SAMPLE, field, output_type, relation
from schema.connections import Connection, connection
from schema.filters import CommitmentFilter
from schema.funding import FundingSource
from schema.money import Money
from schema.node import Node, node


@output_type
class CommitmentChange:
    """What is open of a commitment changes by a signed amount on a day."""

    changed_on: date = field("The day.")
    amount: Money = field("The change, in the commitment's currency.")


@node(queries.CommitmentRow, queries.commitments_by_id, permission=Permission.LEDGER_READ)
class Commitment(Node):
    """An obligation that is not yet expenditure, and is never added to it."""

    po_no: str = field("The number of the purchase order.")
    funding_source: FundingSource = relation(
        sources_by_id, key="funding_source_id", description="The grant that will pay."
    )
    budget_line: BudgetLine = relation(
        budget_lines_by_id, key="budget_line_id", description="The budget line it is under."
    )
    cost_category: CostCategory = field("The part of the budget.")
    vendor_code: str = field("The vendor's code.")
    currency: str = field("ISO 4217 code of its currency.")
    committed_on: date = field("The day it was entered into.")
    changes: list[CommitmentChange] = relation(
        queries.changes_by_commitment,
        key="id",
        many=True,
        description="What changed it, by day; open at a date is their sum up to it.",
    )
    is_sample: bool = field(SAMPLE)


@output_type
class CommitmentQueries:
    """Questions about commitments."""

    commitments: Connection[Commitment] | None = connection(
        answers.commitments,
        queries.CommitmentQuery,
        where=CommitmentFilter,
        description="Obligations that are not yet expenditure; null, with an error, without the right "
        "`ledger.read`. Without the right `assistance.ledger`, those for direct assistance of people are "
        "left out.",
    )
