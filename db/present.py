"""The data's present revision, for those who hold something back and ask whether it is still right."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event

from db.queries.revision import REVISION, current_revision


class Present:
    """Asks a database for its revision, beside the pool; for one thread, until the engine is disposed.

    Of a SQLite file it keeps a connection of its own: asking takes some microseconds then, no connection of
    the pool is waited for, and so the event loop itself may ask.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Any = None
        self.is_quick = engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:")
        """Whether asking takes less time than beginning to ask in another thread."""
        event.listen(engine, "engine_disposed", self._close)

    def revision(self) -> int:
        """0 before the first write."""
        if not self.is_quick:
            return current_revision(self._engine)
        if self._connection is None:
            dialect = self._engine.dialect
            arguments, options = dialect.create_connect_args(self._engine.url)
            self._connection = dialect.connect(*arguments, **options)
        found = self._connection.execute(REVISION).fetchone()
        return found[0] if found else 0

    def _close(self, _engine: Engine) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
