"""What a scope may see, as conditions on a statement: the one place where a scope becomes SQL."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select

from db.models.events import Event, EventCountry, EventFunding
from db.models.funding import BudgetLine, FundingSource
from db.models.programmes import ProgrammeCountry
from db.models.reports import Report, ReportState
from db.scope import Scope

SENT: Final = (ReportState.SUBMITTED, ReportState.ACCEPTED)
"""The states of a report that its donor has."""


def of_visible_programme(scope: Scope, programme_id: Any) -> list[ColumnElement[bool]]:
    """Of a programme that works in a country of the scope and is paid by a source of it."""
    conditions = []
    if scope.countries is not None:
        conditions.append(programme_in(sorted(scope.countries), programme_id))
    if scope.sources is not None:
        paid = select(FundingSource.programme_id).where(FundingSource.code.in_(sorted(scope.sources)))
        conditions.append(programme_id.in_(paid))
    return conditions


def visible_source(scope: Scope) -> list[ColumnElement[bool]]:
    """A funding source of the scope, of a visible programme."""
    conditions = of_visible_programme(scope, FundingSource.programme_id)
    if scope.sources is not None:
        conditions.append(FundingSource.code.in_(sorted(scope.sources)))
    return conditions


def of_visible_source(scope: Scope, funding_source_id: Any) -> list[ColumnElement[bool]]:
    """Of a visible funding source."""
    conditions = visible_source(scope)
    return [funding_source_id.in_(select(FundingSource.id).where(*conditions))] if conditions else []


def on_visible_line(scope: Scope, budget_line_id: Any) -> list[ColumnElement[bool]]:
    """On any budget line; on one for direct assistance only where the scope sees that row by row."""
    if scope.sees_assistance:
        return []
    condition: ColumnElement[bool] = budget_line_id.not_in(lines_for_assistance())
    return [condition]


def lines_for_assistance() -> Select[Any]:
    """The keys of budget lines for direct assistance."""
    return select(BudgetLine.id).where(BudgetLine.is_direct_assistance)


def shown_report(scope: Scope) -> list[ColumnElement[bool]]:
    """A report that the donor was sent; another only where the scope sees drafts."""
    return [] if scope.sees_drafts else [Report.state.in_(SENT)]


def visible_event(scope: Scope) -> list[ColumnElement[bool]]:
    """An event of a visible programme, that a country of the scope hosted or took part in."""
    conditions = of_visible_programme(scope, Event.programme_id)
    if scope.countries is not None:
        conditions.append(event_in(sorted(scope.countries)))
    return conditions


def event_in(countries: list[str]) -> ColumnElement[bool]:
    """An event that one of the countries hosted or took part in."""
    took_part = select(EventCountry.event_id).where(EventCountry.country.in_(countries))
    return or_(Event.country.in_(countries), Event.id.in_(took_part))


def event_paid_by(scope: Scope, codes: Collection[str]) -> ColumnElement[bool]:
    """An event that one of these sources pays for, of those that the scope may see."""
    seen = select(FundingSource.id).where(FundingSource.code.in_(codes), *visible_source(scope))
    return Event.id.in_(select(EventFunding.event_id).where(EventFunding.funding_source_id.in_(seen)))


def programme_in(countries: Collection[str], programme_id: Any) -> ColumnElement[bool]:
    """Of a programme that works in one of the countries."""
    there = select(ProgrammeCountry.programme_id).where(ProgrammeCountry.country.in_(countries))
    condition: ColumnElement[bool] = programme_id.in_(there)
    return condition


def programme_paid_by(scope: Scope, codes: Collection[str], programme_id: Any) -> ColumnElement[bool]:
    """Of a programme that one of these sources pays for, of those that the scope may see."""
    seen = select(FundingSource.programme_id).where(FundingSource.code.in_(codes), *visible_source(scope))
    condition: ColumnElement[bool] = programme_id.in_(seen)
    return condition
