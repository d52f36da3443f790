"""Whether the program runs, and whether it can answer: for whoever keeps it running."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from db.engine import Engine
from db.errors import DatabaseNotReady, DatabaseUnreachable
from db.migrate import require_current

_log = structlog.stdlib.get_logger("web.health")


@dataclass(frozen=True, slots=True)
class Health:
    """The state of this process and of its database."""

    engine: Engine

    def routes(self) -> list[Route]:
        return [Route("/health/live", self.live), Route("/health/ready", self.ready)]

    async def live(self, _request: Request) -> JSONResponse:
        """200 as long as the process answers at all; asks nothing of the database."""
        return _answer(200, "live")

    async def ready(self, _request: Request) -> JSONResponse:
        """200 when the database answers and is at the migration that this program needs, else 503."""
        try:
            await run_in_threadpool(require_current, self.engine)
        except DatabaseNotReady as error:
            return _answer(503, "not ready", str(error))
        except DatabaseUnreachable as error:
            _log.error("database does not answer", reason=str(error))
            return _answer(503, "not ready", "the database does not answer; the log says why")
        return _answer(200, "ready")


def _answer(status: int, state: str, message: str | None = None) -> JSONResponse:
    told = {"status": state} if message is None else {"status": state, "message": message}
    return JSONResponse(told, status, headers={"cache-control": "no-store"})
