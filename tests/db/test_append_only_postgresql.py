"""On PostgreSQL, the program in a role that owns no table and has the rights of the page on operation."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.append_only import unguards
from db.audit import Actor, Deed, record
from db.engine import make_engine, reading, writing
from db.migrate import require_current, upgrade
from db.queries.differing_totals import differing_totals
from db.sample.load import load_sample
from tests.conftest import RUN_FOLDER
from tests.databases import PostgresDatabases

OPERATIONS = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
AT = datetime(2020, 1, 6, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def prefix(worker_id: str) -> str:
    """Roles are of the whole server, which workers share."""
    return f"{worker_id}_append_only"


@pytest.fixture(scope="module")
def server(pytestconfig: pytest.Config, prefix: str) -> Iterator[PostgresDatabases]:
    made = PostgresDatabases(pytestconfig.stash[RUN_FOLDER], prefix=prefix)
    yield made
    made.close()


@pytest.fixture(scope="module")
def owner_url(server: PostgresDatabases, prefix: str) -> Iterator[str]:
    """A database of the owner's, made and migrated as the page on operation says."""
    url = make_url(server.create()).set(username=f"{prefix}_owner")
    name = url.database
    assert name is not None
    server.server.execute(f'DROP DATABASE "{name}"'.encode())
    for statement in statements(0, prefix, name):
        server.server.execute(statement.encode())
    address = url.render_as_string(hide_password=False)
    upgrade(address)
    engine = make_engine(address)
    with engine.begin() as connection:
        for statement in statements(1, prefix, name):
            connection.execute(text(statement))
    engine.dispose()
    yield address
    server.drop(address)
    for role in (prefix, f"{prefix}_owner"):
        server.server.execute(f"DROP ROLE {role}".encode())


@pytest.fixture(scope="module")
def program(owner_url: str, prefix: str) -> Iterator[Engine]:
    """The program, which has written the sample and three rows of the trail."""
    engine = make_engine(make_url(owner_url).set(username=prefix).render_as_string(hide_password=False))
    require_current(engine)
    with writing(engine) as session:
        load_sample(session)
        for what in ("sign-in", "rateRecord", "monthClose"):
            record(session, Actor("finance-office", "finance", "127.0.0.1"), AT, Deed(what, "month 2019-12"))
    yield engine
    engine.dispose()


def statements(number: int, prefix: str, database: str) -> list[str]:
    """Those of a block of SQL on the page, for our own roles and database."""
    block = re.findall(r"```sql\n(.*?)```", OPERATIONS, flags=re.DOTALL)[number]
    told = re.sub(r"\bDATABASE rctp\b", f"DATABASE {database}", block)
    return [each for each in re.sub(r"\brctp(_owner)?\b", rf"{prefix}\1", told).split(";\n") if each]


def test_the_program_works_with_the_rights_of_the_page(program: Engine) -> None:
    with reading(program) as session:
        assert session.scalar(text("SELECT no FROM audit_head")) == 3
        assert differing_totals(session, 1) == []


@pytest.mark.parametrize("table", ["audit_event", "ledger_entry"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {0} SET {1} = {1}",
        "DELETE FROM {0}",
        "INSERT INTO {0} SELECT * FROM {0} ON CONFLICT ({1}) DO UPDATE SET {1} = excluded.{1}",
        "MERGE INTO {0} USING {0} AS other ON {0}.{1} = other.{1} WHEN MATCHED THEN DELETE",
        "TRUNCATE {0} CASCADE",
        "DROP TABLE {0} CASCADE",
        "ALTER TABLE {0} DROP COLUMN {1} CASCADE",
        "ALTER TABLE {0} DISABLE TRIGGER ALL",
        "DROP TRIGGER {0}_refuses_change ON {0}",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
        "ALTER TABLE {0} ADD FOREIGN KEY ({1}) REFERENCES country (id) ON DELETE CASCADE",
        "CREATE RULE never AS ON INSERT TO {0} DO INSTEAD NOTHING",
        "SET session_replication_role = replica",
    ],
)
def test_the_program_cannot_touch_a_row_and_cannot_take_the_guard_away(
    program: Engine, table: str, statement: str
) -> None:
    key = {"audit_event": "no", "ledger_entry": "id"}[table]

    with program.connect() as connection, pytest.raises(DBAPIError) as refused:
        connection.execute(text(statement.format(table, key)))

    assert refused.value.orig is not None
    assert getattr(refused.value.orig, "sqlstate", None) == "42501"  # insufficient privilege


@pytest.mark.parametrize("statement", ["DELETE FROM audit_head", "UPDATE audit_head SET no = 1"])
def test_the_program_cannot_turn_the_head_back(program: Engine, statement: str) -> None:
    with program.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text(statement))


def test_no_row_goes_with_what_it_refers_to(program: Engine) -> None:
    with program.connect() as connection, pytest.raises(IntegrityError, match="foreign key"):
        connection.execute(text("DELETE FROM funding_source"))


@pytest.mark.parametrize("table", ["audit_event", "ledger_entry", "audit_head"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = -1", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.usefixtures("program")
def test_even_the_owner_must_take_the_guard_away_first(owner_url: str, table: str, statement: str) -> None:
    key = {"audit_event": "no", "ledger_entry": "id", "audit_head": "no"}[table]
    engine = make_engine(owner_url)

    with engine.connect() as connection:
        with pytest.raises(IntegrityError, match=r"only (ever added to|steps)"):
            connection.execute(text(statement.format(table, key)))
        connection.rollback()
        for taken in unguards("postgresql"):
            connection.execute(text(taken))
        connection.execute(text("DELETE FROM audit_event"))
        connection.rollback()
    engine.dispose()
