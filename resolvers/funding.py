"""Funding sources, for a viewer."""

from __future__ import annotations

from db.queries import funding as queries
from db.queries.funding import FundingSourceQuery, FundingSourceRow
from db.queries.page import PageArguments
from resolvers.context import Context
from resolvers.pages import Connection, connect
from resolvers.permissions import Permission


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
