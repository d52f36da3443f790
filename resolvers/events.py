"""Events, for a viewer, and what writes them."""

from __future__ import annotations

from typing import Final

from db.queries import events as queries
from db.queries.events import EventQuery, EventRow
from db.queries.page import PageArguments
from db.recording import event_deeds
from db.recording.event_deeds import EventCorrectFact, EventRecordFact
from resolvers.context import Context
from resolvers.pages import Connection, connect, connect_part
from resolvers.permissions import Permission
from resolvers.writes import Mutation

RECORD: Final = Mutation(
    "eventRecord",
    Permission.EVENTS_WRITE,
    EventRecordFact,
    event_deeds.record,
    "event",
    queries.events_by_id,
)
CORRECT: Final = Mutation(
    "eventCorrect",
    Permission.EVENTS_WRITE,
    EventCorrectFact,
    event_deeds.correct,
    "event",
    queries.events_by_id,
)


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
