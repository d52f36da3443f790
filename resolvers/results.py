"""The results framework, for a viewer."""

from __future__ import annotations

from db.queries import results as queries
from db.queries.page import PageArguments
from db.queries.results import IndicatorQuery, IndicatorRow, ResultNodeQuery, ResultNodeRow
from resolvers.context import Context
from resolvers.pages import Connection, connect
from resolvers.permissions import Permission


async def result_nodes(
    context: Context, asked: ResultNodeQuery, wanted: PageArguments
) -> Connection[ResultNodeRow]:
    """Result nodes, by code."""
    context.require(Permission.RESULTS_READ)
    return await connect(context, asked, wanted)


async def indicators(
    context: Context, asked: IndicatorQuery, wanted: PageArguments
) -> Connection[IndicatorRow]:
    """Indicators, by code."""
    context.require(Permission.RESULTS_READ)
    return await connect(context, asked, wanted)


async def indicator(context: Context, code: str) -> IndicatorRow | None:
    """An indicator by its code."""
    context.require(Permission.RESULTS_READ)
    return await context.relations.one(queries.indicators_by_code, code)
