"""A time limit for everything that one transaction reads, kept by the database while a statement runs."""

from __future__ import annotations

from math import ceil, inf
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, Engine, ExceptionContext, event

from db.errors import DeadlineExceeded

_OPTION: Final = "time limit"
_STEPS_BETWEEN_LOOKS: Final = 20_000
"""Of SQLite's machine: less than a millisecond."""
_TOLD_AGAIN: Final = 0.9
"""PostgreSQL is told the time left when a tenth of what it was told is over, and not at each statement."""


class TimeLimit:
    """So many seconds from now on. What is over raises DeadlineExceeded."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._over_at = monotonic() + seconds
        self._told = inf

    @property
    def as_option(self) -> dict[str, Any]:
        """The execution option that a connection is held to it by."""
        return {_OPTION: self}

    @property
    def is_over(self) -> bool:
        return monotonic() >= self._over_at

    def watch(self, connection: Connection) -> None:
        """Hold a statement to it that is running, before the first one."""
        if connection.dialect.name == "sqlite":
            driver_of(connection).set_progress_handler(lambda: self.is_over, _STEPS_BETWEEN_LOOKS)

    def unwatch(self, connection: Connection) -> None:
        """Leave the connection as it was."""
        if connection.dialect.name == "sqlite":
            driver_of(connection).set_progress_handler(None, 0)

    def before_statement(self, connection: Connection) -> None:
        """Begin no statement that is too late, and let none run longer than there is time."""
        left = self._over_at - monotonic()
        if left <= 0:
            raise DeadlineExceeded(self.seconds)
        if connection.dialect.name == "postgresql" and left < self._told * _TOLD_AGAIN:
            driver_of(connection).execute(f"SET LOCAL statement_timeout = {ceil(left * 1000)}")
            self._told = left


def keep_time(engine: Engine) -> None:
    """Hold the connections of an engine to the limits that they are given."""
    event.listen(engine, "before_cursor_execute", _before_statement)
    event.listen(engine, "handle_error", _name_the_cause)


def _before_statement(connection: Connection, *_statement: object) -> None:
    if limit := _limit_of(connection):
        limit.before_statement(connection)


def _name_the_cause(failed: ExceptionContext) -> None:
    # SQLite says "interrupted" and PostgreSQL "canceling statement"; neither says why
    limit = _limit_of(failed.connection)
    if limit and limit.is_over:
        raise DeadlineExceeded(limit.seconds) from failed.original_exception


def _limit_of(connection: Connection | None) -> TimeLimit | None:
    return connection.get_execution_options().get(_OPTION) if connection else None


def driver_of(connection: Connection) -> Any:
    """The connection as its driver knows it, for what goes past the limit."""
    return connection.connection.driver_connection
