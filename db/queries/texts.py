"""What people wrote into reports, as they read and edit it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from db.models.funding import FundingSource
from db.models.reports import DeviationNote, NarrativeSection, Report, ReportingPeriod
from db.periods import Quarter
from db.queries.page import ListQuery, Order
from db.queries.rows import Lookup, code_order, columns_of
from db.queries.visibility import shown_report, visible_source
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class NarrativeRow:
    """The text of a section."""

    id: int
    source: str
    period: str
    section: str
    language: str
    text: str
    author: str
    written_at: datetime
    revision: int
    is_sample: bool


@dataclass(frozen=True, slots=True)
class NarrativeQuery(ListQuery[NarrativeRow]):
    """The sections of the newest reports of visible sources, in a language."""

    row = NarrativeRow

    source: str | None = None
    period: Quarter | None = None
    language: str | None = None

    def select(self) -> Select[Any]:
        return (
            select(
                *columns_of(
                    NarrativeRow,
                    NarrativeSection,
                    source=FundingSource.code,
                    period=ReportingPeriod.code,
                )
            )
            .join(Report, Report.id == NarrativeSection.report_id)
            .join(ReportingPeriod, ReportingPeriod.id == Report.reporting_period_id)
            .join(FundingSource, FundingSource.id == Report.funding_source_id)
            .where(
                *visible_source(self.scope),
                *_of(self.source, self.period),
                *([] if self.language is None else [NarrativeSection.language == self.language]),
                *shown_report(self.scope),
                _is_newest(),
            )
        )

    @property
    def ordering(self) -> Order:
        return Order.of("narrative", NarrativeSection.section, NarrativeSection.id)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Why a budget line deviates in a quarter."""

    id: int
    source: str
    period: str
    line: str
    reason: str
    consequence: str | None
    action: str
    approval_ref: str | None
    approved_on: date | None
    author: str | None
    written_at: datetime | None
    revision: int
    is_sample: bool

    @property
    def code(self) -> str:
        return self.line


@dataclass(frozen=True, slots=True)
class NoteQuery(ListQuery[NoteRow]):
    """The explanations of deviations of visible sources."""

    row = NoteRow

    source: str | None = None
    period: Quarter | None = None

    def select(self) -> Select[Any]:
        return (
            select(
                *columns_of(
                    NoteRow,
                    DeviationNote,
                    source=FundingSource.code,
                    period=ReportingPeriod.code,
                    line=DeviationNote.line_code,
                )
            )
            .join(ReportingPeriod, ReportingPeriod.id == DeviationNote.reporting_period_id)
            .join(FundingSource, FundingSource.id == DeviationNote.funding_source_id)
            .where(*visible_source(self.scope), *_of(self.source, self.period), *_of_shown_report(self.scope))
        )

    @property
    def ordering(self) -> Order:
        return Order.of("deviationNotes", DeviationNote.line_code, DeviationNote.id)


def sections_written(session: Session, asked: NarrativeQuery) -> list[NarrativeRow]:
    """The sections that have a text, by key."""
    rows = session.execute(asked.select().order_by(NarrativeSection.section, NarrativeSection.id))
    return [NarrativeRow(*row) for row in rows]


def notes_written(session: Session, asked: NoteQuery) -> list[NoteRow]:
    """The explanations, by line."""
    return sorted((NoteRow(*row) for row in session.execute(asked.select())), key=code_order)


def _is_newest() -> ColumnElement[bool]:
    """The newest version of a report."""
    newer = aliased(Report)
    return ~(
        select(newer.id)
        .where(
            newer.funding_source_id == Report.funding_source_id,
            newer.reporting_period_id == Report.reporting_period_id,
            newer.version > Report.version,
        )
        .exists()
    )


def _of_shown_report(scope: Scope) -> list[ColumnElement[bool]]:
    """Of a source and a period whose report is shown; notes are there before it is begun."""
    if scope.sees_drafts:
        return []
    shown = select(Report.id).where(
        Report.funding_source_id == DeviationNote.funding_source_id,
        Report.reporting_period_id == DeviationNote.reporting_period_id,
        *shown_report(scope),
        _is_newest(),
    )
    return [shown.exists()]


def _of(source: str | None, period: Quarter | None) -> list[Any]:
    return [
        *([] if source is None else [FundingSource.code == source]),
        *([] if period is None else [ReportingPeriod.code == str(period)]),
    ]


sections_by_id = Lookup(NarrativeQuery, NarrativeSection.id)
notes_by_id = Lookup(NoteQuery, DeviationNote.id)
