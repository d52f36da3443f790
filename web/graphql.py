"""GraphQL over HTTP: one operation a request, by POST as JSON or by GET as a query; and its page.

Source: GraphQL over HTTP, draft. The schema itself decides what its errors may tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import orjson
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from db.engine import Engine
from resolvers.context import Context
from resolvers.permissions import Permission
from resolvers.programmes import data_notice
from resolvers.viewer import local_viewer
from schema import sdl
from schema.answering import Answer, Question
from schema.documents import RequestRefused
from schema.errors import BAD_REQUEST
from web.errors import told_of
from web.graphql_media import JSON, RESPONSE, negotiate
from web.graphql_persisted import KnownQueries
from web.graphql_request import Asked, Refused, read_asked
from web.headers import EDITOR_POLICY
from web.pages.page import TEMPLATES, page
from web.settings import Settings

SDL: Final = sdl()
EXAMPLE: Final = TEMPLATES.get_template("example.graphql").render()


def graphql_routes(engine: Engine, settings: Settings, known: KnownQueries) -> Sequence[BaseRoute]:
    """The API and its schema as a file, compressed for those who take that."""
    compressed = Middleware(GZipMiddleware, compresslevel=5)
    foreign = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=["GET", "POST"],
        allow_headers=["content-type"],
    )
    return [
        Route(
            "/graphql",
            GraphQLOverHTTP(engine, settings, known),
            middleware=[compressed, foreign] if settings.origins else [compressed],
        ),
        Route("/schema.graphql", schema_file, middleware=[compressed]),
    ]


async def schema_file(_request: Request) -> Response:
    """The schema as a file."""
    return PlainTextResponse(SDL, headers={"content-disposition": 'inline; filename="schema.graphql"'})


class GraphQLOverHTTP:
    """The API over one database: each request reads it in one transaction of its own."""

    def __init__(self, engine: Engine, settings: Settings, known: KnownQueries) -> None:
        self._engine, self._settings = engine, settings
        self._documents, self._persisted = known.documents, known.persisted
        self._notice: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._respond(Request(scope, receive))
        answer.headers.setdefault("cache-control", "no-store")
        answer.headers.add_vary_header("Accept")
        await answer(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if _wants_editor(request):
            shown = page("graphiql.html", example=EXAMPLE)
            shown.headers["content-security-policy"] = EDITOR_POLICY
            return shown
        media_type = negotiate(request.headers.get("accept"))
        try:
            if media_type is None:
                raise Refused(406, f"Accept {RESPONSE} or {JSON}.")
            return _json(await self._told(request, await read_asked(request)), 200, media_type)
        except Refused as refused:
            error = {"message": refused.reason, "extensions": {"code": BAD_REQUEST}}
            answer = _json({"errors": [error]}, refused.status, media_type or JSON)
            answer.headers.update(refused.headers)
            return answer
        except RequestRefused as refused:
            told = {"errors": [told_of(error) for error in refused.errors]}
            return _json(told, 400 if media_type == RESPONSE else 200, media_type or JSON)

    async def _told(self, request: Request, asked: Asked) -> dict[str, Any]:
        """What is answered to a request that is executed. Raises Refused and RequestRefused."""
        viewer = local_viewer()
        question = Question(self._documents, self._persisted.text_of(asked), asked.operation_name)
        if request.method == "GET" and not question.is_query:
            raise Refused(405, "Only queries are answered by GET; send this by POST.", allow="POST")
        budget = self._settings.budget(sees_ledger=Permission.LEDGER_READ in viewer.permissions)
        context = Context.open(self._engine, viewer)
        try:
            answer = await question.answer(asked.variables, context, budget)
            self._persisted.keep(asked)
            return await self._envelope(answer, context, budget)
        finally:
            await context.aclose()

    async def _envelope(self, answer: Answer, context: Context, budget: int) -> dict[str, Any]:
        told: dict[str, Any] = {"data": answer.data}
        if answer.errors:
            told["errors"] = [told_of(error) for error in answer.errors]
        told["extensions"] = {"cost": {"spent": answer.cost, "most": budget}}
        if answer.data is not None and (notice := await self._said_of_all(context)):
            told["extensions"]["notice"] = notice
        return told

    async def _said_of_all(self, context: Context) -> str | None:
        """SAMPLE DATA, where the database holds any. Once it does it always will, so it is asked no more."""
        if self._notice is None:
            self._notice = await data_notice(context)
        return self._notice


def _wants_editor(request: Request) -> bool:
    return (
        request.method == "GET"
        and not {"query", "extensions"} & request.query_params.keys()
        and "text/html" in request.headers.get("accept", "")
    )


def _json(told: dict[str, Any], status: int, media_type: str) -> Response:
    return Response(orjson.dumps(told), status, headers={"content-type": f"{media_type}; charset=utf-8"})
