"""Mutations that were answered, so that one that is sent again is not done again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Instant, Keyed


class AnsweredMutation(Keyed, Base):
    """A key that a client gave a mutation, written in the transaction of the deed itself."""

    __tablename__ = "answered_mutation"
    __table_args__ = (UniqueConstraint("identity", "mutation", "client_mutation_id"),)

    identity: Mapped[str] = mapped_column(String(80))
    """Whose keys they are: two people may choose the same."""
    mutation: Mapped[str] = mapped_column(String(40))
    client_mutation_id: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the canonical input, in hexadecimal digits."""
    row_id: Mapped[int | None]
    """Of what was written; None only while the deed is being done."""
    row: Mapped[str | None]
    """The row that was answered, as JSON; None as long."""
    answered_at: Mapped[datetime] = mapped_column(Instant, index=True)
