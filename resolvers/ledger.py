"""Ledger entries, for a viewer with the right to see rows."""

from __future__ import annotations

from db.queries import ledger as queries
from db.queries.ledger import LedgerEntryRow, LedgerQuery
from db.queries.page import PageArguments
from resolvers.context import Context
from resolvers.pages import Connection, connect, connect_part
from resolvers.permissions import Permission


async def ledger_entries(
    context: Context, asked: LedgerQuery, wanted: PageArguments
) -> Connection[LedgerEntryRow]:
    """Ledger entries in the order asked."""
    context.require(Permission.LEDGER_READ)
    return await connect(context, asked, wanted)


async def ledger_entries_of_source(
    context: Context, source_id: int, asked: LedgerQuery, wanted: PageArguments
) -> Connection[LedgerEntryRow]:
    """A funding source's ledger entries in the order asked."""
    context.require(Permission.LEDGER_READ)
    return await connect_part(context, queries.ENTRIES_OF_SOURCE, source_id, asked, wanted)
