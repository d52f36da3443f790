"""Fiscal months, and what opens and closes them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from db.models.months import MonthState
from db.periods import Month
from db.queries.funding import sources_by_id
from db.queries.months import FiscalMonthRow
from resolvers import months as deeds
from schema.common import field, input_type, member_type, output_type, relation
from schema.mutations import REVISION, MutationInput, mutation, optional, required
from schema.refusals import NotFound, OutsideSupport
from schema.write_refusals import FactRefused, IdempotencyKeyReused, NewerEdit

if TYPE_CHECKING:
    from schema.funding import FundingSource

TheFundingSource: TypeAlias = Annotated["FundingSource", strawberry.lazy("schema.funding")]


@member_type(lambda shown: type(shown) is FiscalMonthRow)
class FiscalMonth:
    """A fiscal month of a funding source: a calendar month."""

    month: Month = field("The month.")
    state: MonthState = field("Which postings it takes.")
    revision: int = field("Counts how often its state was set; 0: never, and it is open.")
    changed_at: datetime | None = field("When its state was set last.")
    funding_source: TheFundingSource = relation(
        sources_by_id, key="funding_source_id", description="The agreement whose ledger it is of."
    )


@input_type
class FiscalMonthInput(MutationInput):
    """A fiscal month whose state is to be set."""

    source: str = required("The funding source's code.")
    month: Month = required("The month.")
    expected_revision: int = required(REVISION)
    reason: str | None = optional("Why; to open a month again it must be given.")


FiscalMonthResult: TypeAlias = Annotated[
    FiscalMonth | NotFound | OutsideSupport | FactRefused | NewerEdit | IdempotencyKeyReused,
    strawberry.union("FiscalMonthResult", description="The month as it is now, or why it was not changed."),
]


@output_type
class FiscalMonthMutations:
    """What opens and closes fiscal months. For accounts that reach every country of the programme."""

    fiscal_month_soft_close: FiscalMonthResult | None = mutation(
        deeds.SOFT_CLOSE,
        FiscalMonthInput,
        description="Let an open month take accruals, corrections and reversals only.",
    )
    fiscal_month_close: FiscalMonthResult | None = mutation(
        deeds.CLOSE,
        FiscalMonthInput,
        description="Close a month: it takes no posting from anybody.",
    )
    fiscal_month_reopen: FiscalMonthResult | None = mutation(
        deeds.REOPEN,
        FiscalMonthInput,
        description="Open a month again, with a reason.",
    )
