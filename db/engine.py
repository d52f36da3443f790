"""Engines and transactions for SQLite and PostgreSQL, and nothing that only one of them understands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from db.errors import DatabaseUnreachable
from db.queries.revision import advance_revision

__all__ = ["Engine", "Session", "make_engine", "reading", "writing"]

CONNECTIONS: Final = 15
"""The most that one process opens, and keeps open."""

_READS_ONLY = "reads only"
_POOL: Final = {"pool_size": CONNECTIONS, "max_overflow": 0}
_STEPS_BETWEEN_LOOKS = 20_000
"""Of SQLite's machine: less than a millisecond."""


def make_engine(url: str) -> Engine:
    """An engine for a database address, tuned; makes the folder of a SQLite file when it is missing.

    Raises DatabaseUnreachable when the address cannot be read or names a kind of database that is not ours.
    """
    parsed = _address(url)
    if parsed.get_backend_name() == "postgresql" and parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, **_POOL)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, **_POOL)
    else:
        engine = create_engine(parsed)
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: Engine, seconds: float | None = None) -> Iterator[Session]:
    """A session in one read-only transaction: every statement sees the same state of the data.

    A statement that runs on when the seconds are over fails; they count from the beginning on SQLite and
    for each statement on PostgreSQL.
    """
    options: dict[str, Any] = {_READS_ONLY: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.execution_options(**options).connect() as connection, Session(connection) as session:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA query_only = ON")
        if seconds is not None:
            _limit_statements(connection, seconds)
        try:
            yield session
        finally:
            if engine.dialect.name == "sqlite":
                _sqlite_driver(connection).set_progress_handler(None, 0)
                connection.exec_driver_sql("PRAGMA query_only = OFF")


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in one write transaction, committed at the end and rolled back on any error.

    Its last act is to count the data's revision up, so that readers know that something has changed.
    """
    with Session(engine) as session, session.begin():
        yield session
        session.flush()
        advance_revision(session)


def _limit_statements(connection: Connection, seconds: float) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
        return
    over_at = monotonic() + seconds
    _sqlite_driver(connection).set_progress_handler(lambda: monotonic() > over_at, _STEPS_BETWEEN_LOOKS)


def _sqlite_driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _address(url: str) -> URL:
    form = "the form is sqlite:///path/to/file.db or postgresql://user@host/name"
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseUnreachable("address", form) from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseUnreachable(parsed.render_as_string(hide_password=True), form)
    return parsed


def _tune_sqlite(connection: Any, _record: object) -> None:
    # The driver would open its transaction only at the first write, and so lose updates: we begin ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "busy_timeout = 15000",
        "foreign_keys = ON",
        "recursive_triggers = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN" if options.get(_READS_ONLY, False) else "BEGIN IMMEDIATE")
