"""Events, who organised them, who spoke, how many took part, what was recommended. Source: domain.md a.5.

Of participants there are only counts, and no category singles out people with lived experience.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import COUNTRY, Base, Edited, Exact, Keyed, Sampled, closed_list
from db.models.event_lists import (
    Affiliation,
    CountryRole,
    Dimension,
    EventDocumentKind,
    EventKind,
    EventScope,
    EventStatus,
    FigureRole,
    OrganiserRole,
    RecommendationStatus,
    TextKind,
    Theme,
)
from db.models.search import Searched


class Event(Keyed, Edited, Sampled, Searched, Base):
    """A conference, workshop, training or study visit. Its quarter is that of its last day."""

    __tablename__ = "event"
    searched_by = ("code", "title", "short_title", "city", "venue", "summary")
    __table_args__ = (CheckConstraint("start_date <= end_date", name="starts_before_it_ends"),)

    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str]
    short_title: Mapped[str | None]
    kind: Mapped[EventKind] = mapped_column(closed_list(EventKind))
    scope: Mapped[EventScope] = mapped_column(closed_list(EventScope))
    start_date: Mapped[date]
    end_date: Mapped[date] = mapped_column(index=True)
    city: Mapped[str]
    country: Mapped[str] = mapped_column(COUNTRY, ForeignKey("country.iso2"))
    venue: Mapped[str | None]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    result_node_id: Mapped[int | None] = mapped_column(ForeignKey("result_node.id"))
    status: Mapped[EventStatus] = mapped_column(closed_list(EventStatus))
    summary: Mapped[str]
    source_ref: Mapped[str]
    published_on: Mapped[date | None]
    date_note: Mapped[str | None]
    """How a date was inferred that its source does not give in full."""


class EventOrganiser(Keyed, Base):
    """An organisation that led, joined, visited or funded an event."""

    __tablename__ = "event_organiser"
    __table_args__ = (UniqueConstraint("event_id", "organisation_id", "role"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[OrganiserRole] = mapped_column(closed_list(OrganiserRole))
    as_written: Mapped[str | None]
    """The name as the source writes it, where it differs."""
    note: Mapped[str | None]


class EventCountry(Keyed, Base):
    """A country that hosted an event or took part in it."""

    __tablename__ = "event_country"
    __table_args__ = (UniqueConstraint("event_id", "country", "role"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    country: Mapped[str] = mapped_column(ForeignKey("country.iso2"))
    role: Mapped[CountryRole] = mapped_column(closed_list(CountryRole))
    note: Mapped[str | None]


class EventTheme(Keyed, Base):
    """A theme of an event."""

    __tablename__ = "event_theme"
    __table_args__ = (UniqueConstraint("event_id", "theme"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    theme: Mapped[Theme] = mapped_column(closed_list(Theme))


class EventFunding(Keyed, Base):
    """A funding source of an event; the share may be unknown."""

    __tablename__ = "event_funding"
    __table_args__ = (UniqueConstraint("event_id", "funding_source_id", "budget_line_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"), index=True)
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"))
    share_percent: Mapped[Decimal | None] = mapped_column(Exact(2))


class EventFigure(Keyed, Base):
    """A public office-holder whom a public text names in that capacity. No contact data of any kind."""

    __tablename__ = "event_figure"
    __table_args__ = (
        UniqueConstraint("event_id", "name"),
        CheckConstraint("basis = 'PUBLIC_SOURCE'", name="basis_is_public"),
        CheckConstraint("length(source_ref) > 0", name="source_is_named"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    name: Mapped[str]
    title_at_event: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    country: Mapped[str | None] = mapped_column(ForeignKey("country.iso2"))
    role: Mapped[FigureRole] = mapped_column(closed_list(FigureRole))
    topic: Mapped[str | None]
    source_ref: Mapped[str]
    basis: Mapped[str] = mapped_column(default="PUBLIC_SOURCE")


class ParticipantCount(Keyed, Base):
    """Participations in one category of one breakdown. No row: unknown, which is not zero."""

    __tablename__ = "participant_count"
    __table_args__ = (
        UniqueConstraint("event_id", "dimension", "category"),
        CheckConstraint("n >= 0", name="n_is_a_count"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    dimension: Mapped[Dimension] = mapped_column(closed_list(Dimension))
    category: Mapped[str] = mapped_column(String(40))
    """TOTAL; F, M, X or U; an affiliation; a country; an age group."""
    n: Mapped[int | None]


class Recommendation(Keyed, Base):
    """What an event recommended, to whom, and what became of it."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("event_id", "no"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    no: Mapped[int]
    text: Mapped[str]
    addressee: Mapped[str | None]
    theme: Mapped[Theme] = mapped_column(closed_list(Theme))
    status: Mapped[RecommendationStatus] = mapped_column(closed_list(RecommendationStatus))
    result_node_id: Mapped[int | None] = mapped_column(ForeignKey("result_node.id"))


class EventText(Keyed, Base):
    """A purpose, an outcome, an institutional fact or a note, in the order told."""

    __tablename__ = "event_text"
    __table_args__ = (UniqueConstraint("event_id", "kind", "no"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    kind: Mapped[TextKind] = mapped_column(closed_list(TextKind))
    no: Mapped[int]
    text: Mapped[str]


class EventGroup(Keyed, Base):
    """A group that is named as attending, without a number."""

    __tablename__ = "event_group"
    __table_args__ = (UniqueConstraint("event_id", "affiliation"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    affiliation: Mapped[Affiliation] = mapped_column(closed_list(Affiliation))


class EventDocument(Keyed, Base):
    """Where a document stands in the office archive. The attendance sheet itself never comes in here."""

    __tablename__ = "event_document"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    kind: Mapped[EventDocumentKind] = mapped_column(closed_list(EventDocumentKind))
    restricted: Mapped[bool]
    archive_ref: Mapped[str]
