"""The database refuses to change or take away what is only added to."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.append_only import guards, unguarded, unguards
from db.audit import Actor, Deed, record
from db.engine import make_engine, reading, writing
from db.migrate import upgrade
from db.models.audit import AuditEvent
from db.models.ledger import LedgerEntry
from db.sample.load import load_sample

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)

_AUDIT = (
    "(no, at, who, role, place, what, subject, prev_hash, hash) "
    "SELECT no, at, 'nobody', role, place, what, subject, prev_hash, hash FROM audit_event WHERE no = 1"
)
_LEDGER_COLUMNS = ", ".join(column.name for column in LedgerEntry.__table__.columns if column.name != "id")

ON_BOTH = (
    "UPDATE audit_event SET who = 'nobody'",
    "DELETE FROM audit_event",
    f"INSERT INTO audit_event {_AUDIT} ON CONFLICT (no) DO UPDATE SET who = 'nobody'",
    "UPDATE ledger_entry SET description = 'other'",
    "DELETE FROM ledger_entry WHERE row_no = 3",
    "UPDATE audit_head SET no = no - 1",
    "UPDATE audit_head SET no = no + 1",
    "UPDATE audit_head SET no = 1, hash = (SELECT hash FROM audit_event WHERE no = 1)",
    "DELETE FROM audit_head",
)
ON_SQLITE = (
    f"INSERT OR REPLACE INTO audit_event {_AUDIT}",
    f"REPLACE INTO audit_event {_AUDIT}",
    "UPDATE OR REPLACE audit_event SET no = 1",
    f"INSERT OR REPLACE INTO ledger_entry ({_LEDGER_COLUMNS}) "
    f"SELECT {_LEDGER_COLUMNS} FROM ledger_entry WHERE row_no = 1",
    "DELETE FROM funding_source",
)
ON_POSTGRESQL = (
    "TRUNCATE audit_event",
    "TRUNCATE ledger_entry CASCADE",
    "TRUNCATE funding_source CASCADE",
    "TRUNCATE audit_head",
    "DELETE FROM funding_source",
)


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    deeds(engine)
    yield engine
    engine.dispose()


def test_every_way_to_change_a_row_is_refused(engine: Engine) -> None:
    ways = (*ON_BOTH, *(ON_SQLITE if engine.dialect.name == "sqlite" else ON_POSTGRESQL))

    for way in ways:
        with pytest.raises(DBAPIError):
            do(engine, way)

    assert told(engine) == (2, 332)


def test_sqlite_refuses_a_replacement_whatever_a_connection_says_of_recursive_triggers(
    tmp_path: Path,
) -> None:
    engine = of_sqlite(tmp_path)
    for way in ON_SQLITE[:4]:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA recursive_triggers = OFF")
            with pytest.raises(DBAPIError, match="only ever added to"):
                connection.exec_driver_sql(way)
            connection.rollback()
            connection.exec_driver_sql("PRAGMA recursive_triggers = ON")

    assert told(engine) == (2, 332)
    engine.dispose()


def of_sqlite(folder: Path) -> Engine:
    """The sample with two deeds, whichever database the other tests are about."""
    url = f"sqlite:///{folder}/sample.db"
    upgrade(url)
    engine = make_engine(url)
    with writing(engine) as session:
        load_sample(session)
    deeds(engine)
    return engine


def deeds(engine: Engine) -> None:
    with writing(engine) as session:
        for no in range(2):
            record(session, Actor("office", "staff", "here"), AT, Deed("eventRecord", f"event {no}"))


def test_the_head_of_a_trail_begins_at_0(migrated_url: str) -> None:
    engine = make_engine(migrated_url)

    with pytest.raises(IntegrityError, match="audit_head"):
        do(engine, "INSERT INTO audit_head (id, no, hash) VALUES (1, 7, 'feed')")
    engine.dispose()


def test_guards_stand_at_the_newest_migration_and_one_that_is_gone_is_noticed(engine: Engine) -> None:
    with engine.connect() as connection:
        assert unguarded(connection) == []
        for statement in unguards(engine.dialect.name):
            connection.execute(text(statement))
        assert unguarded(connection) == ["audit_event", "ledger_entry", "audit_head"]
        for statement in guards(engine.dialect.name):
            connection.execute(text(statement))
        assert unguarded(connection) == []


def do(engine: Engine, statement: str) -> None:
    with writing(engine) as session:
        session.execute(text(statement))


def told(engine: Engine) -> tuple[int, int]:
    with reading(engine) as session:
        return tuple(  # type: ignore[return-value]
            session.scalar(select(func.count()).select_from(model)) for model in (AuditEvent, LedgerEntry)
        )
