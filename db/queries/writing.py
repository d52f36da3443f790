"""What people wrote into a report, and how far the report has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.funding import FundingSource
from db.models.ledger import LedgerEntry
from db.models.programmes import Programme
from db.models.reports import DeviationNote, NarrativeSection, Report, ReportingPeriod, ReportState
from db.periods import Quarter
from db.queries.visibility import visible_source
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """The newest version of a report; a report that nobody has begun has none."""

    id: int
    version: int
    state: ReportState
    due_on: date
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a section."""

    section: str
    text: str
    author: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a budget line deviates."""

    line_code: str
    reason: str
    consequence: str | None
    action: str
    approval_ref: str | None
    approved_on: date | None


def newest_report(session: Session, source_id: int, quarter: Quarter) -> ReportVersion | None:
    """The version that is being written, or was written last; None when nobody has begun."""
    found = session.execute(
        select(Report.id, Report.version, Report.state, Report.due_on, Report.is_sample)
        .join(ReportingPeriod, ReportingPeriod.id == Report.reporting_period_id)
        .where(Report.funding_source_id == source_id, ReportingPeriod.code == str(quarter))
        .order_by(Report.version.desc())
        .limit(1)
    ).first()
    return ReportVersion(*found) if found else None


def sections_of(session: Session, report_id: int, language: str) -> list[Written]:
    """The sections of a report that have a text in a language, by key."""
    found = session.execute(
        select(
            NarrativeSection.section,
            NarrativeSection.text,
            NarrativeSection.author,
            NarrativeSection.written_at,
        )
        .where(NarrativeSection.report_id == report_id, NarrativeSection.language == language)
        .order_by(NarrativeSection.section)
    )
    return [Written(*row) for row in found]


def deviation_notes(session: Session, source_id: int, quarter: Quarter) -> list[Explained]:
    """The notes on a quarter's deviations, by line."""
    found = session.execute(
        select(
            DeviationNote.line_code,
            DeviationNote.reason,
            DeviationNote.consequence,
            DeviationNote.action,
            DeviationNote.approval_ref,
            DeviationNote.approved_on,
        )
        .join(ReportingPeriod, ReportingPeriod.id == DeviationNote.reporting_period_id)
        .where(DeviationNote.funding_source_id == source_id, ReportingPeriod.code == str(quarter))
        .order_by(DeviationNote.line_code)
    )
    return [Explained(*row) for row in found]


def last_posted_at(session: Session, source_id: int, until: date) -> datetime | None:
    """When the youngest ledger row up to a day was posted."""
    return session.scalar(
        select(func.max(LedgerEntry.posted_at)).where(
            LedgerEntry.funding_source_id == source_id, LedgerEntry.posting_date <= until
        )
    )


@dataclass(frozen=True, slots=True)
class BegunReport:
    """A report that somebody has begun."""

    source: str
    title: str
    """The programme's."""
    period: str
    is_sample: bool
    state: ReportState
    """Of its newest version."""


def begun_reports(session: Session, scope: Scope) -> list[BegunReport]:
    """Every quarter that a visible source has a report of, by source and period."""
    found = session.execute(
        select(
            FundingSource.code, Programme.title, ReportingPeriod.code, FundingSource.is_sample, Report.state
        )
        .join(Report, Report.funding_source_id == FundingSource.id)
        .join(ReportingPeriod, ReportingPeriod.id == Report.reporting_period_id)
        .join(Programme, Programme.id == FundingSource.programme_id)
        .where(*visible_source(scope))
        .order_by(FundingSource.code, ReportingPeriod.code, Report.version)
    )
    newest = {(row[0], row[2]): BegunReport(*row) for row in found}
    return list(newest.values())
