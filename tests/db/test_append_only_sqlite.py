"""SQLite has ways of its own to put one row in the place of another."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, Text, text
from sqlalchemy.exc import IntegrityError

from db.append_only import unguarded
from db.audit import Actor, Deed, record
from db.engine import make_engine, writing
from db.migrate import upgrade
from db.sample.load import load_sample

AT = datetime(2020, 1, 6, 9, 30, tzinfo=UTC)
FINANCE = Actor("finance-office", "finance", "127.0.0.1")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("append_only")
    url = f"sqlite:///{folder / 'sample.db'}"
    upgrade(url)
    engine = make_engine(url)
    with writing(engine) as session:
        load_sample(session)
        record(session, FINANCE, AT, Deed("monthClose", "month 2019-12"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize("recursive_triggers", ["ON", "OFF"])
@pytest.mark.parametrize(
    ("table", "other"),
    [
        ("audit_event", {"reason": "'none'"}),
        ("audit_event", {"no": "'1'"}),
        ("audit_event", {"no": "1.0"}),
        ("audit_head", {"no": "0"}),
        ("ledger_entry", {"description": "'none'"}),
        ("ledger_entry", {"id": "'1'"}),
        ("ledger_entry", {"id": "9999", "document_no": "'NEW'"}),
        ("ledger_entry", {"id": "9999", "row_no": "'1'", "document_no": "'NEW'"}),
        ("ledger_entry", {"id": "NULL", "row_no": "9999"}),
        ("ledger_entry", {"id": "NULL", "row_no": "9999", "line_no": "1.0"}),
    ],
)
def test_insert_or_replace_is_refused_through_any_key_and_whatever_the_pragma(
    engine: Engine, recursive_triggers: str, table: str, other: dict[str, str]
) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA recursive_triggers = {recursive_triggers}")
        rows = copied(connection, table, **other)

        with pytest.raises(IntegrityError, match=r"only (ever added to|steps)"):
            connection.execute(text(f"INSERT OR REPLACE INTO {rows}"))
        with pytest.raises(IntegrityError, match=r"only (ever added to|steps)"):
            connection.execute(text(f"REPLACE INTO {rows}"))


@pytest.mark.parametrize("recursive_triggers", ["ON", "OFF"])
@pytest.mark.parametrize("way", ["OR REPLACE", "OR IGNORE", "OR FAIL", "OR ROLLBACK"])
@pytest.mark.parametrize(
    "change",
    [
        "ledger_entry SET id = 2 WHERE id = 1",
        "ledger_entry SET row_no = 2 WHERE id = 1",
        "audit_event SET no = 1",
    ],
)
def test_an_update_is_refused_however_it_meets_conflicts(
    engine: Engine, recursive_triggers: str, way: str, change: str
) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA recursive_triggers = {recursive_triggers}")

        with pytest.raises(IntegrityError, match="only ever added to"):
            connection.execute(text(f"UPDATE {way} {change}"))


def test_a_row_goes_with_none_that_it_refers_to(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM funding_source"))


def test_a_table_that_is_made_anew_is_noticed_to_be_without_its_guard(engine: Engine) -> None:
    with engine.connect() as connection:
        # it looks at the trail, and so would forbid that it is renamed
        connection.execute(text("DROP TRIGGER audit_head_refuses_update"))
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("audit_event", recreate="always") as batch:
            batch.alter_column("subject", existing_type=Text(), nullable=False)

        assert unguarded(connection) == ["audit_event", "audit_head"]
        connection.rollback()


def copied(connection: Connection, table: str, **other: str) -> str:
    """The columns of a table, and the values of its first row with others in some places."""
    first = {"audit_event": "no = 1", "ledger_entry": "id = 1", "audit_head": "id = 1"}[table]
    names = connection.execute(text(f"SELECT * FROM {table} WHERE {first}")).keys()
    values = ", ".join(other.get(name, name) for name in names)
    return f"{table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {first}"
