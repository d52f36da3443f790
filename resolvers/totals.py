"""Totals, for a viewer: groups of rows that the viewer may see, and the rows of each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from db.queries.commitment_totals import CommitmentKey, CommitmentTotal
from db.queries.commitment_totals import commitment_totals as totals_of_commitments
from db.queries.commitments import CommitmentQuery
from db.queries.event_totals import EventKey, EventTotal
from db.queries.event_totals import event_totals as totals_of_events
from db.queries.events import EventQuery
from db.queries.ledger import LedgerQuery
from db.queries.ledger_totals import LedgerKey, LedgerTotal
from db.queries.ledger_totals import ledger_totals as totals_of_ledger
from db.queries.page import ListQuery, PageArguments
from db.queries.totals import Part
from resolvers.context import Context
from resolvers.pages import Connection, connect_part
from resolvers.permissions import Permission


async def ledger_totals(context: Context, asked: LedgerQuery, by: Sequence[LedgerKey]) -> list[LedgerTotal]:
    """Sums over the ledger. Raises PermissionRefused, GroupingRefused, TooManyGroups."""
    context.require(Permission.LEDGER_READ)
    return await context.reads.run(totals_of_ledger, asked, by)


async def commitment_totals(
    context: Context, asked: CommitmentQuery, by: Sequence[CommitmentKey]
) -> list[CommitmentTotal]:
    """Sums over commitments. Raises PermissionRefused, GroupingRefused, TooManyGroups."""
    context.require(Permission.LEDGER_READ)
    return await context.reads.run(totals_of_commitments, asked, by)


async def event_totals(context: Context, asked: EventQuery, by: Sequence[EventKey]) -> list[EventTotal]:
    """Counts of events and participations. Raises PermissionRefused, GroupingRefused, TooManyGroups."""
    context.require(Permission.RESULTS_READ)
    return await context.reads.run(totals_of_events, asked, by)


async def rows_of_part(
    context: Context, part: Part, order: StrEnum, wanted: PageArguments
) -> Connection[Any]:
    """The rows of a group, whose totals the viewer was given; one statement for all groups."""
    asked: ListQuery[Any] = replace(part.asked, order=order)  # type: ignore[call-arg]
    return await connect_part(context, part.partition, part.key, asked, wanted)
