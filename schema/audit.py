"""The trail: who did what, when, from where and why."""

from __future__ import annotations

from datetime import datetime

from db.queries.audit import AuditEventRow, AuditQuery, audit_events_by_no
from resolvers import audit as answers
from resolvers.permissions import Permission
from schema.common import answered, field, output_type
from schema.connections import Connection, connection
from schema.filters import AuditFilter
from schema.node import Node, node

WITHOUT = "null, with an error, without the right `trail.read`."


@node(AuditEventRow, audit_events_by_no, permission=Permission.TRAIL_READ, outlives_revision=False)
class AuditEvent(Node):
    """One deed. Its row was written with the deed itself, and is never changed."""

    no: int = field("Counts from 1 without gaps.")
    at: datetime = field("When it was done.")
    who: str = field("The account, or the label of the token; `unknown` where nobody is.")
    role: str = field("The role it was done in.")
    place: str = field("The address that the request came from, or `command line`.")
    what: str = field("The kind of deed: `eventCorrect`, `signIn`, `download`, `export`, `refusal`.")
    subject: str = field("The thing it was done to: `event EVT-2019-TBS-01`.")
    before: str | None = field("What stood there, as JSON.")
    after: str | None = field("What stands there since, as JSON.")
    reason: str | None = field("Why, as whoever did it has said.")
    prev_hash: str = field("The hash of the row before it, in hexadecimal digits.")
    hash: str = field("SHA-256 over the previous hash and this row, in hexadecimal digits.")


@output_type
class TrailHead:
    """The end of the trail. Kept elsewhere as `no:hash`, it shows a trail that was cut off or rewritten."""

    no: int = field("The number of the last row; 0 before the first.")
    hash: str = field("The hash of the last row.")


@output_type
class AuditQueries:
    """Questions about the trail."""

    audit_events: Connection[AuditEvent] | None = connection(
        answers.audit_events,
        AuditQuery,
        where=AuditFilter,
        description=f"Who did what, the newest first; {WITHOUT}",
    )
    trail_head: TrailHead | None = answered(
        answers.trail_head, description=f"The last row of the trail, as a checkpoint; {WITHOUT}"
    )
