"""Engines and transactions for SQLite and PostgreSQL, and nothing that only one of them understands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from db.errors import DatabaseBusy, DatabaseFull, DatabaseUnreachable, DiskRefused
from db.queries.revision import advance_revision
from db.time_limit import TimeLimit, driver_of, keep_time

__all__ = ["Engine", "Session", "is_at_hand", "make_engine", "noting", "reading", "taking_back", "writing"]

CONNECTIONS: Final = 15
"""The most that one process opens, and keeps open."""

_READS_ONLY = "reads only"
_SPARE: Final = 5
"""Connections that are left where one is taken without asking who else is about to."""
_TOGETHER: Final = {"insertmanyvalues_page_size": 100}
"""Rows that SQLite inserts in one statement."""
_POOL: Final = {"pool_size": CONNECTIONS, "max_overflow": 0}


def make_engine(url: str) -> Engine:
    """An engine for a database address, tuned; makes the folder of a SQLite file when it is missing.

    Raises DatabaseUnreachable when the address cannot be read or names a kind of database that is not ours.
    """
    parsed = _address(url)
    if parsed.get_backend_name() == "postgresql" and parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite(parsed)
    else:
        engine = create_engine(parsed, pool_pre_ping=True, **_POOL)
    keep_time(engine)
    return engine


@contextmanager
def reading(engine: Engine, seconds: float | None = None) -> Iterator[Session]:
    """A session in one read-only transaction: every statement sees the same state of the data.

    Once the seconds are over, the statement that runs ends, and every later one: they raise DeadlineExceeded.
    Raises DatabaseFull where SQLite has no room for the index of its log, and DiskRefused.
    """
    limit = None if seconds is None else TimeLimit(seconds)
    options: dict[str, Any] = {_READS_ONLY: True, **(limit.as_option if limit else {})}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    bound = engine.execution_options(**options)
    with _told_apart(), bound.connect() as connection, Session(connection) as session:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA query_only = ON")
        if limit:
            limit.watch(connection)
        try:
            yield session
        finally:
            if limit:
                limit.unwatch(connection)
            if engine.dialect.name == "sqlite":
                driver_of(connection).execute("PRAGMA query_only = OFF")


def is_at_hand(engine: Engine) -> bool:
    """Whether a small question is answered at once: by a file, with connections to spare."""
    pool = engine.pool
    return (
        engine.dialect.name == "sqlite"
        and isinstance(pool, QueuePool)
        and pool.checkedout() <= CONNECTIONS - _SPARE
    )


@contextmanager
def writing(engine: Engine, seconds: float | None = None) -> Iterator[Session]:
    """A session in one write transaction, committed at the end and rolled back on any error.

    Its last act is to count the data's revision up, so that readers know that something has changed.
    With seconds, a statement that is late raises DeadlineExceeded: it is written in time, or not at all.
    Raises DatabaseBusy, DatabaseFull and DiskRefused; then nothing was written.
    """
    limit = None if seconds is None else TimeLimit(seconds)
    bound = engine.execution_options(**limit.as_option) if limit else engine
    with _told_apart(), Session(bound) as session, session.begin(), _kept_in(session, limit):
        yield session
        session.flush()
        advance_revision(session)


@contextmanager
def noting(engine: Engine) -> Iterator[Session]:
    """A session in one write transaction of which no answer tells: the data's revision stays as it is.

    For rows of the trail about what was only read. Raises as `writing` does.
    """
    with _told_apart(), Session(engine) as session, session.begin():
        yield session


@contextmanager
def taking_back(engine: Engine) -> Iterator[Session]:
    """A session that may write, and whose every write is taken back at its end: to see what would happen."""
    with _told_apart(), Session(engine) as session, session.begin() as transaction:
        yield session
        transaction.rollback()


@contextmanager
def _told_apart() -> Iterator[None]:
    """What a person can do something about, told as such."""
    try:
        yield
    except OperationalError as error:
        cause: Any = error.orig
        # of SQLite the names of its codes, of PostgreSQL the states of the SQL standard
        sign = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
        if sign.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or sign in ("40P01", "40001", "55P03"):
            raise DatabaseBusy from error
        # SQLite writes the index of its log through a mapping, and has a name of its own for no room there
        if sign in ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "53100"):
            raise DatabaseFull from error
        if sign.startswith("SQLITE_IOERR") or sign == "58030":
            raise DiskRefused from error
        raise


@contextmanager
def _kept_in(session: Session, limit: TimeLimit | None) -> Iterator[None]:
    if limit is None:
        yield
        return
    connection = session.connection()
    limit.watch(connection)
    try:
        yield
    finally:
        limit.unwatch(connection)


def _address(url: str) -> URL:
    form = "the form is sqlite:///path/to/file.db or postgresql://user@host/name"
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseUnreachable("address", form) from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseUnreachable(parsed.render_as_string(hide_password=True), form)
    return parsed


def _sqlite(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, **_POOL, **_TOGETHER)
    else:
        engine = create_engine(address, **_TOGETHER)
    # with a trigger on the table, each statement of its own would cost a row more than the row itself
    engine.dialect.use_insertmanyvalues_wo_returning = True
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


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
