"""A real server on a free port, tokens for it, and a way to spoil the database behind it."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from db.accounts import NewToken, Reach, create_token
from db.engine import make_engine, writing
from db.models.accounts import RoleName
from resolvers.viewer import local_viewer
from tests.tampering import tamper
from web.app import create_app
from web.settings import Settings


@contextmanager
def serving(url: str, role: str | None = "auditor", **chosen: Any) -> Iterator[str]:
    """Serve a database with the settings chosen; gives the address of the first page, without its last slash.

    A request that says not who sends it is given a token of the role, or none where there is no role.
    The socket listens before the server runs, so a first request waits and is never refused.
    """
    app: ASGIApp = create_app(Settings(database_url=url, **chosen))
    if role is not None:
        app = WithToken(app, token(url, role))
    config = uvicorn.Config(app, ws="none", log_config=None, access_log=False, proxy_headers=False)
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class WithToken:
    """An application whose callers have a token unless they bring their own."""

    def __init__(self, app: ASGIApp, secret: str) -> None:
        self.app, self._header = app, (b"authorization", f"Bearer {secret}".encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not any(name == b"authorization" for name, _ in scope["headers"]):
            scope = {**scope, "headers": [*scope["headers"], self._header]}
        await self.app(scope, receive, send)


def token(url: str, role: str, **chosen: Any) -> str:
    """The text of a new token of a role, good for an hour; its countries, sources and more as chosen."""
    now = datetime.now(UTC)
    reach = Reach(RoleName(role), chosen.pop("countries", None), chosen.pop("sources", None))
    new = NewToken(reach, chosen.pop("expires_at", now + timedelta(hours=1)), **chosen)
    engine = make_engine(url)
    with writing(engine) as session:
        made = create_token(session, new, local_viewer().actor, now)
    engine.dispose()
    return made


def bearing(secret: str) -> dict[str, str]:
    """The header that shows a token."""
    return {"Authorization": f"Bearer {secret}"}


def execute(url: str, statement: str) -> None:
    """Change a database behind the program's back."""
    engine = make_engine(url)
    with writing(engine) as session:
        tamper(session, statement)
    engine.dispose()
