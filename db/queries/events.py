"""Events: what can be listed, and what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select

from db.models.events import (
    CountryRole,
    Event,
    EventCountry,
    EventFigure,
    EventGroup,
    EventKind,
    EventOrganiser,
    EventScope,
    EventStatus,
    EventText,
    EventTheme,
    FigureRole,
    OrganiserRole,
    Recommendation,
    RecommendationStatus,
    TextKind,
    Theme,
)
from db.models.programmes import Programme
from db.periods import Quarter
from db.queries.page import By, ListQuery, Order, Partition
from db.queries.rows import Lookup, Parts, columns_of, second
from db.queries.visibility import event_in, visible_event


class EventOrder(StrEnum):
    """In what order events are listed."""

    NEWEST_FIRST = "NEWEST_FIRST"
    OLDEST_FIRST = "OLDEST_FIRST"
    CODE = "CODE"


@dataclass(frozen=True, slots=True)
class EventRow:
    """A conference, workshop, training or study visit."""

    id: int
    code: str
    title: str
    short_title: str | None
    kind: EventKind
    scope: EventScope
    start_date: date
    end_date: date
    city: str
    country: str
    venue: str | None
    programme_id: int
    result_node_id: int | None
    status: EventStatus
    summary: str
    source_ref: str
    published_on: date | None
    date_note: str | None
    is_sample: bool

    @property
    def days(self) -> int:
        """How many days it lasted, first and last included."""
        return (self.end_date - self.start_date).days + 1

    @property
    def quarter(self) -> Quarter:
        """The reporting quarter: that of the last day."""
        return Quarter.of(self.end_date)


@dataclass(frozen=True, slots=True)
class EventQuery(ListQuery[EventRow]):
    """Events of the statuses and kinds, in the countries, with a day from since to until."""

    row = EventRow

    status: tuple[EventStatus, ...] | None = None
    kind: tuple[EventKind, ...] | None = None
    country: tuple[str, ...] | None = None
    """Hosted the event or took part in it."""
    since: date | None = None
    until: date | None = None
    """Included."""
    quarter: Quarter | None = None
    programme: str | None = None
    order: EventOrder = EventOrder.NEWEST_FIRST

    def select(self) -> Select[Any]:
        found = select(*columns_of(EventRow, Event)).where(*visible_event(self.scope))
        if self.status is not None:
            found = found.where(Event.status.in_(self.status))
        if self.kind is not None:
            found = found.where(Event.kind.in_(self.kind))
        if self.country is not None:
            found = found.where(event_in(list(self.country)))
        if self.since is not None:
            found = found.where(Event.end_date >= self.since)
        if self.until is not None:
            found = found.where(Event.start_date <= self.until)
        if self.quarter is not None:
            found = found.where(Event.end_date.between(self.quarter.start, self.quarter.end))
        if self.programme is not None:
            found = found.where(
                Event.programme_id.in_(select(Programme.id).where(Programme.code == self.programme))
            )
        return found

    @property
    def ordering(self) -> Order:
        return _ORDERS[self.order]


_ORDERS = {
    EventOrder.NEWEST_FIRST: Order(
        "events/newest", (By(Event.start_date, descending=True), By(Event.id, descending=True))
    ),
    EventOrder.OLDEST_FIRST: Order("events/oldest", (By(Event.start_date), By(Event.id))),
    EventOrder.CODE: Order("events/code", (By(Event.code),)),
}


@dataclass(frozen=True, slots=True)
class OrganiserRow:
    """An organisation's part in an event."""

    event_id: int
    organisation_id: int
    role: OrganiserRole
    as_written: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class EventCountryRow:
    """A country's part in an event."""

    event_id: int
    country: str
    role: CountryRole
    note: str | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A public office-holder named in a public text."""

    event_id: int
    name: str
    title_at_event: str
    organisation_id: int
    country: str | None
    role: FigureRole
    topic: str | None
    source_ref: str


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """What an event recommended."""

    event_id: int
    no: int
    text: str
    addressee: str | None
    theme: Theme
    status: RecommendationStatus
    result_node_id: int | None


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text about an event."""

    event_id: int
    kind: TextKind
    no: int
    text: str


EVENTS_OF_PROGRAMME = Partition(Event.programme_id)

events_by_id = Lookup(EventQuery, Event.id)
events_by_code = Lookup(EventQuery, Event.code)

organisers_by_event = Parts.of(OrganiserRow, EventOrganiser)
event_countries_by_event = Parts.of(EventCountryRow, EventCountry)
figures_by_event = Parts.of(FigureRow, EventFigure)
recommendations_by_event = Parts.of(RecommendationRow, Recommendation, Recommendation.no)
texts_by_event = Parts.of(TextRow, EventText, EventText.kind, EventText.no)
themes_by_event = Parts(second, select(EventTheme.event_id, EventTheme.theme).order_by(EventTheme.id))
groups_by_event = Parts(second, select(EventGroup.event_id, EventGroup.affiliation).order_by(EventGroup.id))
