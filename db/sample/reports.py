"""The sample's reporting periods, a draft report for each quarter, its texts and its deviation notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy.orm import Session

from db.models.funding import FundingSource
from db.models.reports import (
    DeviationNote,
    NarrativeSection,
    PeriodState,
    Report,
    ReportingPeriod,
    ReportKind,
    ReportState,
)
from db.periods import Quarter, quarters_between
from db.sample.narrative import TEXTS

_FIRST, _LAST = Quarter(2019, 3), Quarter(2020, 4)
_FIRST_REPORT: Final = Quarter(2019, 4)

# quarter, line, reason, consequence, action, approval, approved on
_NOTES: Final = (
    (
        "2019-Q4",
        "3.4",
        "Sample: the partner cleared its advance for the winter months in one report",
        "Sample: none for results; services stayed open",
        "Sample: approval to be asked for; later clearings follow the schedule",
        None,
        None,
    ),
    (
        "2020-Q3",
        "2.5",
        "Sample: connections and devices for work from home and for meetings online",
        "Sample: meetings that could not be held in a room took place online",
        "Sample: covered by savings in travel",
        "SAMPLE-APPROVAL-03",
        date(2020, 9, 25),
    ),
    (
        "2020-Q4",
        "2.5",
        "Sample: connections and devices for work from home and for meetings online",
        "Sample: meetings that could not be held in a room took place online",
        "Sample: covered by savings in travel",
        "SAMPLE-APPROVAL-03",
        date(2020, 9, 25),
    ),
    (
        "2020-Q4",
        "3.2",
        "Sample: delegations could not travel from March on",
        "Sample: exchange moved online; study visits were not made up for",
        "Sample: unused funds to be returned with the final report",
        None,
        None,
    ),
)


def add_reports(session: Session, source: FundingSource) -> None:
    """Periods from the start of the support, and a draft report from the first quarter with expenditure."""
    periods = _add_periods(session)
    for quarter in quarters_between(_FIRST_REPORT, _LAST):
        report = Report(
            funding_source_id=source.id,
            reporting_period_id=periods[str(quarter)],
            kind=ReportKind.QUARTERLY,
            version=1,
            state=ReportState.DRAFT,
            due_on=quarter.due_on(source.quarterly_due_days),
            is_sample=True,
        )
        session.add(report)
        session.flush()
        _add_texts(session, report, quarter)
    _add_notes(session, source, periods)


def _add_periods(session: Session) -> Mapping[str, int]:
    rows = [
        ReportingPeriod(
            code=str(quarter), start_date=quarter.start, end_date=quarter.end, state=PeriodState.OPEN
        )
        for quarter in quarters_between(_FIRST, _LAST)
    ]
    session.add_all(rows)
    session.flush()
    return {row.code: row.id for row in rows}


def _add_texts(session: Session, report: Report, quarter: Quarter) -> None:
    # Ten days after the quarter's end the offices have confirmed their figures. Source: domain.md b.9.
    written_at = datetime.combine(quarter.due_on(10), time(9), UTC)
    session.add_all(
        NarrativeSection(
            report_id=report.id,
            section=section,
            language="en",
            text=text,
            author="Sample: programme unit",
            written_at=written_at,
            is_sample=True,
        )
        for section, text in TEXTS.get(str(quarter), {}).items()
    )
    session.flush()


def _add_notes(session: Session, source: FundingSource, periods: Mapping[str, int]) -> None:
    session.add_all(
        DeviationNote(
            funding_source_id=source.id,
            reporting_period_id=periods[quarter],
            line_code=line,
            reason=reason,
            consequence=consequence,
            action=action,
            approval_ref=approval_ref,
            approved_on=approved_on,
            is_sample=True,
        )
        for quarter, line, reason, consequence, action, approval_ref, approved_on in _NOTES
    )
    session.flush()
