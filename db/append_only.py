"""Tables whose rows are never changed or taken away: the database itself refuses it.

The head of the trail, one row, only steps to the row that follows.
What a trigger cannot refuse, such as dropping it, the hash chains find. On SQLite a table that is made anew,
as Alembic's batch operations do, comes without its triggers: such a migration makes the guards again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, text

KEYS: Final[Mapping[str, Sequence[Sequence[str]]]] = {
    "audit_event": (("no",),),
    "ledger_entry": (("id",), ("document_no", "line_no"), ("funding_source_id", "row_no")),
}
"""Each such table, with its unique keys."""

HEAD: Final = "audit_head"

_REFUSAL: Final = "the rows of {table} are only ever added to"
_FOLLOWS: Final = (
    "EXISTS (SELECT 1 FROM audit_event WHERE no = NEW.no AND prev_hash = OLD.hash AND hash = NEW.hash)"
)
"""Of the head: it goes where the trail goes."""


def guards(dialect: str) -> list[str]:
    """Statements that make every guard."""
    if dialect == "sqlite":
        return [statement for table in KEYS for statement in _on_sqlite(table)] + list(_HEAD_ON_SQLITE)
    made = (f"CREATE TRIGGER {name} {does}" for name, does in _on_postgresql())
    return [_REFUSE_CHANGE, _REFUSE_LEAP, *made]


def unguards(dialect: str) -> list[str]:
    """Statements that take every guard away, which only a migration does."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER {name}" for names in _names(dialect).values() for name in names]
    dropped = [
        f"DROP TRIGGER {name} ON {table}" for table, names in _names(dialect).items() for name in names
    ]
    return [*dropped, "DROP FUNCTION refuse_change()", "DROP FUNCTION refuse_leap()"]


def unguarded(connection: Connection) -> list[str]:
    """The tables of which a guard is missing or does not work."""
    dialect = connection.dialect.name
    found = set(connection.execute(text(_ON_GUARD[dialect])).scalars())
    return [table for table, names in _names(dialect).items() if not found.issuperset(names)]


def _names(dialect: str) -> dict[str, list[str]]:
    """The triggers of each table."""
    deeds = ("update", "delete", "insert") if dialect == "sqlite" else ("change",)
    head = deeds if dialect == "sqlite" else ("leap", "change")
    return {
        table: [f"{table}_refuses_{deed}" for deed in (head if table == HEAD else deeds)]
        for table in (*KEYS, HEAD)
    }


def _on_sqlite(table: str) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL.format(table=table)}'); END"
    yield f"CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} {refuse}"
    # INSERT OR REPLACE deletes without asking the trigger for deletes, whatever a connection has set
    taken = " OR ".join(_taken(table, key) for key in KEYS[table])
    yield f"CREATE TRIGGER {table}_refuses_insert BEFORE INSERT ON {table} WHEN {taken} {refuse}"


def _taken(table: str, key: Sequence[str]) -> str:
    same = " AND ".join(f"{name} = NEW.{name}" for name in key)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of ours


_HAS_BEGUN: Final = "EXISTS (SELECT 1 FROM audit_head)"
_HEAD_REFUSES: Final = "BEGIN SELECT RAISE(ABORT, 'audit_head only steps to the row that follows'); END"
_HEAD_ON_SQLITE: Final = (
    "CREATE TRIGGER audit_head_refuses_update BEFORE UPDATE ON audit_head "
    f"WHEN NEW.id <> OLD.id OR NEW.no <> OLD.no + 1 OR NOT {_FOLLOWS} {_HEAD_REFUSES}",
    f"CREATE TRIGGER audit_head_refuses_delete BEFORE DELETE ON audit_head {_HEAD_REFUSES}",
    "CREATE TRIGGER audit_head_refuses_insert BEFORE INSERT ON audit_head "
    f"WHEN NEW.no <> 0 OR {_HAS_BEGUN} {_HEAD_REFUSES}",
)


def _on_postgresql() -> Iterator[tuple[str, str]]:
    """Triggers of a statement, not of a row: TRUNCATE has no rows, and inserting costs nothing."""
    for table in (*KEYS, HEAD):
        deeds = "DELETE OR TRUNCATE" if table == HEAD else "UPDATE OR DELETE OR TRUNCATE"
        refuse = "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        yield f"{table}_refuses_change", f"BEFORE {deeds} ON {table} {refuse}"
    refuse = "FOR EACH ROW EXECUTE FUNCTION refuse_leap()"
    yield "audit_head_refuses_leap", f"BEFORE INSERT OR UPDATE ON audit_head {refuse}"


_REFUSE_CHANGE: Final = f"""
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '{_REFUSAL.format(table="%")}', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_REFUSE_LEAP: Final = f"""
CREATE FUNCTION refuse_leap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.no = 0 THEN RETURN NEW; END IF;
    ELSIF NEW.id = OLD.id AND NEW.no = OLD.no + 1 AND {_FOLLOWS} THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit_head only steps to the row that follows'
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

_ON_GUARD: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "JOIN pg_namespace ON pg_namespace.oid = relnamespace "
    "WHERE nspname = current_schema() AND tgenabled IN ('O', 'A')",
}
