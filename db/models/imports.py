"""Workbooks that came in: the original, who brought it, and what applying it wrote."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Instant, Keyed


class ImportRun(Keyed, Base):
    """A workbook, kept as it was. The same bytes are applied once."""

    __tablename__ = "import_run"
    __table_args__ = (
        CheckConstraint("(applied_at IS NULL) = (applied_by IS NULL)", name="applied_by_somebody"),
    )

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the original, in hexadecimal digits."""
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    received_at: Mapped[datetime] = mapped_column(Instant)
    received_by: Mapped[str] = mapped_column(String(80))
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    applied_by: Mapped[str | None] = mapped_column(String(80))
    rows_new: Mapped[int] = mapped_column(default=0)
    rows_changed: Mapped[int] = mapped_column(default=0)
    rows_unchanged: Mapped[int] = mapped_column(default=0)
