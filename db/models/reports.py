"""Periods, reports and what is written into them. Source: domain.md a.8."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Instant, Keyed, Sampled, closed_list


class PeriodState(StrEnum):
    """Whether a period still takes postings."""

    OPEN = "OPEN"
    SOFT_CLOSED = "SOFT_CLOSED"
    CLOSED = "CLOSED"


class ReportKind(StrEnum):
    """Which duty a report fulfils."""

    QUARTERLY = "QUARTERLY"
    INTERIM = "INTERIM"
    ANNUAL = "ANNUAL"
    FINAL = "FINAL"


class ReportState(StrEnum):
    """How far a report has come."""

    DRAFT = "DRAFT"
    FINANCE_CHECKED = "FINANCE_CHECKED"
    PROTECTION_CLEARED = "PROTECTION_CLEARED"
    SIGNED = "SIGNED"
    SUBMITTED = "SUBMITTED"
    ACCEPTED = "ACCEPTED"
    REOPENED = "REOPENED"


class ReportingPeriod(Keyed, Base):
    """A period by its first and last day, both included."""

    __tablename__ = "reporting_period"
    __table_args__ = (CheckConstraint("start_date < end_date", name="starts_before_it_ends"),)

    code: Mapped[str] = mapped_column(String(20), unique=True)
    start_date: Mapped[date]
    end_date: Mapped[date]
    state: Mapped[PeriodState] = mapped_column(closed_list(PeriodState))


class Report(Keyed, Sampled, Base):
    """A version of the report of a funding source for a period."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("funding_source_id", "reporting_period_id", "kind", "version"),)

    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"))
    reporting_period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), index=True)
    kind: Mapped[ReportKind] = mapped_column(closed_list(ReportKind))
    version: Mapped[int]
    state: Mapped[ReportState] = mapped_column(closed_list(ReportState))
    due_on: Mapped[date]
    change_note: Mapped[str | None]


class NarrativeSection(Keyed, Sampled, Base):
    """The text of one section of a report. A blank line separates paragraphs; nothing in it is markup."""

    __tablename__ = "narrative_section"
    __table_args__ = (UniqueConstraint("report_id", "section", "language"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    section: Mapped[str] = mapped_column(String(40))
    """The section's key in the outline of the narrative report: `summary`, `context`, …"""
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str]
    author: Mapped[str]
    """A role or an office account, never a person's name."""
    written_at: Mapped[datetime] = mapped_column(Instant)
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    """Counts the times it was written; whoever edits names the one they have seen."""


class DeviationNote(Keyed, Sampled, Base):
    """Why a budget line deviates, what follows from it and what is done."""

    __tablename__ = "deviation_note"
    __table_args__ = (UniqueConstraint("funding_source_id", "reporting_period_id", "line_code"),)

    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"))
    reporting_period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"))
    line_code: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str]
    consequence: Mapped[str | None]
    """For the results; the narrative report has a column for it."""
    action: Mapped[str]
    approval_ref: Mapped[str | None]
    approved_on: Mapped[date | None]
    author: Mapped[str | None]
    """As of a section; None: not recorded."""
    written_at: Mapped[datetime | None] = mapped_column(Instant)
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
