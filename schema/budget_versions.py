"""What writes budgets, version by version."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from db.models.funding import BudgetKind, BudgetStatus, CostCategory
from db.periods import Quarter
from resolvers import funding as deeds
from schema.budgets import BudgetVersion
from schema.common import input_type, output_type
from schema.mutations import MutationInput, mutation, optional, required
from schema.refusals import NotFound
from schema.write_refusals import FactRefused, IdempotencyKeyReused


@input_type
class BudgetLineInput:
    """A line of a budget version; amounts in the reporting currency."""

    code: str = required("Numbers with points: `3.1`.")
    category: CostCategory = required("The part of the budget it belongs to.")
    description: str = required("What it pays for.")
    amount: Decimal = required("The whole line.")
    unit: str | None = optional("What is counted: `month`.")
    quantity: Decimal | None = optional("How many units; with what one costs.")
    unit_cost: Decimal | None = optional("What a unit costs; with how many there are.")
    country: str | None = optional("The country it is for; without it, all.")
    result: str | None = optional("The code of the result it is for; without it, all.")
    is_partner_cost: bool | None = optional("Whether a partner spends it; not without it.")
    is_direct_assistance: bool | None = optional(
        "Whether it pays for people who are assisted; not without it."
    )


@input_type
class BudgetPhaseInput:
    """What of a budget line is planned for a quarter."""

    line: str = required("The code of the line.")
    quarter: Quarter = required("The quarter.")
    amount: Decimal = required("What is planned, in the reporting currency.")


@input_type
class BudgetVersionRecordInput(MutationInput):
    """The next version of a budget, whole."""

    source: str = required("The funding source's code.")
    version_no: int = required("One more than the last; when somebody was faster, none is written.")
    kind: BudgetKind = required("Whether it is the first budget.")
    status: BudgetStatus = required("How far it has come.")
    effective_from: date = required("The first day it is in force, once approved.")
    approved_on: date | None = optional("The day the donor approved it; of an approved version.")
    approval_ref: str | None = optional("Where the approval is written; of an approved version.")
    lines: list[BudgetLineInput] = required("Its lines; they stay within the grant.")
    phases: list[BudgetPhaseInput] = required("What is planned for each quarter; adds up to each line.")


@input_type
class BudgetVersionApproveInput(MutationInput):
    """The donor's approval of a budget version."""

    version: strawberry.ID = required("The `id` of the version.")
    approved_on: date = required("The day of the approval.")
    approval_ref: str = required("Where the approval is written.")


BudgetVersionResult: TypeAlias = Annotated[
    BudgetVersion | NotFound | FactRefused | IdempotencyKeyReused,
    strawberry.union("BudgetVersionResult", description="The version, or why nothing was written."),
]


@output_type
class BudgetVersionMutations:
    """What writes budgets. For accounts that reach every country of the programme."""

    budget_version_record: BudgetVersionResult | None = mutation(
        deeds.RECORD_VERSION,
        BudgetVersionRecordInput,
        within={"source": "source", "version_no": "version_no"},
        description="Write the next version of a budget, with its lines and what is planned of them.",
    )
    budget_version_approve: BudgetVersionResult | None = mutation(
        deeds.APPROVE_VERSION,
        BudgetVersionApproveInput,
        ids={"version": "BudgetVersion"},
        description="Note the donor's approval of a version that waits for it.",
    )
