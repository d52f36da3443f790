"""The trail: every deed gets one row in its own transaction, and every row carries the hash before it.

Source: domain.md a.8. `db/trail.py` has the rule, and verifies with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent, AuditHead
from db.trail import FIRST_HASH, event_hash

Told: TypeAlias = Mapping[str, object]
"""What stands in a thing, by field, as the API names it; counts of protected people never stand there."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, in which role, and from where."""

    who: str
    """An account, or the label of a token; never a secret."""
    role: str
    place: str
    """The address a request came from, or `command line`."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done, to which thing, what stood there before and after, and why."""

    what: str
    """The kind, as the API names it: `eventCorrect`, `sign-in`, `download`."""
    subject: str
    """The thing: `event EVT-2019-TBS-01`."""
    before: Told | None = None
    after: Told | None = None
    reason: str | None = None


def record(session: Session, actor: Actor, at: datetime, deed: Deed) -> None:
    """Append a deed to the trail, in its own transaction.

    The last act of the deed: it makes whoever appends meanwhile wait until this transaction ends.
    """
    session.execute(_BEGIN, {"first": FIRST_HASH})
    head = session.execute(select(AuditHead.no, AuditHead.hash).with_for_update()).one()
    fields: dict[str, str | int | None] = {
        "no": head.no + 1,
        "at": at.astimezone(UTC).isoformat(),
        "who": actor.who,
        "role": actor.role,
        "place": actor.place,
        "what": deed.what,
        "subject": deed.subject,
        "before": _canonical(deed.before),
        "after": _canonical(deed.after),
        "reason": deed.reason,
    }
    digest = event_hash(head.hash, fields)
    session.add(AuditEvent(**(fields | {"at": at}), prev_hash=head.hash, hash=digest))
    session.flush()
    session.execute(update(AuditHead).values(no=head.no + 1, hash=digest))


# not even tried where it has begun, for SQLite's guard refuses the attempt
_BEGIN = text(
    "INSERT INTO audit_head (id, no, hash) SELECT 1, 0, :first WHERE NOT EXISTS (SELECT 1 FROM audit_head) "
    "ON CONFLICT (id) DO NOTHING"
)


def _canonical(told: Told | None) -> str | None:
    if told is None:
        return None
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=str)
