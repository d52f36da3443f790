"""Workbooks over HTTP: templates out, filled-in workbooks in, previewed and then applied.

A program sends the bytes of a workbook and gets JSON; a browser sends a form and gets pages.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.engine import Engine
from db.imports.error_book import error_book
from db.imports.limits import FILE_AT_MOST as FILE
from db.imports.outcome import Outcome
from db.recording.facts import State, shown
from resolvers.imports import (
    RIGHTS,
    Brought,
    ImportRefused,
    Workbook,
    apply_received,
    receive_import,
    template_file,
)
from resolvers.viewer import Viewer
from web.auth import Callers
from web.downloads import attachment
from web.pages.page import page, wants_page

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKEPT: Final = {"cache-control": "no-store"}
SHOWN: Final = 200
"""Changes, interpretations and problems on a page; the file and the API tell more."""
LARGEST_INLINE: Final = 3_000_000
"""Bytes of a marked workbook that a page carries along."""


@dataclass(frozen=True, slots=True)
class Uploads:
    """The workbooks of one database."""

    engine: Engine
    callers: Callers

    def routes(self) -> list[Route]:
        return [
            Route("/imports", self.show, methods=["GET"]),
            Route("/imports", self.receive, methods=["POST"]),
            Route("/imports/problems.xlsx", self.problems, methods=["POST"]),
            Route("/imports/{digest}/apply", self.apply, methods=["POST"]),
            Route("/templates/{kind}.xlsx", self.template, methods=["GET"]),
        ]

    async def template(self, request: Request) -> Response:
        """The template of a kind; with `?filled=1`, with what is there."""
        viewer = await self.callers.viewer(request)
        kind = request.path_params["kind"]
        filled = request.query_params.get("filled") == "1"
        made = await run_in_threadpool(template_file, self.engine, viewer, kind, filled=filled)
        headers = UNKEPT | {"content-disposition": attachment(f"{kind}.xlsx")}
        return Response(made, media_type=XLSX, headers=headers)

    async def show(self, request: Request) -> Response:
        """The page with the templates and the form."""
        viewer = await self.callers.viewer(request)
        return page("imports.html", kinds=_kinds(viewer))

    async def receive(self, request: Request) -> Response:
        """The preview of a workbook."""
        viewer = await self.callers.viewer(request)
        sent = await _workbook(request)
        brought = await run_in_threadpool(receive_import, self.engine, viewer, sent, datetime.now(UTC))
        if wants_page(request):
            return await _preview_page(brought, sent.content)
        return _json(_told(brought), 200)

    async def problems(self, request: Request) -> Response:
        """The workbook that was sent, with its problems marked; 204 when it has none."""
        viewer = await self.callers.viewer(request)
        sent = await _workbook(request)
        brought = await run_in_threadpool(receive_import, self.engine, viewer, sent, datetime.now(UTC))
        if brought.outcome is None or brought.outcome.is_clean:
            return Response(status_code=204, headers=UNKEPT)
        marked = await run_in_threadpool(
            error_book, sent.content, brought.outcome.problems, brought.outcome.more_problems
        )
        headers = UNKEPT | {"content-disposition": attachment(f"problems {sent.name}")}
        return Response(marked, media_type=XLSX, headers=headers)

    async def apply(self, request: Request) -> Response:
        """Write what a preview showed."""
        viewer = await self.callers.viewer(request)
        expected = await _expected(request)
        digest = request.path_params["digest"]
        try:
            brought = await run_in_threadpool(
                apply_received, self.engine, viewer, digest, datetime.now(UTC), expected
            )
        except ImportRefused as refused:
            brought = Brought(refused.sent.name, refused.outcome, None)
            if wants_page(request):
                return await _preview_page(brought, refused.sent.content)
            return _json(_told(brought), 422)
        if wants_page(request):
            return page("imports_applied.html", brought=brought, outcome=brought.outcome)
        return _json(_told(brought) | {"isApplied": True}, 200)


async def _preview_page(brought: Brought, content: bytes) -> Response:
    outcome = brought.outcome
    marked, has_problems = "", outcome is not None and not outcome.is_clean
    if outcome is not None and has_problems:
        book = await run_in_threadpool(error_book, content, outcome.problems, outcome.more_problems)
        if len(book) <= LARGEST_INLINE:
            marked = f"data:{XLSX};base64,{base64.b64encode(book).decode()}"
    listed = outcome.changes if outcome else []
    return page(
        "imports_preview.html",
        brought=brought,
        outcome=outcome,
        new=[each for each in listed if each.state is State.NEW],
        changed=[each for each in listed if each.state is State.CHANGED],
        shown=shown,
        most=SHOWN,
        marked=marked,
        status=422 if has_problems else 200,
    )


def _kinds(viewer: Viewer) -> list[str]:
    return [kind for kind, right in RIGHTS.items() if right in viewer.permissions]


async def _workbook(request: Request) -> Workbook:
    """A workbook, from a form or as the body itself."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=1, max_fields=5) as form:
            sent = form.get("workbook")
            if not isinstance(sent, UploadFile) or not sent.filename:
                raise HTTPException(400, "Choose a workbook, and send it again.")
            if (sent.size or 0) > FILE:
                raise _too_large()
            return Workbook(sent.filename, await sent.read())
    body = bytearray()
    async with aclosing(request.stream()) as pieces:
        async for piece in pieces:
            body += piece
            if len(body) > FILE:
                raise _too_large()
    return Workbook(request.query_params.get("name", "workbook.xlsx"), bytes(body))


def _too_large() -> HTTPException:
    return HTTPException(413, f"A workbook may have up to {FILE:,} bytes; split it into several.")


async def _expected(request: Request) -> str | None:
    """The digest of the changes that the caller has looked at."""
    if "json" in request.headers.get("content-type", ""):
        try:
            asked = orjson.loads(await request.body())
        except orjson.JSONDecodeError:
            raise HTTPException(400, "The request is not JSON.") from None
        found = asked.get("changesDigest") if isinstance(asked, dict) else None
    else:
        async with request.form() as form:
            found = form.get("changes")
    if not isinstance(found, str):
        raise HTTPException(400, "Say with `changesDigest` which preview you have looked at.")
    return found


def _told(brought: Brought) -> dict[str, Any]:
    if brought.applied is not None:
        done = brought.applied
        return {
            "isApplied": True,
            "appliedAt": done.applied_at.isoformat(),
            "appliedBy": done.applied_by,
            "fileName": done.file_name,
        }
    outcome = brought.outcome
    assert outcome is not None
    return _outcome(outcome)


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "isApplied": False,
        "kind": outcome.kind,
        "digest": outcome.digest,
        "changesDigest": outcome.changes_digest,
        "sheets": [
            {"name": each.name, "new": each.new, "changed": each.changed, "unchanged": each.unchanged}
            for each in outcome.sheets
        ],
        "changes": [
            {
                "sheet": each.sheet,
                "row": each.row,
                "thing": each.thing,
                "state": each.state,
                "fields": [
                    {"name": field.name, "before": _plain(field.before), "after": _plain(field.after)}
                    for field in each.fields
                ],
            }
            for each in outcome.changes
        ],
        "understood": [
            {"sheet": each.sheet, "cell": each.cell, "found": each.found, "understood": each.understood}
            for each in outcome.understood
        ],
        "problems": [
            {"sheet": each.sheet, "cell": each.cell, "found": each.found, "expected": each.expected}
            for each in outcome.problems
        ],
        "moreProblems": outcome.more_problems,
    }


def _plain(value: object) -> str | None:
    return None if value is None else shown(value)


def _json(told: Mapping[str, Any], status: int) -> Response:
    return Response(orjson.dumps(told), status, media_type="application/json", headers=UNKEPT)
