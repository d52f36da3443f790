"""Why a budget line deviates, and what is done about it. Source: domain.md a.8, b.3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import BudgetMissing, NotFound
from db.models.funding import CostCategory, DeviationBasis, FundingSource
from db.models.reports import DeviationNote
from db.periods import Quarter
from db.posting import CATEGORY_LETTER
from db.queries.budgets import lines_in_force, versions_until
from db.recording.done import By, Done
from db.recording.drafts import period_id, writable_report
from db.recording.editions import NewerEdit
from db.recording.facts import FactRefused
from db.recording.reach import held_source
from db.recording.texts import line, paragraph, told_text


@dataclass(frozen=True, slots=True)
class NoteFact:
    """An explanation of a line; what is left out stands there no more."""

    source: str
    period: Quarter
    line: str
    """Or the letter of a category, where the agreement compares those."""
    reason: str
    action: str
    expected_revision: int
    """0 when it was not explained yet."""
    consequence: str | None = None
    approval_ref: str | None = None
    approved_on: date | None = None


def explain(session: Session, by: By, fact: NoteFact) -> Done:
    """Write why a line deviates in a quarter.

    Raises NotFound, OutsideSupport, BudgetMissing, FactRefused, NewerEdit, ReportFixed.
    """
    source = held_source(session, by.scope, fact.source)
    writable_report(session, source, fact.period)
    known = _judged(session, source, fact.period)
    if fact.line not in known:
        raise NotFound("budget line", fact.line, known)
    thing = f"deviation note {source.code} {fact.period} {fact.line}"
    if (fact.approval_ref is None) != (fact.approved_on is None):
        raise FactRefused(thing, "approved_on", "an approval has a reference and a day, or is not there")
    period = period_id(session, fact.period)
    row = session.scalar(
        select(DeviationNote).where(
            DeviationNote.funding_source_id == source.id,
            DeviationNote.reporting_period_id == period,
            DeviationNote.line_code == fact.line,
        )
    )
    revision = row.revision if row else 0
    if revision != fact.expected_revision:
        stood = (row.author, row.written_at, row.reason) if row else (None, None, None)
        raise NewerEdit(thing, fact.expected_revision, revision, *stood)
    before = _told(row) if row else None
    row = row or DeviationNote(
        funding_source_id=source.id,
        reporting_period_id=period,
        line_code=fact.line,
        revision=0,
        is_sample=source.is_sample,
    )
    row.reason = paragraph(thing, "reason", fact.reason)
    row.action = paragraph(thing, "action", fact.action)
    row.consequence = None if fact.consequence is None else paragraph(thing, "consequence", fact.consequence)
    row.approval_ref = None if fact.approval_ref is None else line(thing, "approval_ref", fact.approval_ref)
    row.approved_on = fact.approved_on
    row.author, row.written_at, row.revision = by.actor.who, by.at, row.revision + 1
    session.add(row)
    session.flush()
    return Done(row.id, thing, before, _told(row))


def _judged(session: Session, source: FundingSource, quarter: Quarter) -> Sequence[str]:
    """The codes that the deviation rule looks at."""
    versions = versions_until(session, source.id, quarter.end)
    if not versions:
        raise BudgetMissing(source.code, quarter.end)
    lines = lines_in_force(session, versions)
    if source.deviation_basis is DeviationBasis.LINE:
        return [each.code for each in lines]
    letters = {CATEGORY_LETTER[each.category] for each in lines if each.category in CATEGORY_LETTER}
    return [*sorted(letters), *(each.code for each in lines if each.category is CostCategory.OVERHEAD)]


def _told(row: DeviationNote) -> dict[str, object]:
    return {
        "revision": row.revision,
        "reason": told_text(row.reason),
        "consequence": None if row.consequence is None else told_text(row.consequence),
        "action": told_text(row.action),
        "approvalRef": row.approval_ref,
        "approvedOn": None if row.approved_on is None else row.approved_on.isoformat(),
    }
