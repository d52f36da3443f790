"""The whole trail as a file, for those who verify it elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from db.audit import Deed
from db.engine import Engine
from resolvers.permissions import Permission, require
from resolvers.trail import note, trail_head, trail_lines
from web.auth import Callers
from web.downloads import attachment

LINES: Final = 500
"""Lines that are sent at once."""


@dataclass(frozen=True, slots=True)
class TrailFile:
    """The trail of one database; to take it is a deed of its own, and its last row."""

    engine: Engine
    callers: Callers

    def routes(self) -> list[Route]:
        return [Route("/trail.jsonl", self.download)]

    async def download(self, request: Request) -> Response:
        """A row a line; the checkpoint stands in a header of its own."""
        viewer = await self.callers.viewer(request)
        require(viewer, Permission.TRAIL_READ)
        if request.method != "HEAD":
            await run_in_threadpool(note, self.engine, viewer, datetime.now(UTC), Deed("download", "trail"))
        head = await run_in_threadpool(trail_head, self.engine, viewer)
        headers = {
            "cache-control": "no-store",
            "content-disposition": attachment("trail.jsonl"),
            "trail-checkpoint": str(head),
        }
        pieces = _pieces(trail_lines(self.engine, viewer))
        return StreamingResponse(pieces, media_type="application/jsonl", headers=headers)


async def _pieces(lines: Generator[bytes]) -> AsyncIterator[bytes]:
    """Some lines at a time; the transaction that they are read in ends also when the client leaves."""
    with closing(lines):
        while piece := await run_in_threadpool(lambda: b"".join(islice(lines, LINES))):
            yield piece
