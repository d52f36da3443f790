"""The results framework, for a viewer, and what writes the values of indicators."""

from __future__ import annotations

from typing import Final

from db.queries import results as queries
from db.queries.page import PageArguments
from db.queries.results import IndicatorQuery, IndicatorRow, ResultNodeQuery, ResultNodeRow
from db.recording import actuals
from db.recording.actuals import ActualCorrectFact, ActualFact
from resolvers.context import Context
from resolvers.pages import Connection, connect
from resolvers.permissions import Permission
from resolvers.writes import Mutation

RECORD: Final = Mutation(
    "actualRecord", Permission.ACTUALS_WRITE, ActualFact, actuals.record, "actual", queries.actuals_by_id
)
CORRECT: Final = Mutation(
    "actualCorrect",
    Permission.ACTUALS_WRITE,
    ActualCorrectFact,
    actuals.correct,
    "actual",
    queries.actuals_by_id,
)


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
