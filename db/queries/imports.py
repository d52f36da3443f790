"""Workbooks that came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
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
