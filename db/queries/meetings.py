"""The events of a quarter with all that a report says of them: one statement per kind of fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from db.models.event_lists import (
    CountryRole,
    Dimension,
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
    EventFunding,
    EventOrganiser,
    EventText,
    ParticipantCount,
    Recommendation,
)
from db.models.programmes import Country, Organisation
from db.models.results import ResultNode
from db.periods import Quarter


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation of an event."""

    no: int
    text: str
    addressee: str | None
    theme: Theme
    status: RecommendationStatus
    result: str | None = None
    """The result under which it is followed up: its code and statement."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A public office-holder whom a public text names in that capacity."""

    name: str
    title: str
    organisation: str
    role: FigureRole
    topic: str | None
    source_ref: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event as reports tell it."""

    id: int
    code: str
    title: str
    kind: EventKind
    scope: EventScope
    status: EventStatus
    start_date: date
    end_date: date
    city: str
    country_name: str
    output: str | None
    summary: str
    is_sample: bool
    organisers: tuple[tuple[OrganiserRole, str], ...]
    """In the order they were recorded."""
    countries: tuple[str, ...]
    """Codes of the host and of the participating countries, each once."""
    counts: Mapping[tuple[Dimension, str], int | None]
    """Participations by dimension and category; what is not in it is unknown."""
    recommendations: tuple[Recommended, ...]
    outcomes: tuple[str, ...]
    source_ref: str = ""
    country_roles: tuple[tuple[CountryRole, str], ...] = ()
    """The host first, then by code."""
    figures: tuple[Figure, ...] = ()
    """In the order they were recorded."""
    is_funded_here: bool = False
    """Whether it names the report's funding source."""
    share: Decimal | None = None
    """What of it that source pays, in per cent; None where that is not recorded."""


def meetings_of(
    session: Session, programme_id: int, source_id: int, quarter: Quarter, also: Collection[int] = ()
) -> list[Meeting]:
    """Events of a programme that end in a quarter, and those with the keys in also, by first day and code.

    An event that names funding sources belongs only to those; one that names none belongs to all.
    """
    first, after = quarter.bounds
    funded = select(EventFunding.event_id)
    rows = session.execute(
        select(Event, Country.name_en, ResultNode.code)
        .join(Country, Country.iso2 == Event.country)
        .outerjoin(ResultNode, ResultNode.id == Event.result_node_id)
        .where(
            or_(
                Event.id.in_(also),
                and_(
                    Event.programme_id == programme_id,
                    Event.end_date >= first,
                    Event.end_date < after,
                    or_(
                        Event.id.in_(funded.where(EventFunding.funding_source_id == source_id)),
                        Event.id.not_in(funded),
                    ),
                ),
            )
        )
    ).all()
    rows = sorted(rows, key=lambda row: (row[0].start_date, row[0].code))
    ids = [event.id for event, _, _ in rows]
    organisers, countries = _organisers(session, ids), _countries(session, ids)
    counts, recommendations = _counts(session, ids), _recommendations(session, ids)
    outcomes, figures = _outcomes(session, ids), _figures(session, ids)
    shares = _shares(session, source_id, ids)
    return [
        Meeting(
            event.id,
            event.code,
            event.title,
            event.kind,
            event.scope,
            event.status,
            event.start_date,
            event.end_date,
            event.city,
            country_name,
            output,
            event.summary,
            event.is_sample,
            tuple(organisers[event.id]),
            tuple(dict.fromkeys(country for _, country in countries[event.id])),
            counts[event.id],
            tuple(recommendations[event.id]),
            tuple(outcomes[event.id]),
            event.source_ref,
            tuple(countries[event.id]),
            tuple(figures[event.id]),
            event.id in shares,
            shares.get(event.id),
        )
        for event, country_name, output in rows
    ]


def _organisers(session: Session, ids: Sequence[int]) -> Mapping[int, list[tuple[OrganiserRole, str]]]:
    found = session.execute(
        select(EventOrganiser.event_id, EventOrganiser.role, Organisation.name)
        .join(Organisation, Organisation.id == EventOrganiser.organisation_id)
        .where(EventOrganiser.event_id.in_(ids))
        .order_by(EventOrganiser.id)
    )
    by_event: dict[int, list[tuple[OrganiserRole, str]]] = defaultdict(list)
    for event_id, role, name in found:
        by_event[event_id].append((role, name))
    return by_event


def _countries(session: Session, ids: Sequence[int]) -> Mapping[int, list[tuple[CountryRole, str]]]:
    found = session.execute(
        select(EventCountry.event_id, EventCountry.role, EventCountry.country)
        .where(EventCountry.event_id.in_(ids))
        .order_by(EventCountry.role, EventCountry.country)  # HOST stands before PARTICIPATING
    )
    by_event: dict[int, list[tuple[CountryRole, str]]] = defaultdict(list)
    for event_id, role, country in found:
        by_event[event_id].append((role, country))
    return by_event


def _counts(session: Session, ids: Sequence[int]) -> Mapping[int, Mapping[tuple[Dimension, str], int | None]]:
    found = session.execute(
        select(
            ParticipantCount.event_id,
            ParticipantCount.dimension,
            ParticipantCount.category,
            ParticipantCount.n,
        ).where(ParticipantCount.event_id.in_(ids))
    )
    by_event: dict[int, dict[tuple[Dimension, str], int | None]] = defaultdict(dict)
    for event_id, dimension, category, n in found:
        by_event[event_id][dimension, category] = n
    return by_event


def _recommendations(session: Session, ids: Sequence[int]) -> Mapping[int, list[Recommended]]:
    found = session.execute(
        select(
            Recommendation.event_id,
            Recommendation.no,
            Recommendation.text,
            Recommendation.addressee,
            Recommendation.theme,
            Recommendation.status,
            ResultNode.code,
            ResultNode.statement,
        )
        .outerjoin(ResultNode, ResultNode.id == Recommendation.result_node_id)
        .where(Recommendation.event_id.in_(ids))
        .order_by(Recommendation.event_id, Recommendation.no)
    )
    by_event: dict[int, list[Recommended]] = defaultdict(list)
    for event_id, no, text, addressee, theme, status, code, statement in found:
        result = f"{code} {statement}" if code else None
        by_event[event_id].append(Recommended(no, text, addressee, theme, status, result))
    return by_event


def _figures(session: Session, ids: Sequence[int]) -> Mapping[int, list[Figure]]:
    found = session.execute(
        select(
            EventFigure.event_id,
            EventFigure.name,
            EventFigure.title_at_event,
            Organisation.name,
            EventFigure.role,
            EventFigure.topic,
            EventFigure.source_ref,
        )
        .join(Organisation, Organisation.id == EventFigure.organisation_id)
        .where(EventFigure.event_id.in_(ids))
        .order_by(EventFigure.id)
    )
    by_event: dict[int, list[Figure]] = defaultdict(list)
    for event_id, name, title, organisation, role, topic, source_ref in found:
        by_event[event_id].append(Figure(name, title, organisation, role, topic, source_ref))
    return by_event


def _shares(session: Session, source_id: int, ids: Sequence[int]) -> Mapping[int, Decimal | None]:
    """What a source pays of the events that name it; None where any part of it is not recorded."""
    found = session.execute(
        select(EventFunding.event_id, EventFunding.share_percent).where(
            EventFunding.funding_source_id == source_id, EventFunding.event_id.in_(ids)
        )
    )
    shares: dict[int, Decimal | None] = {}
    for event_id, share in found:
        before = shares.get(event_id, Decimal(0))
        shares[event_id] = None if share is None or before is None else before + share
    return shares


def _outcomes(session: Session, ids: Sequence[int]) -> Mapping[int, list[str]]:
    found = session.execute(
        select(EventText.event_id, EventText.text)
        .where(EventText.event_id.in_(ids), EventText.kind == TextKind.OUTCOME)
        .order_by(EventText.event_id, EventText.no)
    )
    by_event: dict[int, list[str]] = defaultdict(list)
    for event_id, text in found:
        by_event[event_id].append(text)
    return by_event
