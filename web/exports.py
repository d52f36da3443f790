"""Lists as files: the request is that of the API, and the answer is the one list it selects, to its end.

A problem that is found before the first byte is answered as the API answers it. One that is found later,
which only rows that are sent as they are read can meet, breaks the connection off: no file ends early and
looks whole.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, aclosing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import orjson
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from db.audit import Deed
from db.engine import Engine
from db.errors import DatabaseNotReady, DatabaseUnreachable, NotFound, ReportingError
from reports.excel.listing import SAMPLE
from reports.listing import About
from resolvers.context import Context
from resolvers.errors import PermissionRefused
from resolvers.programmes import data_notice
from resolvers.reads import in_thread
from resolvers.trail import note
from resolvers.viewer import Viewer
from schema.documents import RequestRefused
from schema.errors import BAD_REQUEST, told
from schema.export_refusals import NothingThere
from schema.exporting import Export, ExportFailed
from web.auth import VIEWER, CallerRefused, Callers
from web.downloads import attachment
from web.errors import told_of
from web.export_files import CSV, XLSX, Form, Listing, Sendable
from web.graphql_persisted import KnownQueries
from web.graphql_request import Refused, read_asked
from web.rate_limit import RateLimit, TooManyRequests
from web.settings import Settings

MOST_AT_ONCE: Final = 4
"""Exports under way; each holds a connection to the database and its transaction."""

PATIENCE: Final = 60.0
"""Seconds that a client may leave a piece of a file untaken."""

LONGEST_NAME: Final = 60
"""Characters of a file's name that come from the request."""

TELLING: Final = ("export-rows", "export-time", "export-role", "export-withheld", "export-notice")
"""What is said of a list beside its rows, for the form that has no room for it."""

STATUS: Final[tuple[tuple[type[ReportingError], HTTPStatus], ...]] = (
    (PermissionRefused, HTTPStatus.FORBIDDEN),
    (NotFound, HTTPStatus.NOT_FOUND),
    (NothingThere, HTTPStatus.NOT_FOUND),
    (DatabaseNotReady, HTTPStatus.SERVICE_UNAVAILABLE),
    (DatabaseUnreachable, HTTPStatus.SERVICE_UNAVAILABLE),
    (ReportingError, HTTPStatus.BAD_REQUEST),
)
"""Of an error that execution met, by its cause: the first class that fits decides."""


def export_routes(
    engine: Engine, settings: Settings, known: KnownQueries, rates: RateLimit, callers: Callers
) -> Sequence[BaseRoute]:
    """Both forms; rows are compressed for those who take that, a workbook is already."""
    room = Room(MOST_AT_ONCE)
    foreign = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=["POST"],
        allow_headers=["authorization", "content-type"],
        expose_headers=["content-disposition", *TELLING],
    )
    allowed = [foreign] if settings.origins else []
    compressed = Middleware(GZipMiddleware, compresslevel=5)
    csv, xlsx = (ExportOverHTTP(engine, settings, known, rates, callers, room, form) for form in (CSV, XLSX))
    return [
        Route("/export.csv", csv, middleware=[compressed, *allowed]),
        Route("/export.xlsx", xlsx, middleware=allowed),
    ]


class Room:
    """Places for exports."""

    def __init__(self, places: int) -> None:
        self._free = places

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for as long as it is needed. Raises Refused when none is free."""
        if self._free == 0:
            reason = "As many exports are under way as may be at once; try again in a moment."
            raise Refused(503, reason, **{"retry-after": "5"})
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1


class ExportOverHTTP:
    """Lists of one database in one form: each request reads it in one transaction of its own."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        known: KnownQueries,
        rates: RateLimit,
        callers: Callers,
        room: Room,
        form: Form,
    ) -> None:
        self._engine, self._settings, self._known, self._rates = engine, settings, known, rates
        self._callers, self._room, self._form = callers, room, form

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            async with AsyncExitStack() as opened:
                answer = await self._begun(request, opened)
                await answer(scope, receive, send)
        except ClientDisconnect:
            return  # nobody is there to be answered

    async def _begun(self, request: Request, opened: AsyncExitStack) -> ASGIApp:
        """The file as far as it must be there before its first byte, or why there is none."""
        try:
            if request.method != "POST":
                raise Refused(405, "Ask for an export by POST as application/json.", allow="POST")
            listing = await self._listing(request, opened)
            self._form.check(listing.about.rows)
            file = await self._form.begin(listing, opened)
            await self._note(request.scope[VIEWER], listing.about)
            return Sending(request, self._headers(listing.about), file)
        except Refused as refused:
            error = {"message": refused.reason, "extensions": {"code": BAD_REQUEST}}
            return _errors([error], refused.status, **refused.headers)
        except RequestRefused as refused:
            return _errors([told_of(error) for error in refused.errors], 400)
        except ExportFailed as failed:
            return _errors(
                [told_of(error) for error in failed.errors], _status(failed.errors[0].original_error)
            )
        except TooManyRequests as refused:
            return _errors([told_of(told(refused))], 429, **{"retry-after": str(refused.retry_after)})
        except CallerRefused as refused:
            return _errors([told_of(told(refused))], refused.status, **refused.headers)
        except ReportingError as refused:
            return _errors([told_of(told(refused))], _status(refused))

    async def _listing(self, request: Request, opened: AsyncExitStack) -> Listing:
        viewer = await self._callers.viewer(request)
        self._rates.count(viewer)
        asked = await read_asked(request, self._settings.deadline, self._settings.body_limit)
        text = self._known.persisted.text_of(asked)
        export = Export(self._known.documents, text, asked.operation_name, asked.variables)
        opened.enter_context(self._room.place())
        context = Context.open(self._engine, viewer, self._settings.allowances)
        opened.push_async_callback(context.aclose)
        pages = await opened.enter_async_context(aclosing(export.walk(context).pages()))
        first = await anext(pages)
        self._known.persisted.keep(asked)
        about = About(
            name=export.name,
            title=export.title,
            query=text,
            variables=orjson.dumps(asked.variables, option=orjson.OPT_INDENT_2).decode(),
            exported_at=datetime.now(UTC),
            role=viewer.role.name,
            rows=first.total or 0,
            withheld=first.withheld,
            notice=await data_notice(context),
        )
        return Listing(export.columns, about, first, pages, context, request)

    async def _note(self, viewer: Viewer, about: About) -> None:
        # neither the query, in which anything may be written, nor its rows, which may be few
        after = {"form": self._form.extension, "queryDigest": sha256(about.query.encode()).hexdigest()}
        deed = Deed("export", f"list {about.name}", after=after)
        await in_thread(note, self._engine, viewer, about.exported_at, deed)

    def _headers(self, about: About) -> dict[str, str]:
        at = about.exported_at.isoformat(timespec="seconds").replace("+00:00", "Z")
        marks = [about.title[:LONGEST_NAME], at[:10], *(["SAMPLE-DATA"] if about.notice else [])]
        headers = {
            "content-type": self._form.media_type,
            "content-disposition": attachment(f"{'_'.join(marks)}.{self._form.extension}"),
            "cache-control": "no-store",
            "export-rows": str(about.rows),
            "export-time": at,
            "export-role": quote(about.role),
        }
        if about.withheld:
            headers["export-withheld"] = about.withheld
        return headers | ({"export-notice": SAMPLE} if about.notice else {})


class Sending:
    """A file on its way to one client, who may leave, and who may not dawdle."""

    def __init__(self, request: Request, headers: dict[str, str], file: Sendable) -> None:
        self._request, self._file = request, file
        self._headers = [
            (name.encode(), value.encode()) for name, value in {**headers, **file.headers}.items()
        ]

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self._headers})
        try:
            async for piece in self._file.pieces:
                async with asyncio.timeout(PATIENCE):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                if await self._request.is_disconnected():
                    raise ClientDisconnect
        except ExportFailed as failed:
            for error in failed.errors:
                told_of(error)  # so that the log has the cause; the client is left without an end
            raise
        await send({"type": "http.response.body", "body": b""})


def _errors(errors: Sequence[dict[str, Any]], status: int, **headers: str) -> Response:
    kept = {"content-type": "application/json; charset=utf-8", "cache-control": "no-store"}
    return Response(orjson.dumps({"errors": errors}), status, headers=kept | headers)


def _status(cause: BaseException | None) -> HTTPStatus:
    known = (status for kind, status in STATUS if isinstance(cause, kind))
    return next(known, HTTPStatus.INTERNAL_SERVER_ERROR)
