"""What moves money between budget lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from resolvers import reallocations as deeds
from schema.budgets import BudgetReallocation
from schema.common import input_type, output_type
from schema.mutations import MutationInput, mutation, required
from schema.refusals import BudgetMissing, NotFound
from schema.write_refusals import FactRefused, IdempotencyKeyReused


@input_type
class BudgetReallocateInput(MutationInput):
    """Money that is to be moved from one budget line to another."""

    source: str = required("The funding source's code.")
    from_line: str = required("The code of the line that gives: `3.1`.")
    to_line: str = required("The code of the line that receives.")
    amount: Decimal = required("In the reporting currency: more than 0, and no more than the line has.")
    reason: str = required("Why.")
    requested_on: date = required("The day it is asked for; both lines are of the version in force then.")


@input_type
class ReallocationApproveInput(MutationInput):
    """The donor's approval of a reallocation."""

    reallocation: strawberry.ID = required("The `id` of the reallocation.")
    approval_ref: str = required("Where the approval is written.")
    approved_on: date = required("The day of the approval.")


ReallocationResult: TypeAlias = Annotated[
    BudgetReallocation | NotFound | BudgetMissing | FactRefused | IdempotencyKeyReused,
    strawberry.union("ReallocationResult", description="The reallocation, or why nothing was written."),
]


@output_type
class ReallocationMutations:
    """What moves money between budget lines. For accounts that reach every country of the programme."""

    budget_reallocate: ReallocationResult | None = mutation(
        deeds.REALLOCATE,
        BudgetReallocateInput,
        description="Move money between two direct lines. Where the donor must approve, it waits for that.",
    )
    reallocation_approve: ReallocationResult | None = mutation(
        deeds.APPROVE,
        ReallocationApproveInput,
        ids={"reallocation": "BudgetReallocation"},
        description="Note the donor's approval; a reallocation is approved once.",
    )
