"""The database that a command works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db.engine import Engine, make_engine
from db.migrate import require_current
from web.settings import Settings


@contextmanager
def current_database(settings: Settings) -> Iterator[Engine]:
    """The database, once it is known to be at the newest migration. Raises DatabaseNotReady."""
    engine = make_engine(settings.database_url)
    try:
        require_current(engine)
        yield engine
    finally:
        engine.dispose()
