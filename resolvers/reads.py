"""The one seam between the event loop and the database.

A request reads in one read-only transaction, so that it sees one state of the data; one query
at a time, in a worker thread.
"""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from threading import Lock
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import anyio
from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from db.engine import Engine, Session, is_at_hand, reading
from db.queries.revision import data_revision
from resolvers.frames import with_room

Given = ParamSpec("Given")
Found = TypeVar("Found")

AT_ONCE: Final = 10
"""Requests that read at the same time; the others wait without a thread.

Fewer than `db.engine.CONNECTIONS`: a thread that waits for a connection of its own gets one in the end,
and so threads that wait can never keep those who hold the connections from going on.
"""
_TURNS: RunVar[CapacityLimiter] = RunVar("turns")


async def in_thread(query: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """What a query answers that opens a connection of its own."""
    return await to_thread.run_sync(partial(query, *given, **named))


class Reads:
    """The read session of one request. It opens with the first query, for so many seconds."""

    def __init__(self, engine: Engine, seconds: float | None = None) -> None:
        self._engine, self._seconds = engine, seconds
        self._one_at_a_time = anyio.Lock()
        # A cancelled request lets go of the first lock while its thread still reads; of this one it cannot.
        self._in_use = Lock()
        self._opened: AbstractContextManager[Session] | None = None
        self._session: Session | None = None
        self._turns: CapacityLimiter | None = None
        self._has_ended = False
        self.seen_revision: int | None = None
        """The data's, which this request sees; None before it has asked anything."""
        self.outlives_revision = True
        """Whether what was read is the same for as long as the data's revision is."""

    async def revision(self) -> int:
        """The data's, which this request sees."""
        return await self.run_small(data_revision) if self.seen_revision is None else self.seen_revision

    async def run(
        self,
        query: Callable[Concatenate[Session, Given], Found],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Found:
        """What a query answers, given the session first."""
        return await self._run(partial(query, **named), given, is_small=False)

    async def run_small(
        self,
        query: Callable[Concatenate[Session, Given], Found],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Found:
        """The same for a query that takes less time than a thread's turn: at once where it is at hand."""
        return await self._run(partial(query, **named), given, is_small=True)

    async def aclose(self) -> None:
        """End the transaction, also when the request was cancelled."""
        if self._closes_at_once:
            self._close()
        else:
            with anyio.CancelScope(shield=True):
                await to_thread.run_sync(self._close)
        if self._turns is not None:
            self._turns.release_on_behalf_of(self)
            self._turns = None

    async def __aenter__(self) -> Reads:
        return self

    async def __aexit__(self, *_error: Any) -> None:
        await self.aclose()

    @property
    def _closes_at_once(self) -> bool:
        """Whether nobody reads any more, and to end costs less than a thread: it asks no other machine."""
        return not self._in_use.locked() and (self._opened is None or self._engine.dialect.name == "sqlite")

    async def _run(self, query: Callable[..., Found], given: tuple[Any, ...], *, is_small: bool) -> Found:
        def find() -> Found:
            with self._in_use:
                return query(self._open(), *given)

        async with self._one_at_a_time:
            await self._take_turn()
            # a thread that a cancelled request has left behind may still be reading
            if is_small and is_at_hand(self._engine) and not self._in_use.locked():
                return find()
            return await to_thread.run_sync(with_room, find)

    async def _take_turn(self) -> None:
        if self._turns is not None:
            return
        turns = _turns()
        await turns.acquire_on_behalf_of(self)
        if self._has_ended:  # nobody would give it back
            turns.release_on_behalf_of(self)
            raise CancelledError
        self._turns = turns

    def _close(self) -> None:
        with self._in_use:
            self._has_ended = True
            opened, self._opened, self._session = self._opened, None, None
            if opened is not None:
                opened.__exit__(None, None, None)

    def _open(self) -> Session:
        if self._has_ended:  # a loader that the request has left behind
            raise CancelledError
        if self._session is None:
            opened = reading(self._engine, self._seconds)
            self._session = opened.__enter__()
            self._opened = opened
            self.seen_revision = data_revision(self._session)
        return self._session


def _turns() -> CapacityLimiter:
    """The turns of this event loop."""
    try:
        return _TURNS.get()
    except LookupError:
        made = CapacityLimiter(AT_ONCE)
        _TURNS.set(made)
        return made
