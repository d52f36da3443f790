"""The one seam for writing: a mutation is one transaction off the event loop, with its row of the trail.

It requires the right, does the deed within the viewer's scope, and answers with what was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from db import audit
from db.answered import Answered, Sent, claim, digest_of, keep
from db.engine import Engine, Session, writing
from db.errors import NotFound
from db.frozen_rows import read_row, write_row
from db.queries.rows import Lookup
from db.recording.done import By, Done
from db.recording.texts import line
from resolvers.frames import with_room
from resolvers.permissions import Permission, require
from resolvers.viewer import Viewer

Fact = TypeVar("Fact")
Row = TypeVar("Row")

AT_ONCE: Final = 3
"""Transactions that write at the same time, or wait for each other in the database; the others wait without
a thread, so that they leave the connections to those who read."""
_TURNS: RunVar[CapacityLimiter] = RunVar("writing turns")

KEY_LENGTH: Final = 100
"""Characters of a `clientMutationId`."""


@dataclass(frozen=True, slots=True, eq=False)
class Mutation(Generic[Fact, Row]):
    """Something that can be done through the API, as the trail calls it."""

    name: str
    """As its field: noun, then verb."""
    permission: Permission
    fact: type[Fact]
    """What the input states."""
    write: Callable[[Session, By, Fact], Done]
    noun: str
    """What is written."""
    finds: Lookup[Row]
    """What was written, by its id; whoever may not see it has not written it."""


class Writes:
    """What one request may write, in the name of its viewer."""

    def __init__(self, engine: Engine, viewer: Viewer, at: datetime, seconds: float | None = None) -> None:
        self._engine, self._viewer = engine, viewer
        self._over_at = None if seconds is None else monotonic() + seconds
        self._by = By(viewer.actor, viewer.scope, at)

    async def run(self, mutation: Mutation[Fact, Row], fact: Fact, key: str | None) -> Row:
        """Do it, and give what was written; or what was answered when it was done under this key.

        Raises PermissionRefused, NotFound, FactRefused, IdempotencyKeyReused, DeadlineExceeded, and what
        the mutation's function raises; nothing was written then.
        """
        require(self._viewer, mutation.permission)
        do = partial(self._do, mutation, fact, key)
        return await to_thread.run_sync(with_room, do, limiter=_turns())

    @property
    def _seconds_left(self) -> float | None:
        """What is not written by then is not written at all, for nobody would be told of it."""
        return None if self._over_at is None else self._over_at - monotonic()

    def _do(self, mutation: Mutation[Fact, Row], fact: Fact, key: str | None) -> Row:
        sent = None if key is None else self._sent(mutation, fact, key)
        try:
            with writing(self._engine, self._seconds_left) as session:
                if sent and (answered := claim(session, sent, self._by.at)):
                    raise _DoneBefore(self._again(session, mutation, answered))
                done = mutation.write(session, self._by, fact)
                row = self._found(session, mutation, done.id)
                if sent:
                    keep(session, sent, Answered(done.id, write_row(row)))
                deed = audit.Deed(mutation.name, done.subject, done.before, done.after, done.reason)
                audit.record(session, self._by.actor, self._by.at, deed)
                return row
        except _DoneBefore as before:
            found: Row = before.row
            return found

    def _sent(self, mutation: Mutation[Fact, Row], fact: Fact, key: str) -> Sent:
        key = line(mutation.name, "clientMutationId", key, KEY_LENGTH)
        return Sent(self._viewer.identity, mutation.name, key, digest_of(fact))

    def _found(self, session: Session, mutation: Mutation[Fact, Row], id: int) -> Row:
        session.flush()
        row = mutation.finds(session, self._by.scope, [id]).get(id)
        if row is None:
            raise NotFound(mutation.noun, str(id))
        return row

    def _again(self, session: Session, mutation: Mutation[Fact, Row], answered: Answered) -> Row:
        """What was answered then, for a viewer who may still see the thing."""
        present = self._found(session, mutation, answered.row_id)
        return read_row(type(present), answered.row) or present


class _DoneBefore(Exception):
    """Ends a transaction in which nothing is to be done."""

    def __init__(self, row: Any) -> None:
        self.row = row


def _turns() -> CapacityLimiter:
    """The turns of this event loop."""
    try:
        return _TURNS.get()
    except LookupError:
        made = CapacityLimiter(AT_ONCE)
        _TURNS.set(made)
        return made
