"""Commitments, for a viewer with the right to see rows."""

from __future__ import annotations

from db.queries import commitments as queries
from db.queries.commitments import CommitmentQuery, CommitmentRow
from db.queries.page import PageArguments
from resolvers.context import Context
from resolvers.pages import Connection, connect, connect_part
from resolvers.permissions import Permission


async def commitments(
    context: Context, asked: CommitmentQuery, wanted: PageArguments
) -> Connection[CommitmentRow]:
    """Commitments in the order asked."""
    context.require(Permission.LEDGER_READ)
    return await connect(context, asked, wanted)


async def commitments_of_source(
    context: Context, source_id: int, asked: CommitmentQuery, wanted: PageArguments
) -> Connection[CommitmentRow]:
    """A funding source's commitments in the order asked."""
    context.require(Permission.LEDGER_READ)
    return await connect_part(context, queries.COMMITMENTS_OF_SOURCE, source_id, asked, wanted)
