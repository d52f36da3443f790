"""The one seam between the event loop and the database.

A request reads in one read-only transaction, so that it sees one state of the data; one query
at a time, in a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Concatenate, ParamSpec, TypeVar

import anyio
from anyio import to_thread

from db.engine import Engine, Session, reading
from db.queries.revision import data_revision

Given = ParamSpec("Given")
Found = TypeVar("Found")


class Reads:
    """The read session of one request. It opens with the first query."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._one_at_a_time = anyio.Lock()
        self._opened: AbstractContextManager[Session] | None = None
        self._session: Session | None = None
        self._revision: int | None = None

    async def revision(self) -> int:
        """The data's revision that this request sees."""
        if self._revision is None:
            self._revision = await self.run(data_revision)
        return self._revision

    async def run(
        self,
        query: Callable[Concatenate[Session, Given], Found],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Found:
        """What a query answers, given the session first."""

        def in_thread() -> Found:
            return query(self._open(), *given, **named)

        async with self._one_at_a_time:
            return await to_thread.run_sync(in_thread)

    async def aclose(self) -> None:
        """End the transaction, also when the request was cancelled."""
        with anyio.CancelScope(shield=True):
            async with self._one_at_a_time:
                opened, self._opened, self._session = self._opened, None, None
                if opened is not None:
                    await to_thread.run_sync(opened.__exit__, None, None, None)

    async def __aenter__(self) -> Reads:
        return self

    async def __aexit__(self, *_error: Any) -> None:
        await self.aclose()

    def _open(self) -> Session:
        if self._session is None:
            opened = reading(self._engine)
            self._session = opened.__enter__()
            self._opened = opened
        return self._session
