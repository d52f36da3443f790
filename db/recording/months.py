"""Fiscal months: softly closed, closed, and opened again with a reason. Source: domain.md a.4.

A closed month takes nothing from anybody; a correction goes into the next open one and names the original.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import OutsideSupport
from db.models.funding import FundingSource
from db.models.ledger import LedgerEntry
from db.models.months import FiscalMonth, MonthState
from db.periods import Month
from db.recording.done import By, Done
from db.recording.editions import NewerEdit
from db.recording.facts import FactRefused
from db.recording.reach import held_source, require_whole
from db.recording.texts import paragraph


@dataclass(frozen=True, slots=True)
class MonthChange:
    """A fiscal month that is to take more postings, or fewer."""

    source: str
    month: Month
    expected_revision: int
    """0 when its state was never set."""
    reason: str | None = None


def soft_close(session: Session, by: By, change: MonthChange) -> Done:
    """Let an open month take accruals, corrections and reversals only.

    Raises NotFound, OutsideSupport, FactRefused, NewerEdit.
    """
    return _set(session, by, change, MonthState.SOFT_CLOSED, (MonthState.OPEN,))


def close(session: Session, by: By, change: MonthChange) -> Done:
    """Let a month take nothing any more. Raises NotFound, OutsideSupport, FactRefused, NewerEdit."""
    return _set(session, by, change, MonthState.CLOSED, (MonthState.OPEN, MonthState.SOFT_CLOSED))


def reopen(session: Session, by: By, change: MonthChange) -> Done:
    """Let a month take every posting again; it needs a reason.

    Raises NotFound, OutsideSupport, FactRefused, NewerEdit.
    """
    return _set(session, by, change, MonthState.OPEN, (MonthState.SOFT_CLOSED, MonthState.CLOSED))


def _set(
    session: Session, by: By, change: MonthChange, state: MonthState, before: tuple[MonthState, ...]
) -> Done:
    source = held_source(session, by.scope, change.source)
    thing = f"fiscal month {source.code} {change.month}"
    require_whole(session, by.scope, source, thing)
    if change.reason is None and state is MonthState.OPEN:
        raise FactRefused(thing, "reason", "to open a month again needs a reason")
    reason = None if change.reason is None else paragraph(thing, "reason", change.reason)
    first, last = Month.of(source.support_start), Month.of(source.support_end)
    if not first <= change.month <= last:
        raise OutsideSupport(source.code, str(change.month), source.support_start, source.support_end)
    stood = _row(session, source, change.month)
    found = stood or _open_month(source, change.month)
    if found.revision != change.expected_revision:
        raise NewerEdit(
            thing, change.expected_revision, found.revision, found.changed_by, found.changed_at, found.state
        )
    if found.state not in before:
        raise FactRefused(thing, "month", f"it is {_SAID[found.state]} already")
    told_before = {"state": found.state.value}
    found.state, found.revision = state, found.revision + 1
    found.changed_by, found.changed_at = by.actor.who, by.at
    found.last_row_no = _last_row_no(session, source)
    session.add(found)
    session.flush()
    return Done(found.id, thing, told_before, {"state": state.value}, reason)


_SAID = {
    MonthState.OPEN: "open",
    MonthState.SOFT_CLOSED: "soft-closed",
    MonthState.CLOSED: "closed",
}


def _row(session: Session, source: FundingSource, month: Month) -> FiscalMonth | None:
    return session.scalar(
        select(FiscalMonth).where(
            FiscalMonth.funding_source_id == source.id,
            FiscalMonth.fiscal_year == month.year,
            FiscalMonth.fiscal_period == month.number,
        )
    )


def _open_month(source: FundingSource, month: Month) -> FiscalMonth:
    return FiscalMonth(
        funding_source_id=source.id,
        fiscal_year=month.year,
        fiscal_period=month.number,
        state=MonthState.OPEN,
        revision=0,
    )


def _last_row_no(session: Session, source: FundingSource) -> int:
    newest = select(func.max(LedgerEntry.row_no)).where(LedgerEntry.funding_source_id == source.id)
    return session.scalar(newest) or 0
