"""The trail: who did what, when, from where and why. Source: domain.md a.8."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Instant


class AuditEvent(Base):
    """One deed. Its row is written in the deed's own transaction, and never changed."""

    __tablename__ = "audit_event"
    __table_args__ = (CheckConstraint("no > 0", name="no_counts_from_one"),)

    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counts without gaps."""
    at: Mapped[datetime] = mapped_column(Instant)
    who: Mapped[str] = mapped_column(String(80))
    """An account or the label of a token; never a secret."""
    role: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(80))
    """The address a request came from, or `command line`."""
    what: Mapped[str] = mapped_column(String(40), index=True)
    """The kind of deed: `eventCorrect`, `sign-in`, `download`."""
    subject: Mapped[str]
    """The thing it was done to: `event EVT-2019-TBS-01`."""
    before: Mapped[str | None]
    """Canonical JSON of what stood there."""
    after: Mapped[str | None]
    """Canonical JSON of what stands there now."""
    reason: Mapped[str | None]
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The end of the trail: whoever appends locks this one row first."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="there_is_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    no: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
