"""The root of everything that can be done: one mixin per subject."""

from __future__ import annotations

from schema.actuals import ActualMutations
from schema.budget_versions import BudgetVersionMutations
from schema.common import output_type
from schema.event_mutations import EventMutations
from schema.fiscal_months import FiscalMonthMutations
from schema.instalments import InstalmentMutations
from schema.postings import PostingMutations
from schema.rates import RateMutations
from schema.reallocations import ReallocationMutations
from schema.texts import TextMutations


@output_type
class Mutation(
    ActualMutations,
    BudgetVersionMutations,
    EventMutations,
    FiscalMonthMutations,
    InstalmentMutations,
    PostingMutations,
    RateMutations,
    ReallocationMutations,
    TextMutations,
):
    """Everything that can be written. One mutation a request, by POST."""
