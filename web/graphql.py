"""GraphQL over HTTP: one operation a request, by POST as JSON or by GET as a query; and its page.

A thin layer over Strawberry's view; the schema itself decides what its errors may tell.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.asgi import HTTPException as Refused  # type: ignore[attr-defined]  # what the view itself raises

from db.engine import Engine
from resolvers.context import Context
from resolvers.programmes import data_notice
from resolvers.viewer import local_viewer
from schema import schema, sdl
from schema.errors import BAD_REQUEST, INTERNAL
from web.errors import log_unexpected
from web.headers import EDITOR_POLICY
from web.pages.page import TEMPLATES, page

SDL: Final = sdl()
EXAMPLE: Final = TEMPLATES.get_template("example.graphql").render()


async def schema_file(_request: Request) -> Response:
    """The schema as a file."""
    return PlainTextResponse(SDL, headers={"content-disposition": 'inline; filename="schema.graphql"'})


class GraphQLOverHTTP(GraphQL[Context, None]):
    """The view over one database: each request reads it in one transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(schema, subscription_protocols=())
        self.engine = engine
        self._notice: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        context = Context.open(self.engine, local_viewer())
        request.state.context = context
        try:
            answer = await self.run(request, context, None)
        except Refused as refused:
            answer = self._refuse(refused.status_code, refused.reason)
        finally:
            await context.aclose()
        answer.headers.setdefault("cache-control", "no-store")
        await answer(scope, receive, send)

    def should_render_graphql_ide(self, request: Any) -> bool:
        return (
            request.method == "GET"
            and not {"query", "extensions"} & request.query_params.keys()
            and "text/html" in request.headers.get("accept", "")
        )

    async def render_graphql_ide(self, request: Request) -> Response:
        shown = page("graphiql.html", example=EXAMPLE)
        shown.headers["content-security-policy"] = EDITOR_POLICY
        return shown

    async def parse_http_body(self, request: Any) -> Any:
        if request.method == "POST":
            media_type = (request.content_type or "").partition(";")[0].strip().lower()
            if media_type != "application/json":
                raise Refused(415, "Send the query as application/json.")
        return await super().parse_http_body(request)

    def decode_json(self, data: str | bytes) -> object:
        """An object: neither a query nor its variables are anything else, and batches are not taken."""
        try:
            decoded = orjson.loads(data)
        except orjson.JSONDecodeError:
            raise Refused(400, "The request is not JSON.") from None
        if not isinstance(decoded, dict):
            raise Refused(400, "The request must be one JSON object; batches are not taken.")
        return decoded

    def encode_json(self, data: object) -> str:
        return orjson.dumps(data).decode()

    async def process_result(self, request: Request, result: Any) -> Any:
        told: dict[str, Any] = {"data": result.data}
        if result.errors:
            told["errors"] = [_told(error) for error in result.errors]
        if result.data is not None and (notice := await self._said_of_all(request.state.context)):
            told["extensions"] = {"notice": notice}
        return told

    async def _said_of_all(self, context: Context) -> str | None:
        """SAMPLE DATA, where the database holds any. Once it does it always will, so it is asked no more."""
        if self._notice is None:
            self._notice = await data_notice(context)
        return self._notice

    def _refuse(self, status: int, reason: str) -> Response:
        told = {"errors": [{"message": reason, "extensions": {"code": BAD_REQUEST}}]}
        return Response(self.encode_json(told), status, media_type="application/json")


def _told(error: Any) -> dict[str, Any]:
    """A GraphQL error as the caller sees it; one of ours is logged, and its id told."""
    told: dict[str, Any] = error.formatted
    if told.get("extensions", {}).get("code") == INTERNAL:
        told["message"] = log_unexpected(error.original_error)
    return told
