"""Events: what can be listed, and what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from db.models.event_lists import (
    CountryRole,
    EventKind,
    EventScope,
    EventStatus,
    FigureRole,
    OrganiserRole,
    RecommendationStatus,
    TextKind,
    Theme,
)
from db.models.events import (
    Event,
    EventCountry,
    EventFigure,
    EventGroup,
    EventOrganiser,
    EventText,
    EventTheme,
    Recommendation,
)
from db.models.programmes import Programme
from db.models.results import ResultNode
from db.periods import Quarter
from db.queries.conditions import finds, in_quarter, named, on_days, one_of
from db.queries.page import ListQuery, Order, Partition
from db.queries.rows import Lookup, Parts, columns_of, second
from db.queries.visibility import event_in, event_paid_by, visible_event


class EventOrder(StrEnum):
    """In what order events are listed."""

    NEWEST_FIRST = "NEWEST_FIRST"
    OLDEST_FIRST = "OLDEST_FIRST"
    CODE = "CODE"
    CODE_DESCENDING = "CODE_DESCENDING"
    TITLE = "TITLE"
    TITLE_DESCENDING = "TITLE_DESCENDING"


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
    revision: int
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
    """Events of the statuses and kinds, in the countries, with a day from since to until, and so on."""

    row = EventRow

    status: tuple[EventStatus, ...] | None = None
    kind: tuple[EventKind, ...] | None = None
    event_scope: tuple[EventScope, ...] | None = None
    country: tuple[str, ...] | None = None
    """Hosted the event or took part in it."""
    theme: tuple[Theme, ...] | None = None
    since: date | None = None
    until: date | None = None
    """Included."""
    quarter: Quarter | None = None
    programme: tuple[str, ...] | None = None
    source: tuple[str, ...] | None = None
    result: tuple[str, ...] | None = None
    """Codes of result nodes."""
    code: tuple[str, ...] | None = None
    text: str | None = None
    order: EventOrder = EventOrder.NEWEST_FIRST

    def select(self) -> Select[Any]:
        return select(*columns_of(EventRow, Event)).where(*self.conditions())

    def conditions(self) -> list[ColumnElement[bool]]:
        return [
            *visible_event(self.scope),
            *one_of(Event.status, self.status),
            *one_of(Event.kind, self.kind),
            *one_of(Event.scope, self.event_scope),
            *([] if self.country is None else [event_in(list(self.country))]),
            *(
                []
                if self.theme is None
                else [Event.id.in_(select(EventTheme.event_id).where(EventTheme.theme.in_(self.theme)))]
            ),
            *on_days(Event.end_date, self.since, None),
            *on_days(Event.start_date, None, self.until),
            *in_quarter(Event.end_date, self.quarter),
            *named(Event.programme_id, Programme, self.programme),
            *([] if self.source is None else [event_paid_by(self.scope, self.source)]),
            *named(Event.result_node_id, ResultNode, self.result),
            *one_of(Event.code, self.code),
            *finds(Event, self.text),
        ]

    @property
    def ordering(self) -> Order:
        return _ORDERS[self.order]


_ORDERS = {
    EventOrder.NEWEST_FIRST: Order.of("events/newest", Event.start_date, Event.id, descending=True),
    EventOrder.OLDEST_FIRST: Order.of("events/oldest", Event.start_date, Event.id),
    EventOrder.CODE: Order.of("events/code", Event.code),
    EventOrder.CODE_DESCENDING: Order.of("events/code-descending", Event.code, descending=True),
    EventOrder.TITLE: Order.of("events/title", Event.title, Event.id),
    EventOrder.TITLE_DESCENDING: Order.of("events/title-descending", Event.title, Event.id, descending=True),
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
