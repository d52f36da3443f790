"""The database itself refuses to change, replace or remove a row of the trail or the ledger.

LED-0001 is the first row of the ledger; its id is 1. The trail has three rows.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from db.append_only import guard, unguard, unguarded
from db.audit import Actor, Deed, record
from db.engine import make_engine, writing
from tests.databases import Databases

AT = datetime(2020, 1, 6, 9, 30, tzinfo=UTC)
FINANCE = Actor("finance-office", "finance", "127.0.0.1")


@pytest.fixture(scope="module")
def url(databases: Databases, sample_template: str) -> Iterator[str]:
    url = databases.copy(sample_template)
    yield url
    databases.drop(url)


@pytest.fixture(scope="module")
def engine(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    with writing(engine) as session:
        for what in ("sign-in", "rateRecord", "monthClose"):
            record(session, FINANCE, AT, Deed(what, "month 2019-12"))
    yield engine
    engine.dispose()


def copied(connection: Connection, table: str, **other: str) -> str:
    """The columns of a table, and the values of its first row with others in some places."""
    first = {"audit_event": "no = 1", "ledger_entry": "id = 1", "audit_head": "id = 1"}[table]
    names = connection.execute(text(f"SELECT * FROM {table} WHERE {first}")).keys()
    values = ", ".join(other.get(name, name) for name in names)
    return f"{table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {first}"


def refuse(engine: Engine, statement: str, says: str) -> None:
    with engine.connect() as connection, pytest.raises(IntegrityError, match=says):
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET reason = 'none' WHERE no = 2",
        "UPDATE audit_event SET no = 9 WHERE no = 2",
        "DELETE FROM audit_event WHERE no = 3",
        "DELETE FROM audit_event",
        "UPDATE ledger_entry SET transaction_minor = transaction_minor + 1 WHERE id = 1",
        "UPDATE ledger_entry SET search_text = '' WHERE id = 1",
        "DELETE FROM ledger_entry WHERE id = 1",
        "DELETE FROM ledger_entry",
    ],
)
def test_a_row_is_never_changed_and_never_removed(engine: Engine, statement: str) -> None:
    refuse(engine, statement, "only grows")


@pytest.mark.parametrize(
    ("table", "other"),
    [
        ("audit_event", {"reason": "'none'"}),
        ("ledger_entry", {"description": "'none'"}),
        ("ledger_entry", {"id": "9999", "document_no": "'NEW'"}),  # its place in the source stays
        ("ledger_entry", {"id": "9999", "row_no": "9999"}),  # its document stays
    ],
)
def test_a_row_is_never_replaced_through_any_of_its_keys(
    engine: Engine, table: str, other: dict[str, str]
) -> None:
    with engine.connect() as connection:
        rows = copied(connection, table, **other)
    key = {"audit_event": "no", "ledger_entry": "id"}[table]

    refuse(engine, f"INSERT INTO {rows}", "only grows|unique constraint")
    refuse(engine, f"INSERT INTO {rows} AND TRUE ON CONFLICT ({key}) DO UPDATE SET {key} = 1", "only grows")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_head SET no = no - 1",
        "UPDATE audit_head SET no = no + 1",
        "UPDATE audit_head SET hash = prev.hash FROM audit_event AS prev WHERE prev.no = 2",
        "DELETE FROM audit_head",
    ],
)
def test_the_head_only_steps_to_the_row_that_follows(engine: Engine, statement: str) -> None:
    refuse(engine, statement, "audit_head (only|cannot)")


def test_the_trail_begins_at_0(migrated_url: str) -> None:
    engine = make_engine(migrated_url)
    refuse(engine, "INSERT INTO audit_head (id, no, hash) VALUES (1, 7, 'feed')", "audit_head")
    engine.dispose()


def test_a_guard_that_is_gone_is_noticed_and_can_be_put_back(engine: Engine) -> None:
    with engine.connect() as connection:
        assert unguarded(connection) == []
        for table in ("ledger_entry", "audit_head"):
            unguard(connection, table)
        assert unguarded(connection) == ["audit_head", "ledger_entry"]
        for table in ("ledger_entry", "audit_head"):
            guard(connection, table)
        assert unguarded(connection) == []
        connection.rollback()
