"""Workbooks that came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.models.imports import ImportRun


@dataclass(frozen=True, slots=True)
class AppliedImport:
    """A workbook whose facts were written."""

    kind: str
    file_name: str
    applied_at: datetime
    applied_by: str


def applied_import(session: Session, digest: str) -> AppliedImport | None:
    """When and by whom these very bytes were applied; None when they were not."""
    found = session.execute(
        select(ImportRun.kind, ImportRun.file_name, ImportRun.applied_at, ImportRun.applied_by).where(
            ImportRun.digest == digest, ImportRun.applied_at.is_not(None)
        )
    ).first()
    return AppliedImport(*found) if found else None  # type: ignore[arg-type]


def hold_imports(session: Session) -> None:
    """Wait until no other workbook is being applied; SQLite has one writer in any case.

    So that of two who bring the same thing in the later sees what the earlier wrote.
    """
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _IMPORTS})


_IMPORTS: Final = 4_705_112
"""Any number that no other lock of this program has."""


def import_run(session: Session, digest: str) -> ImportRun | None:
    """The kept workbook of a digest, to be changed."""
    return session.scalar(select(ImportRun).where(ImportRun.digest == digest))


@dataclass(frozen=True, slots=True)
class ReceivedImport:
    """A workbook that was kept."""

    file_name: str
    content: bytes


def received_import(session: Session, digest: str) -> ReceivedImport | None:
    """The workbook of a digest, whether it was applied or not; None when it was not kept."""
    found = session.execute(
        select(ImportRun.file_name, ImportRun.content).where(ImportRun.digest == digest)
    ).first()
    return ReceivedImport(*found) if found else None
