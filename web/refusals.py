"""Refused rights in the trail: no answer that is refused for want of one begins before its row is there.

Whoever is refused again and again shall not fill the disk, so there are few rows, and each says how many like
it were left out before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Final

import structlog
from cachetools import LRUCache
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db.audit import Deed
from db.engine import Engine
from db.errors import ReportingError
from resolvers.permissions import Permission
from resolvers.reads import in_thread
from resolvers.trail import note
from resolvers.viewer import Viewer
from web.auth import VIEWER

WINDOW: Final = 3600
"""Seconds in which one account or token gets one row for one right."""
MOST: Final = 200
"""Rows of all together in that time, in each process."""
_REMEMBERED: Final = 10_000

_log = structlog.stdlib.get_logger("web.refusals")


@dataclass(slots=True)
class _Told:
    """When a right that somebody was refused was last told, and how often it was not since."""

    at: float
    left_out: int = 0


class Bounds:
    """Which refusals get a row. For use within one event loop."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._told: LRUCache[tuple[str, Permission], _Told] = LRUCache(_REMEMBERED)
        self._rows: deque[float] = deque()

    def left_out(self, identity: str, permission: Permission) -> int | None:
        """Of a refusal that gets a row, how many like it had none since the last; None: it gets none."""
        now = self._clock()
        while self._rows and self._rows[0] <= now - WINDOW:
            self._rows.popleft()
        told = self._told.setdefault((identity, permission), _Told(now - WINDOW))
        if told.at > now - WINDOW or len(self._rows) >= MOST:
            told.left_out += 1
            return None
        self._rows.append(now)
        left_out, told.at, told.left_out = told.left_out, now, 0
        return left_out


class RefusalsNoted:
    """Middleware that writes the row before the answer begins."""

    def __init__(self, app: ASGIApp, engine: Engine) -> None:
        self.app, self._engine, self._bounds = app, engine, Bounds()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                viewer: Viewer | None = scope.get(VIEWER)
                if viewer is not None and viewer.refused:
                    await self._note(viewer)
            await send(message)

        await self.app(scope, receive, noting)

    async def _note(self, viewer: Viewer) -> None:
        for permission in sorted(viewer.refused):
            left_out = self._bounds.left_out(viewer.identity, permission)
            if left_out is None:
                continue
            after = {"leftOutBefore": left_out} if left_out else None
            deed = Deed("refusal", f"right {permission}", after=after)
            try:
                await in_thread(note, self._engine, viewer, datetime.now(UTC), deed)
            except ReportingError as error:  # what was refused stays refused; the log has it at least
                _log.warning("a refusal is not in the trail", right=permission.value, why=error.code)
        viewer.refused.clear()
