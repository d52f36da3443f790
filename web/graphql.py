"""GraphQL over HTTP: one operation a request, by POST as JSON or by GET as a query; and its page.

Source: GraphQL over HTTP, draft. The schema itself decides what its errors may tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import orjson
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from db.engine import Engine
from schema import sdl
from schema.documents import RequestRefused
from schema.errors import BAD_REQUEST, told
from web.auth import CallerRefused, Callers
from web.errors import InternalErrors, answer_refusal, told_of
from web.etags import is_held
from web.graphql_answers import Answers
from web.graphql_media import JSON, RESPONSE, negotiate
from web.graphql_persisted import KnownQueries
from web.graphql_request import Refused, read_asked
from web.headers import EDITOR_POLICY
from web.pages.page import TEMPLATES, page
from web.rate_limit import RateLimit, TooManyRequests
from web.settings import Settings

NOT_KEPT: Final = {"cache-control": "no-store"}
SDL: Final = sdl()
EXAMPLE: Final = TEMPLATES.get_template("example.graphql").render()


def graphql_routes(
    engine: Engine, settings: Settings, known: KnownQueries, rates: RateLimit, callers: Callers
) -> Sequence[BaseRoute]:
    """The API and its schema as a file, compressed for those who take that."""
    compressed = Middleware(GZipMiddleware, compresslevel=5)
    foreign = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=["GET", "POST"],
        allow_headers=["authorization", "content-type", "if-none-match"],
        expose_headers=["etag", "retry-after"],
    )
    failing = Middleware(InternalErrors, answer=_failure)
    return [
        Route(
            "/graphql",
            GraphQLOverHTTP(engine, settings, known, rates, callers),
            middleware=[compressed, *([foreign] if settings.origins else []), failing],
        ),
        Route("/schema.graphql", SchemaFile(callers).show, middleware=[compressed]),
    ]


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """The schema as a file, for all who may ask anything."""

    callers: Callers

    async def show(self, request: Request) -> Response:
        """The text that `rctp schema` prints."""
        await self.callers.viewer(request)
        return PlainTextResponse(SDL, headers={"content-disposition": 'inline; filename="schema.graphql"'})


class GraphQLOverHTTP:
    """The API as requests and responses."""

    def __init__(
        self, engine: Engine, settings: Settings, known: KnownQueries, rates: RateLimit, callers: Callers
    ) -> None:
        self._answers = Answers(engine, settings, known)
        self._rates, self._callers = rates, callers
        self._deadline, self._body_limit = settings.deadline, settings.body_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            answer = await self._respond(Request(scope, receive))
        except ClientDisconnect:
            return  # nobody is there to be answered
        for name, value in NOT_KEPT.items():
            answer.headers.setdefault(name, value)
        answer.headers["vary"] = "Accept, Accept-Encoding, Authorization, Cookie"
        await answer(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if _wants_editor(request):
            try:
                await self._callers.viewer(request)
            except CallerRefused as refused:
                return answer_refusal(request, refused)
            shown = page("graphiql.html", example=EXAMPLE)
            shown.headers["content-security-policy"] = EDITOR_POLICY
            return shown
        media_type = negotiate(request.headers.get("accept"))
        try:
            if media_type is None:
                raise Refused(406, f"Accept {RESPONSE} or {JSON}.")
            return await self._answer(request, media_type)
        except Refused as refused:
            error = {"message": refused.reason, "extensions": {"code": BAD_REQUEST}}
            return _errors([error], refused.status, media_type or JSON, refused.headers)
        except CallerRefused as refused:
            told_as = media_type or JSON
            return _errors([told_of(told(refused))], refused.status, told_as, refused.headers)
        except TooManyRequests as refused:
            headers = {"retry-after": str(refused.retry_after)}
            return _errors([told_of(told(refused))], 429, media_type or JSON, headers)
        except RequestRefused as refused:
            status = refused.status if media_type == RESPONSE else 200
            return _errors([told_of(error) for error in refused.errors], status, media_type or JSON)

    async def _answer(self, request: Request, media_type: str) -> Response:
        viewer = await self._callers.viewer(request)
        self._rates.count(viewer)
        asked = await read_asked(request, self._deadline, self._body_limit)
        answer = await self._answers.answer(asked, viewer, only_queries=request.method == "GET")
        if isinstance(answer, bytes):
            return _json(answer, 200, media_type)
        # Each time a client must ask whether its copy is still right and still for this person.
        caching = {"etag": answer.etag}
        if request.method == "GET":
            caching["cache-control"] = "private, no-cache"
            if is_held(request, answer.etag):
                return Response(status_code=304, headers=caching)
        return _json(answer.body, 200, media_type, caching)


def _wants_editor(request: Request) -> bool:
    return (
        request.method == "GET"
        and not {"query", "extensions"} & request.query_params.keys()
        and "text/html" in request.headers.get("accept", "")
    )


def _failure(request: Request, status: HTTPStatus, told: dict[str, Any]) -> Response:
    error = {"message": told["message"], "extensions": {"code": told["code"]}}
    return _errors([error], status, negotiate(request.headers.get("accept")) or JSON, NOT_KEPT)


def _errors(
    errors: Sequence[Any], status: int, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    return _json(orjson.dumps({"errors": errors}), status, media_type, headers)


def _json(body: bytes, status: int, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    return Response(body, status, headers={**(headers or {}), "content-type": f"{media_type}; charset=utf-8"})
