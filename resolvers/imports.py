"""Bringing workbooks in: for commands, uploads and the API alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from db.audit import Actor, Deed, record
from db.engine import Engine, Session, reading, taking_back, writing
from db.errors import NotFound, ReportingError
from db.imports.kinds import kind_of
from db.imports.outcome import Outcome
from db.imports.package import Package, check_package
from db.imports.run import bring_in, kind_of_workbook
from db.imports.template import template
from db.models.imports import ImportRun
from db.queries.imports import (
    AppliedImport,
    applied_import,
    hold_imports,
    import_run,
    received_import,
)
from db.recording.done import By
from resolvers.permissions import Permission, require
from resolvers.viewer import Viewer

Progress: TypeAlias = Callable[[int], None]
"""Gets how many rows were read."""

RIGHTS: Final[Mapping[str, Permission]] = {
    "events": Permission.EVENTS_WRITE,
    "actuals": Permission.ACTUALS_WRITE,
    "ledger": Permission.LEDGER_WRITE,
    "budget": Permission.BUDGET_WRITE,
    "rates": Permission.RATES_WRITE,
    "instalments": Permission.INSTALMENTS_WRITE,
}
"""What bringing in a workbook of each kind needs, and its template."""


class ImportRefused(ReportingError):
    """A workbook has problems, and nothing of it was written."""

    code = "import-refused"
    facts = ("problems",)

    def __init__(self, sent: Workbook, outcome: Outcome) -> None:
        self.problems = len(outcome.problems) + outcome.more_problems
        super().__init__(
            f"the workbook has {self.problems:,} problem{'s' if self.problems > 1 else ''}, "
            "and nothing of it was written; correct them and bring it in again"
        )
        self.sent, self.outcome = sent, outcome


class ChangedSincePreview(ReportingError):
    """Applying would write something else than the preview showed."""

    code = "changed-since-preview"

    def __init__(self) -> None:
        super().__init__(
            "the data has changed since this workbook was previewed, and nothing was written; "
            "look at the preview again"
        )


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as it was sent."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Brought:
    """A workbook on its way in: what it would change, or whether it is there already."""

    name: str
    outcome: Outcome | None
    """None when these very bytes were applied before."""
    applied: AppliedImport | None


def template_file(engine: Engine, viewer: Viewer, kind: str, *, filled: bool = False) -> bytes:
    """The template of a kind, with the codes that the viewer sees now, and what they may correct.

    Raises NotFound, NotFilled and PermissionRefused.
    """
    known = kind_of(kind)
    require(viewer, RIGHTS[known.name])
    with reading(engine) as session:
        return template(session, known, viewer.scope, prefill=filled)


def preview_import(
    engine: Engine, viewer: Viewer, sent: Workbook, at: datetime, show: Progress | None = None
) -> Brought:
    """What applying a workbook would do: the very deed, taken back at its end.

    Raises WorkbookRefused, NoTemplate and PermissionRefused.
    """
    digest = sent.digest
    with _allowed(viewer, sent) as package, taking_back(engine) as session:
        before = applied_import(session, digest)
        if before is not None:
            return Brought(sent.name, None, before)
        return Brought(sent.name, bring_in(session, _by(viewer, at), package, digest, show), None)


def receive_import(engine: Engine, viewer: Viewer, sent: Workbook, at: datetime) -> Brought:
    """Preview a workbook, and keep it for `apply_received` when nothing in it is wrong.

    One with problems is not kept, for what is wrong may be what must never be stored.
    """
    brought = preview_import(engine, viewer, sent, at)
    if brought.outcome is not None and brought.outcome.is_clean:
        with writing(engine) as session:
            _receive(session, sent, brought.outcome, viewer.actor, at)
    return brought


def apply_received(
    engine: Engine, viewer: Viewer, digest: str, at: datetime, expected: str | None = None
) -> Brought:
    """Apply a workbook that was received before. Raises NotFound, and as `apply_import` does."""
    with reading(engine) as session:
        found = received_import(session, digest)
    if found is None:
        raise NotFound("received workbook", digest)
    return apply_import(engine, viewer, Workbook(found.file_name, found.content), at, expected=expected)


def apply_import(
    engine: Engine,
    viewer: Viewer,
    sent: Workbook,
    at: datetime,
    show: Progress | None = None,
    expected: str | None = None,
) -> Brought:
    """Write all of a workbook in one transaction, and keep the original; the same bytes only once.

    expected is the digest of the changes that a preview showed.
    Raises ImportRefused, with the problems, ChangedSincePreview, WorkbookRefused, NoTemplate and
    PermissionRefused; then nothing was written.
    """
    digest = sent.digest
    with _allowed(viewer, sent) as package:
        with reading(engine) as session:
            before = applied_import(session, digest)
        if before is not None:
            return Brought(sent.name, None, before)
        with writing(engine) as session:
            hold_imports(session)
            if before := applied_import(session, digest):  # by somebody who was a moment faster
                return Brought(sent.name, None, before)
            outcome = bring_in(session, _by(viewer, at), package, digest, show)
            if not outcome.is_clean:
                raise ImportRefused(sent, outcome)
            if expected is not None and expected != outcome.changes_digest:
                raise ChangedSincePreview
            _apply(session, sent, outcome, viewer.actor, at)
            return Brought(sent.name, outcome, None)


def _allowed(viewer: Viewer, sent: Workbook) -> Package:
    package = check_package(sent.content)
    try:
        require(viewer, RIGHTS[kind_of_workbook(package).name])
    except ReportingError:
        package.close()
        raise
    return package


def _by(viewer: Viewer, at: datetime) -> By:
    return By(viewer.actor, viewer.scope, at)


def _receive(session: Session, sent: Workbook, outcome: Outcome, actor: Actor, at: datetime) -> None:
    """A deed of its own, for somebody else may apply it, later or never; the same bytes are received once."""
    if import_run(session, outcome.digest) is None:
        session.add(_original(sent, outcome, actor, at))
        after = {"kind": outcome.kind, "digest": outcome.digest}
        record(session, actor, at, Deed("importReceive", f"workbook {sent.name}", after=after))


def _original(sent: Workbook, outcome: Outcome, actor: Actor, at: datetime) -> ImportRun:
    return ImportRun(
        digest=outcome.digest,
        kind=outcome.kind,
        file_name=sent.name,
        size=len(sent.content),
        content=sent.content,
        received_at=at,
        received_by=actor.who,
    )


def _apply(session: Session, sent: Workbook, outcome: Outcome, actor: Actor, at: datetime) -> None:
    """One deed, also of a workbook that comes and is applied at once: its row tells of both."""
    kept = import_run(session, outcome.digest) or _original(sent, outcome, actor, at)
    session.add(kept)
    kept.applied_at, kept.applied_by = at, actor.who
    kept.rows_new = sum(sheet.new for sheet in outcome.sheets)
    kept.rows_changed = sum(sheet.changed for sheet in outcome.sheets)
    kept.rows_unchanged = sum(sheet.unchanged for sheet in outcome.sheets)
    session.flush()
    after = {
        "kind": outcome.kind,
        "digest": outcome.digest,
        "rowsNew": kept.rows_new,
        "rowsChanged": kept.rows_changed,
        "rowsUnchanged": kept.rows_unchanged,
    }
    record(session, actor, at, Deed("importApply", f"workbook {sent.name}", after=after))
