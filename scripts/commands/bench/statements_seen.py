"""Watch what an engine sends to its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from sqlalchemy import event

from db.engine import Engine


@dataclass(slots=True)
class Seen:
    """The statements so far."""

    questions: int = 0
    """Those that ask for rows; what begins or tunes a transaction is none."""
    seconds: float = 0.0
    """Spent on executing all of them; of a result that is made row by row, only up to the first row."""


@contextmanager
def statements_seen(engine: Engine) -> Iterator[Seen]:
    """What is sent meanwhile, one statement at a time."""
    seen = Seen()
    began = 0.0

    def before(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal began
        seen.questions += statement.startswith(("SELECT", "WITH"))
        began = perf_counter()

    def after(*_execution: Any) -> None:
        seen.seconds += perf_counter() - began

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)
