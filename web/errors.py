"""Refusals and failures as answers: a page for a browser, `{code, message}` for a program."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from secrets import token_hex
from typing import Any, Final

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db.errors import (
    DatabaseBusy,
    DatabaseFull,
    DatabaseNotReady,
    DatabaseUnreachable,
    DiskRefused,
    Malformed,
    NotFound,
    ReportingError,
)
from reports.checks import BlockedByChecks
from reports.pdf import NotPrinted, SuiteBusy, SuiteMissing
from resolvers.errors import PermissionRefused
from schema.errors import INTERNAL
from web.auth import SAFE_METHODS, CallerRefused, ForeignPage, NotSignedIn, TooManyGuesses
from web.pages.page import page, sign_in_address, wants_page

Answering = Callable[[Request, HTTPStatus, dict[str, Any]], Response]
"""Makes an answer of a status, and of a code and a message."""

_log = structlog.stdlib.get_logger("web.errors")

NOT_KEPT: Final = {"cache-control": "no-store"}

STATUS: Final[tuple[tuple[type[ReportingError], HTTPStatus], ...]] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (Malformed, HTTPStatus.NOT_FOUND),
    (NotSignedIn, HTTPStatus.UNAUTHORIZED),
    (ForeignPage, HTTPStatus.FORBIDDEN),
    (TooManyGuesses, HTTPStatus.TOO_MANY_REQUESTS),
    (PermissionRefused, HTTPStatus.FORBIDDEN),
    (BlockedByChecks, HTTPStatus.CONFLICT),
    (DatabaseNotReady, HTTPStatus.SERVICE_UNAVAILABLE),
    (DatabaseUnreachable, HTTPStatus.SERVICE_UNAVAILABLE),
    (DatabaseBusy, HTTPStatus.SERVICE_UNAVAILABLE),
    (DatabaseFull, HTTPStatus.INSUFFICIENT_STORAGE),
    (DiskRefused, HTTPStatus.INSUFFICIENT_STORAGE),
    (SuiteMissing, HTTPStatus.NOT_IMPLEMENTED),
    (SuiteBusy, HTTPStatus.SERVICE_UNAVAILABLE),
    (NotPrinted, HTTPStatus.INTERNAL_SERVER_ERROR),
    (ReportingError, HTTPStatus.UNPROCESSABLE_ENTITY),
)
"""The first class that fits decides. Malformed is a part of an address, so what it names is not there."""


def answer_refusal(request: Request, error: Exception) -> Response:
    """The answer to a request that failed in a way we expect."""
    assert isinstance(error, ReportingError)
    if isinstance(error, NotSignedIn) and _can_sign_in(request):
        return RedirectResponse(sign_in_address(request), HTTPStatus.SEE_OTHER, NOT_KEPT)
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    answer = _answer(request, status, _facts(error))
    if isinstance(error, CallerRefused):
        answer.headers.update(error.headers)
    return answer


def answer_http_error(request: Request, error: Exception) -> Response:
    """The answer to a request that does not fit any route, or that its endpoint turned down."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code = status.phrase.lower().replace(" ", "-")
    answer = _answer(request, status, {"code": code, "message": error.detail})
    answer.headers.update(error.headers or {})
    return answer


class InternalErrors:
    """Middleware, the outermost edge: logs what nobody expected, and answers with no more than its id."""

    def __init__(self, app: ASGIApp, answer: Answering | None = None) -> None:
        """The answer is made for those who ask here; without one it is a page, or `{code, message}`."""
        self.app, self._answer = app, answer or _answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def watching(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watching)
        except Exception as error:
            if scope["type"] != "http" or has_begun:
                raise
            told = {"code": INTERNAL, "message": log_unexpected(error)}
            answer = self._answer(Request(scope), HTTPStatus.INTERNAL_SERVER_ERROR, told)
            await answer(scope, receive, send)


def log_unexpected(error: BaseException) -> str:
    """Log an error of ours with its trace; gives what may be told of it, an id to find it by."""
    number = token_hex(6)
    _log.error("internal error", id=number, exc_info=error)
    return f"internal error, id {number}; the log says more"


def told_of(error: Any) -> dict[str, Any]:
    """A GraphQL error as the caller sees it; one of ours is logged, and its id told."""
    told: dict[str, Any] = error.formatted
    if told.get("extensions", {}).get("code") == INTERNAL:
        told["message"] = log_unexpected(error.original_error)
    return told


def _answer(request: Request, status: HTTPStatus, told: dict[str, Any]) -> Response:
    if wants_page(request):
        is_import = request.url.path.startswith("/imports")
        return page("error.html", status, title=status.phrase, is_import=is_import, **told)
    return JSONResponse(told, status, headers=NOT_KEPT)


def _can_sign_in(request: Request) -> bool:
    """Whether a person asks for a page, whom the sign-in page leads back to it."""
    return request.method in SAFE_METHODS and wants_page(request) and "authorization" not in request.headers


def _facts(error: ReportingError) -> dict[str, Any]:
    """What a program is told about an expected failure."""
    told: dict[str, Any] = {"code": error.code, "message": str(error)}
    if isinstance(error, BlockedByChecks):
        told["rules"] = list(error.rules)
    return told
