"""Rows of the trail and its end, for a viewer with the right to read it.

The trail grows by what is only read, which leaves the data's revision as it is: no answer from here is kept.
"""

from __future__ import annotations

from db.queries.audit import AuditEventRow, AuditQuery
from db.queries.page import PageArguments
from db.queries.trail import Head
from db.queries.trail import trail_head as head_of
from resolvers.context import Context
from resolvers.pages import Connection, connect
from resolvers.permissions import Permission


async def audit_events(
    context: Context, asked: AuditQuery, wanted: PageArguments
) -> Connection[AuditEventRow]:
    """Deeds in the order asked."""
    context.require(Permission.TRAIL_READ)
    context.reads.outlives_revision = False
    return await connect(context, asked, wanted)


async def trail_head(context: Context) -> Head:
    """The end of the trail."""
    context.require(Permission.TRAIL_READ)
    context.reads.outlives_revision = False
    return await context.reads.run_small(head_of)
