"""Tables whose rows are never changed or taken away: the database itself refuses it.

What a trigger cannot refuse, such as dropping it, the hash chains find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

KEYS: Final[Mapping[str, Sequence[Sequence[str]]]] = {
    "audit_event": (("no",),),
    "ledger_entry": (("id",), ("document_no", "line_no"), ("funding_source_id", "row_no")),
}
"""Each such table, with its unique keys."""

_REFUSAL: Final = "the rows of {table} are only ever added to"


def guards(dialect: str) -> list[str]:
    """Statements that make every guard."""
    return [statement for table in KEYS for statement in _guards(dialect, table)]


def unguards(dialect: str) -> list[str]:
    """Statements that take every guard away, which only a migration does."""
    statements = []
    for table in KEYS:
        for name in _names(dialect, table):
            on = "" if dialect == "sqlite" else f" ON {table}"
            statements.append(f"DROP TRIGGER {name}{on}")
    if dialect == "postgresql":
        statements.append("DROP FUNCTION refuse_change()")
    return statements


def _names(dialect: str, table: str) -> Iterator[str]:
    deeds = ("update", "delete", "insert") if dialect == "sqlite" else ("change", "truncate")
    for deed in deeds:
        yield f"{table}_refuses_{deed}"


def _guards(dialect: str, table: str) -> Iterator[str]:
    refusal = _REFUSAL.format(table=table)
    if dialect == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        yield f"CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table} {refuse}"
        yield f"CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} {refuse}"
        # INSERT OR REPLACE deletes without asking the trigger for deletes, whatever a connection has set
        taken = " OR ".join(_taken(table, key) for key in KEYS[table])
        yield f"CREATE TRIGGER {table}_refuses_insert BEFORE INSERT ON {table} WHEN {taken} {refuse}"
        return
    if table == next(iter(KEYS)):
        yield (
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'the rows of % are only ever added to', TG_TABLE_NAME; END $$"
        )
    yield (
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    yield (
        f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _taken(table: str, key: Sequence[str]) -> str:
    same = " AND ".join(f"{name} = NEW.{name}" for name in key)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names of ours
