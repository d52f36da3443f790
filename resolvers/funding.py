"""Funding sources, for a viewer, and what writes their budgets and the money received."""

from __future__ import annotations

from typing import Final

from db.queries import funding as queries
from db.queries.funding import FundingSourceQuery, FundingSourceRow
from db.queries.page import PageArguments
from db.recording import budget_versions, receipts
from db.recording.budget_versions import BudgetVersionRecordFact, VersionApprovalFact
from db.recording.receipts import InstalmentRecordFact, InterestRecordFact
from resolvers.context import Context
from resolvers.pages import Connection, connect
from resolvers.permissions import Permission
from resolvers.writes import Mutation

RECORD_INSTALMENT: Final = Mutation(
    "instalmentRecord",
    Permission.INSTALMENTS_WRITE,
    InstalmentRecordFact,
    receipts.record,
    "instalment",
    queries.instalments_by_id,
)
RECORD_INTEREST: Final = Mutation(
    "interestRecord",
    Permission.INSTALMENTS_WRITE,
    InterestRecordFact,
    receipts.record_interest,
    "interest",
    queries.interest_by_id,
)
RECORD_VERSION: Final = Mutation(
    "budgetVersionRecord",
    Permission.BUDGET_WRITE,
    BudgetVersionRecordFact,
    budget_versions.record,
    "budget version",
    queries.budget_versions_by_id,
)
APPROVE_VERSION: Final = Mutation(
    "budgetVersionApprove",
    Permission.BUDGET_WRITE,
    VersionApprovalFact,
    budget_versions.approve,
    "budget version",
    queries.budget_versions_by_id,
)


async def funding_sources(
    context: Context, asked: FundingSourceQuery, wanted: PageArguments
) -> Connection[FundingSourceRow]:
    """Funding sources, by code."""
    context.require(Permission.FUNDING_READ)
    return await connect(context, asked, wanted)


async def funding_source(context: Context, code: str) -> FundingSourceRow | None:
    """A funding source by its code."""
    context.require(Permission.FUNDING_READ)
    return await context.relations.one(queries.sources_by_code, code)
