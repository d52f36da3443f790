"""What events cost: the rows of the ledger that name them, as far as that may be told.

Cost of direct assistance of people belongs to no event: an event is finer than a quarter and a line.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from db.models.events import Event
from db.models.funding import BudgetLine
from db.models.ledger import LedgerEntry
from db.periods import Quarter
from db.queries.visibility import lines_for_assistance


@dataclass(frozen=True, slots=True)
class EventCost:
    """What a source paid for an event up to a quarter's end, in minor units of the reporting currency."""

    to_date_minor: int
    """Of an event of another quarter, only what was posted in this one."""
    in_period_minor: int | None
    """None: no row was posted in the period."""
    is_earlier: bool
    """Whether the event ended before the period."""

    @property
    def is_later_cost(self) -> bool:
        """Whether rows of the period are of an event that an earlier report listed."""
        return self.is_earlier and self.in_period_minor is not None


def event_costs(session: Session, source_id: int, quarter: Quarter) -> dict[int, EventCost]:
    """By the event's key, of the events that end in a quarter or that rows of it name.

    An event that no row names is not among them: its cost is unknown. Of an event of another quarter
    only what was posted in this one is added up.
    """
    first, after = quarter.bounds
    entry = LedgerEntry
    in_period = case((entry.posting_date >= first, entry.amount_reporting_minor))
    found = session.execute(
        select(entry.event_id, Event.end_date, func.sum(entry.amount_reporting_minor), func.sum(in_period))
        .join(Event, Event.id == entry.event_id)
        .where(
            entry.funding_source_id == source_id,
            entry.posting_date < after,
            entry.budget_line_id.not_in(lines_for_assistance()),
            # what no report of this quarter shows is not added up
            or_(entry.posting_date >= first, and_(Event.end_date >= first, Event.end_date < after)),
        )
        .group_by(entry.event_id, Event.end_date)
    )
    return {
        event_id: EventCost(int(to_date), None if now is None else int(now), ended_on < first)
        for event_id, ended_on, to_date, now in found
    }


def posted_by_event(session: Session, source_id: int, quarter: Quarter) -> dict[int, tuple[int, int | None]]:
    """The same to date and in the period by fiscal months: what R15 holds the printed cost against."""
    entry, months = LedgerEntry, [month.number for month in quarter.months]
    of_year, last = entry.fiscal_year == quarter.year, entry.fiscal_period <= months[-1]
    in_period = case((and_(of_year, entry.fiscal_period.in_(months)), entry.amount_reporting_minor))
    found = session.execute(
        select(entry.event_id, func.sum(entry.amount_reporting_minor), func.sum(in_period))
        .join(BudgetLine, BudgetLine.id == entry.budget_line_id)
        .where(
            entry.funding_source_id == source_id,
            entry.event_id.is_not(None),
            or_(entry.fiscal_year < quarter.year, and_(of_year, last)),
            BudgetLine.is_direct_assistance.is_(False),
        )
        .group_by(entry.event_id)
    )
    return {
        event_id: (int(to_date), None if now is None else int(now))
        for event_id, to_date, now in found
        if event_id is not None
    }
