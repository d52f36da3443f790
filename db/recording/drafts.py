"""The report that texts are written into: begun with its first text, and fixed with its signature.

Source: domain.md a.8.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.errors import OutsideSupport, ReportingError
from db.models.funding import FundingSource
from db.models.reports import PeriodState, Report, ReportingPeriod, ReportKind, ReportState
from db.periods import Quarter

FIXED: Final = (ReportState.SIGNED, ReportState.SUBMITTED, ReportState.ACCEPTED)
"""States in which nothing in a report is written any more."""
_CHECKED: Final = (ReportState.FINANCE_CHECKED, ReportState.PROTECTION_CLEARED)
"""States that say that somebody has looked at what stood there."""


class ReportFixed(ReportingError):
    """A text would change a report that has been signed."""

    code = "report-fixed"
    facts = ("report", "state")

    def __init__(self, report: str, state: str) -> None:
        super().__init__(
            f"the report {report} is {state.lower()}, and nothing in it is written any more; "
            "a correction makes a new version of it"
        )
        self.report, self.state = report, state


def writable_report(session: Session, source: FundingSource, quarter: Quarter) -> Report | None:
    """The newest report of a source that is held, for a quarter; None when nobody has begun it.

    What is written takes back the checks that were made of it. Raises OutsideSupport, ReportFixed.
    """
    if quarter.end < source.support_start or quarter.start > source.support_end:
        raise OutsideSupport(source.code, str(quarter), source.support_start, source.support_end)
    found = session.scalar(
        select(Report)
        .join(ReportingPeriod, ReportingPeriod.id == Report.reporting_period_id)
        .where(Report.funding_source_id == source.id, ReportingPeriod.code == str(quarter))
        .order_by(Report.version.desc())
        .limit(1)
        .with_for_update(of=Report)
    )
    if found is None:
        return None
    if found.state in FIXED:
        raise ReportFixed(f"{source.code} {quarter}", found.state)
    if found.state in _CHECKED:
        found.state = ReportState.DRAFT
    return found


def begun_report(session: Session, source: FundingSource, quarter: Quarter) -> Report:
    """The first version of a report, as a draft."""
    report = Report(
        funding_source_id=source.id,
        reporting_period_id=period_id(session, quarter),
        kind=ReportKind.QUARTERLY,
        version=1,
        state=ReportState.DRAFT,
        due_on=quarter.due_on(source.quarterly_due_days),
        is_sample=source.is_sample,
    )
    session.add(report)
    session.flush()
    return report


def period_id(session: Session, quarter: Quarter) -> int:
    """The row of a quarter, which is made when it is missing."""
    session.execute(
        _MAKE_PERIOD,
        {
            "code": str(quarter),
            "first": quarter.start.isoformat(),
            "last": quarter.end.isoformat(),
            "state": PeriodState.OPEN.value,
        },
    )
    return session.scalars(select(ReportingPeriod.id).where(ReportingPeriod.code == str(quarter))).one()


# two sources may need it at the same moment
_MAKE_PERIOD: Final = text(
    "INSERT INTO reporting_period (code, start_date, end_date, state) "
    "VALUES (:code, :first, :last, :state) ON CONFLICT (code) DO NOTHING"
)
