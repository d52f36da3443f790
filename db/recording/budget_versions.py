"""A budget version with its lines and their phases, all at once. Source: domain.md a.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models.funding import BudgetStatus, BudgetVersion, FundingSource
from db.queries.visibility import visible_source
from db.recording.budget import (
    LINES,
    PHASES,
    VERSIONS,
    LineFact,
    PhaseFact,
    VersionFact,
    require_whole_version,
)
from db.recording.done import By, Done
from db.recording.facts import Change, FactRefused, as_kind, changes
from db.recording.one import changes_once, told, write_all
from db.recording.reach import held_source, require_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetVersionRecordFact(VersionFact):
    """A new version of a budget; amounts in major units of the reporting currency."""

    lines: tuple[LineFact, ...]
    phases: tuple[PhaseFact, ...]


@dataclass(frozen=True, slots=True)
class VersionApprovalFact:
    """The donor's approval of a version."""

    version: int
    approved_on: date
    approval_ref: str


def record(session: Session, by: By, fact: BudgetVersionRecordFact) -> Done:
    """Write the next version of a budget, whole. Raises NotFound, FactRefused."""
    source = held_source(session, by.scope, fact.source)
    thing = f"budget version {source.code} {fact.version_no}"
    require_whole(session, by.scope, source, thing)
    newest = select(func.max(BudgetVersion.version_no)).where(BudgetVersion.funding_source_id == source.id)
    following = (session.scalar(newest) or 0) + 1
    if fact.version_no != following:
        raise FactRefused(thing, "version_no", f"the next version is {following}")
    if not fact.lines:
        raise FactRefused(thing, "lines", "a budget has lines")
    version = Change(None, VERSIONS.well_formed(as_kind(VERSIONS, fact)))
    write_all(session, by, VERSIONS, [version])
    write_all(session, by, LINES, changes_once(session, LINES, fact.lines))
    write_all(session, by, PHASES, changes_once(session, PHASES, fact.phases))
    require_whole_version(session, source.code, fact.version_no)
    _, after = told(version, VERSIONS.texts)
    total = sum(line.amount for line in fact.lines)
    amount = f"{total:.2f} {source.reporting_currency}"
    id = VERSIONS.row(session, version.after).id
    return Done(id, thing, after={**after, "lines": len(fact.lines), "amount": amount})


def approve(session: Session, by: By, fact: VersionApprovalFact) -> Done:
    """Note that the donor has approved a version. Raises NotFound, FactRefused."""
    code, version_no = _place_of(session, by, fact.version)
    source = held_source(session, by.scope, code)
    thing = f"budget version {code} {version_no}"
    require_whole(session, by.scope, source, thing)
    row = session.get_one(BudgetVersion, fact.version, with_for_update=True)
    if row.status not in (BudgetStatus.DRAFT, BudgetStatus.SUBMITTED):
        raise FactRefused(thing, "version", f"it is {row.status.value.lower()} already")
    require_whole_version(session, code, version_no)
    stated = VersionFact(
        code,
        version_no,
        kind=row.kind,  # type: ignore[arg-type]  # stored by its number
        status=BudgetStatus.APPROVED,
        effective_from=row.effective_from,
        approved_on=fact.approved_on,
        approval_ref=fact.approval_ref,
    )
    (change,) = changes(session, VERSIONS, [VERSIONS.well_formed(stated)])
    write_all(session, by, VERSIONS, [change])
    before, after = told(change, VERSIONS.texts)
    return Done(row.id, thing, before, after)


def _place_of(session: Session, by: By, version: int) -> tuple[str, int]:
    found = session.execute(
        select(FundingSource.code, BudgetVersion.version_no)
        .join(BudgetVersion, BudgetVersion.funding_source_id == FundingSource.id)
        .where(BudgetVersion.id == version, *visible_source(by.scope))
    ).first()
    if found is None:
        raise NotFound("budget version", str(version))
    return found.code, found.version_no
