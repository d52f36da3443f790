"""Tables that only grow: the database itself refuses to change, replace or remove a row of them.

On PostgreSQL the owner of a table can take its triggers away, so the program's role should own none.
On SQLite a table that is made anew, as Alembic's batch operations do, comes without its triggers:
a migration that does so guards it again. What no trigger can refuse, the hash chains show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, text

KEYS: Final[Mapping[str, Sequence[tuple[str, ...]]]] = {
    "audit_event": (("no",),),
    "ledger_entry": (("id",), ("funding_source_id", "row_no"), ("document_no", "line_no")),
}
"""The tables, each with its unique keys: through any of them a row could be replaced."""

HEAD: Final = "audit_head"
"""The end of the trail, one row, which only steps to the row that follows."""


def guard(connection: Connection, table: str) -> None:
    """Let a table only grow; the head of the trail only step on."""
    for statement in _statements(connection, table):
        connection.execute(text(statement))


def unguard(connection: Connection, table: str) -> None:
    """Take away what guard put there: for a migration that must touch rows, and guards them again."""
    on_postgresql = connection.dialect.name == "postgresql"
    for name in _names(connection, table):
        place = f" ON {table}" if on_postgresql else ""
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{place}"))


def unguarded(connection: Connection) -> list[str]:
    """The tables of which a guard is missing or does not work, in order."""
    asked = _ON_GUARD_POSTGRESQL if connection.dialect.name == "postgresql" else _ON_GUARD_SQLITE
    found = set(connection.execute(text(asked)).scalars())
    return [table for table in sorted((*KEYS, HEAD)) if not set(_names(connection, table)) <= found]


def drop_functions(connection: Connection) -> None:
    """Remove what guards of all tables share."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION refuse_change()"))
        connection.execute(text("DROP FUNCTION refuse_leap()"))


def _names(connection: Connection, table: str) -> list[str]:
    if connection.dialect.name == "postgresql":
        return [f"{table}_only_{'steps' if table == HEAD else 'grows'}"] + (
            [f"{table}_stays"] if table == HEAD else []
        )
    last = "only_steps" if table == HEAD else "never_updated"
    return [f"{table}_{what}" for what in ("never_replaced", last, "never_deleted")]


def _statements(connection: Connection, table: str) -> list[str]:
    if connection.dialect.name == "postgresql":
        return [REFUSE_CHANGE, REFUSE_LEAP, *(HEAD_ON_POSTGRESQL if table == HEAD else _grows(table))]
    return list(HEAD_ON_SQLITE) if table == HEAD else _sqlite(table)


# SQLite. An existing key is refused before the insert, because REPLACE would remove its row without asking
# the trigger of deletion wherever recursive_triggers is off.


def _sqlite(table: str) -> list[str]:
    known = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key)})"  # noqa: S608
        for key in KEYS[table]
    )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} only grows: its rows cannot be {{}}'); END"
    return [
        f"CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table} WHEN {known} "
        + refuse.format("replaced"),
        f"CREATE TRIGGER {table}_never_updated BEFORE UPDATE ON {table} " + refuse.format("changed"),
        f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} " + refuse.format("removed"),
    ]


HEAD_ON_SQLITE: Final = (
    """
    CREATE TRIGGER audit_head_never_replaced BEFORE INSERT ON audit_head
    WHEN NEW.no <> 0 OR EXISTS (SELECT 1 FROM audit_head)
    BEGIN SELECT RAISE(ABORT, 'audit_head begins once, at 0'); END
    """,
    """
    CREATE TRIGGER audit_head_only_steps BEFORE UPDATE ON audit_head
    WHEN NEW.id <> OLD.id OR NEW.no <> OLD.no + 1 OR NOT EXISTS (
        SELECT 1 FROM audit_event WHERE no = NEW.no AND prev_hash = OLD.hash AND hash = NEW.hash
    )
    BEGIN SELECT RAISE(ABORT, 'audit_head only steps to the row that follows'); END
    """,
    """
    CREATE TRIGGER audit_head_never_deleted BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'audit_head cannot be removed'); END
    """,
)

_ON_GUARD_SQLITE: Final = "SELECT name FROM sqlite_master WHERE type = 'trigger'"

# PostgreSQL. Of a statement and not of a row: so TRUNCATE and statements that would meet no row are refused
# too, and inserting costs nothing. ALWAYS: also where a session plays the part of a replica.

REFUSE_CHANGE: Final = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

REFUSE_LEAP: Final = """
CREATE OR REPLACE FUNCTION refuse_leap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.no = 0 THEN RETURN NEW; END IF;
    ELSIF NEW.id = OLD.id AND NEW.no = OLD.no + 1 AND EXISTS (
        SELECT 1 FROM audit_event WHERE no = NEW.no AND prev_hash = OLD.hash AND hash = NEW.hash
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit_head only steps to the row that follows'
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

HEAD_ON_POSTGRESQL: Final = (
    """
    CREATE TRIGGER audit_head_only_steps BEFORE INSERT OR UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION refuse_leap()
    """,
    "ALTER TABLE audit_head ENABLE ALWAYS TRIGGER audit_head_only_steps",
    """
    CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
    "ALTER TABLE audit_head ENABLE ALWAYS TRIGGER audit_head_stays",
)


def _grows(table: str) -> tuple[str, ...]:
    return (
        f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_only_grows",
    )


_ON_GUARD_POSTGRESQL: Final = """
SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname = current_schema() AND tgenabled = 'A'
"""
