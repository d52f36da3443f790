"""Changing what the program only adds to, as somebody can who owns the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.append_only import guards, unguards


def tamper(session: Session, *statements: str) -> int:
    """Do it without the guards, which stand again afterwards; how many rows the last of it touched."""
    take_guards_away(session)
    touched: Any = None
    for statement in statements:
        touched = session.execute(text(statement))
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = origin")
    else:
        for guard in guards(connection.dialect.name):
            connection.exec_driver_sql(guard)
    return int(touched.rowcount)


def take_guards_away(session: Session) -> None:
    """From here on every row can be changed, until the transaction ends."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        # as a superuser may; to drop a trigger would wait for everybody who reads the table
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    else:
        for statement in unguards(connection.dialect.name):
            connection.exec_driver_sql(statement)
