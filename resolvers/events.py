"""Events, for a viewer."""

from __future__ import annotations

from db.queries import events as queries
from db.queries.events import EventQuery, EventRow
from db.queries.page import PageArguments
from resolvers.context import Context
from resolvers.pages import Connection, connect, connect_part
from resolvers.permissions import Permission


async def events(context: Context, asked: EventQuery, wanted: PageArguments) -> Connection[EventRow]:
    """Events in the order asked."""
    context.require(Permission.RESULTS_READ)
    return await connect(context, asked, wanted)


async def events_of_programme(
    context: Context, programme_id: int, asked: EventQuery, wanted: PageArguments
) -> Connection[EventRow]:
    """A programme's events in the order asked."""
    context.require(Permission.RESULTS_READ)
    return await connect_part(context, queries.EVENTS_OF_PROGRAMME, programme_id, asked, wanted)


async def event(context: Context, code: str) -> EventRow | None:
    """An event by its code."""
    context.require(Permission.RESULTS_READ)
    return await context.relations.one(queries.events_by_code, code)
