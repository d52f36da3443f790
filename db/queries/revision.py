"""The data's revision: equal for two readings exactly when nothing was written between them."""

from __future__ import annotations

from contextlib import closing
from typing import Final

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

REVISION: Final = "SELECT revision FROM data_revision"
"""As text, for it is asked with every request: compiling a statement costs more than asking this one."""


def data_revision(session: Session) -> int:
    """The revision of what this transaction sees; 0 before the first write."""
    return session.connection().exec_driver_sql(REVISION).scalar() or 0


def current_revision(engine: Engine) -> int:
    """The revision of what a transaction that began now would see.

    Asked past the session and the engine's transactions, which cost more than the statement.
    """
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(REVISION)
        found = cursor.fetchone()
    return found[0] if found else 0


def advance_revision(session: Session) -> None:
    """Count one up. Writers wait for one another here, so the later to commit has the higher number."""
    session.execute(_ADVANCE)


_ADVANCE = text(
    "INSERT INTO data_revision (id, revision) VALUES (1, 1) "
    "ON CONFLICT (id) DO UPDATE SET revision = data_revision.revision + 1"
)
