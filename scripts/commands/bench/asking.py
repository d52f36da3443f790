"""Requests to an ASGI application without a socket, and the schema served by the stock library."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias

import orjson
import uvloop
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL

from db.accounts import NewToken, Reach, create_token
from db.engine import Engine, writing
from db.models.accounts import RoleName
from resolvers.context import Context
from resolvers.frames import with_room
from resolvers.viewer import local_viewer
from schema import schema
from web.app import passed_first
from web.settings import Settings

Message: TypeAlias = MutableMapping[str, Any]
App: TypeAlias = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Any
]

_CONTEXT: Final = "rctp.context"


class Asking:
    """An event loop in which applications are asked."""

    def __init__(self, loop: asyncio.AbstractEventLoop, token: str) -> None:
        self._loop, self._token = loop, token

    def graphql(self, app: App, document: str, times: int = 1, path: str = "/graphql") -> bytes:
        """The body of the last of so many answers to a query."""
        return self._ask(app, "POST", path, orjson.dumps({"query": document}), times)

    def get(self, app: App, path: str, times: int = 1) -> bytes:
        """The same for a page without a question."""
        return self._ask(app, "GET", path, b"", times)

    def _ask(self, app: App, method: str, path: str, body: bytes, times: int) -> bytes:
        async def ask() -> bytes:
            answer = b""
            for _ in range(times):
                answer = await _answered(app, method, path, body, self._token)
            return answer

        # with room: an unlucky depth of frames must not decide between the two
        return with_room(self._loop.run_until_complete, ask())


@contextmanager
def asking(engine: Engine) -> Iterator[Asking]:
    """A loop as the server has, with its threads gone afterwards; who asks has a token of an auditor."""
    now = datetime.now(UTC)
    new = NewToken(Reach(RoleName.AUDITOR), now + timedelta(days=1), "bench")
    with writing(engine) as session:
        token = create_token(session, new, local_viewer().actor, now)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        yield Asking(runner.get_loop(), token)


def stock_app(engine: Engine) -> App:
    """The schema as the library serves it: with its executor, and nothing kept from request to request.

    It stands behind what every request passes in ours, so that the two differ in nothing else.
    """
    return Starlette(routes=[Route("/graphql", _Stock(engine))], middleware=passed_first(engine, Settings()))


class _Stock(GraphQL[Any, Any]):
    def __init__(self, engine: Engine) -> None:
        super().__init__(schema)
        self._engine = engine

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        scope[_CONTEXT] = Context.open(self._engine, local_viewer())
        try:
            await super().__call__(scope, receive, send)
        finally:
            await scope[_CONTEXT].aclose()

    async def get_context(self, request: Any, response: Any) -> Any:
        return request.scope[_CONTEXT]


async def _answered(app: App, method: str, path: str, body: bytes, token: str) -> bytes:
    """The body of one answer. Raises AssertionError unless it is good."""
    answer: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        answer.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [
            (b"host", b"localhost"),
            (b"accept", b"application/json"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"authorization", f"Bearer {token}".encode()),
        ],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8_000),
    }
    await app(scope, receive, send)
    assert answer[0]["status"] == 200, answer
    return b"".join(each.get("body", b"") for each in answer[1:])
