"""The data's revision: equal for two readings exactly when nothing was written between them."""

from __future__ import annotations

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.models.revision import DataRevision


def data_revision(session: Session) -> int:
    """The revision of what this transaction sees; 0 before the first write."""
    return session.scalar(select(DataRevision.revision)) or 0


def advance_revision(session: Session) -> None:
    """Count one up. Writers wait for one another here, so the later to commit has the higher number."""
    session.execute(_ADVANCE)


_ADVANCE = text(
    "INSERT INTO data_revision (id, revision) VALUES (1, 1) "
    "ON CONFLICT (id) DO UPDATE SET revision = data_revision.revision + 1"
)
