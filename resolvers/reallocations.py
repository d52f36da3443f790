"""What moves money between budget lines, and which moves need the donor's approval."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from db.engine import Session
from db.queries.reallocations import plans_of, reallocations_by_id
from db.recording import reallocations
from db.recording.reallocations import ApprovalFact, ReallocationFact
from db.scope import Scope
from reports.figures.reallocations import Terms, judged
from resolvers.permissions import Permission
from resolvers.writes import Mutation

_NOUN: Final = "reallocation"

REALLOCATE: Final = Mutation(
    "budgetReallocate",
    Permission.BUDGET_WRITE,
    ReallocationFact,
    reallocations.request,
    _NOUN,
    reallocations_by_id,
)
APPROVE: Final = Mutation(
    "reallocationApprove",
    Permission.BUDGET_WRITE,
    ApprovalFact,
    reallocations.approve,
    _NOUN,
    reallocations_by_id,
)


def approval_needed_by_id(session: Session, scope: Scope, ids: Sequence[int]) -> dict[int, bool]:
    """Whether each reallocation needs the donor's approval, by the rule of the reports."""
    found: dict[int, bool] = {}
    for plan in plans_of(session, scope, ids):
        terms = Terms(plan.budgets, plan.categories, Fraction(plan.deviation_share), plan.approved_on)
        found |= {move.id: needs_approval for move, needs_approval in judged(plan.moves, terms)}
    return found
