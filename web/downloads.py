"""Report files over HTTP, at `/reports/NMFA-RCTP/2019-Q4/financial.xlsx`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.audit import Deed
from db.engine import Engine
from db.errors import NotFound
from resolvers.reports import report_file
from resolvers.trail import note
from web.auth import Callers
from web.etags import is_held

FORM: Final = "/reports/SOURCE/PERIOD/KIND.EXTENSION, such as /reports/NMFA-RCTP/2019-Q4/financial.xlsx"


@dataclass(frozen=True, slots=True)
class Downloads:
    """The files of one database."""

    engine: Engine
    callers: Callers

    def routes(self) -> list[Route]:
        return [
            Route("/reports/{source}/{period}/{file}", self.download),
            Route("/reports/{address:path}", self.refuse_address),
        ]

    async def download(self, request: Request) -> Response:
        """The file; 304 when the caller holds these very bytes already."""
        viewer = await self.callers.viewer(request)
        if request.query_params:
            raise HTTPException(400, "A report's address has no part after “?”; leave it out.")
        source, period, file = (request.path_params[part] for part in ("source", "period", "file"))
        kind, _, extension = file.rpartition(".")
        made = await run_in_threadpool(report_file, self.engine, viewer, source, period, kind, extension)
        headers = {
            "etag": f'"{made.digest}"',
            # Each time the browser must ask whether the file is still this one and still for this person.
            # It may keep its copy, or it would have nothing to ask about; nobody between may.
            "cache-control": "private, no-cache",
        }
        if is_held(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        if request.method != "HEAD":  # which takes nothing along
            deed = Deed("download", f"{source} {period} {file}", after={"digest": made.digest})
            await run_in_threadpool(note, self.engine, viewer, datetime.now(UTC), deed)
        headers["content-disposition"] = attachment(made.name)
        return Response(made.content, media_type=made.media_type, headers=headers)

    async def refuse_address(self, request: Request) -> Response:
        """What an address that leads to no report is told."""
        await self.callers.viewer(request)
        raise NotFound("report at", f"/reports/{request.path_params['address']}", [FORM])


def attachment(name: str) -> str:
    """The header that saves an answer as a file of this name. Source: RFC 6266, RFC 8187."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    extended = f"; filename*=UTF-8''{quote(name, safe='')}" if plain != name else ""
    return f'attachment; filename="{plain}"{extended}'
