"""A real server on a free port, and a way to spoil the database behind it."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread
from typing import Any

import uvicorn
from sqlalchemy import text

from db.engine import make_engine, writing
from tests.databases import take_guards_away
from web.app import create_app
from web.settings import Settings


@contextmanager
def serving(url: str, **chosen: Any) -> Iterator[str]:
    """Serve a database with the settings chosen; gives the address of the first page, without its last slash.

    The socket listens before the server runs, so a first request waits and is never refused.
    """
    app = create_app(Settings(database_url=url, **chosen))
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


def execute(url: str, statement: str) -> None:
    """Change a database behind the program's back."""
    engine = make_engine(url)
    with writing(engine) as session:
        take_guards_away(session.connection())
        session.execute(text(statement))
    engine.dispose()
