"""Watch what an engine asks of its database, and ask the same again without the program around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from sqlalchemy import event

from db.engine import Engine


class Statement(NamedTuple):
    """A question as the driver gets it."""

    text: str
    parameters: Any


@contextmanager
def statements_seen(engine: Engine) -> Iterator[list[Statement]]:
    """The questions that are asked meanwhile; what begins or tunes a transaction is none."""
    seen: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            seen.append(Statement(statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def ask_again(engine: Engine, statements: Sequence[Statement]) -> None:
    """Execute and fetch through the driver alone: what is left is the database's own work."""
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        for statement in statements:
            cursor.execute(*statement)
            cursor.fetchall()
