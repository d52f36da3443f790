"""Events: conferences, workshops, trainings, study visits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from db.models.event_lists import (
    Affiliation,
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
from db.periods import Quarter
from db.queries import events as queries
from db.queries import programmes as programme_queries
from db.queries.budget_lines import budget_lines_by_id
from db.queries.funding import event_funding_by_event, sources_by_id
from db.queries.participations import participation_by_event
from db.queries.results import nodes_by_id
from resolvers import events as answers
from schema.budgets import BudgetLine
from schema.common import SAMPLE, by_code, field, output_type, relation
from schema.connections import Connection, connection
from schema.filters import EventFilter
from schema.funding import FundingSource
from schema.node import Node, node
from schema.programmes import Country, Organisation, Programme
from schema.results import ResultNode


@output_type
class EventOrganiser:
    """An organisation's part in an event."""

    organisation: Organisation = relation(
        programme_queries.organisations_by_id, key="organisation_id", description="The organisation."
    )
    role: OrganiserRole = field("Its part.")
    as_written: str | None = field("Its name as the source writes it, where that differs.")
    note: str | None = field("What it did there, in words.")


@output_type
class EventCountry:
    """A country's part in an event."""

    country: Country = relation(
        programme_queries.countries_by_iso2, key="country", description="The country."
    )
    role: CountryRole = field("Its part.")
    note: str | None = field("On what the source bases it.")


@output_type
class EventFigure:
    """A public office-holder whom a public text names in that capacity at an event.

    Nothing else is kept about anyone.
    """

    name: str = field("The name.")
    title_at_event: str = field("The office held at the time.")
    organisation: Organisation = relation(
        programme_queries.organisations_by_id,
        key="organisation_id",
        description="The organisation represented.",
    )
    country: Country | None = relation(
        programme_queries.countries_by_iso2,
        key="country",
        description="The country represented, where one is.",
    )
    role: FigureRole = field("In what capacity.")
    topic: str | None = field("What was spoken about.")
    source_ref: str = field("The public text.")


@output_type
class ParticipantCount:
    """Participations in one category of one breakdown."""

    dimension: Dimension = field("What is broken down by.")
    category: str = field("The category in that breakdown.")
    n: int | None = field("How many; null: unknown, which is not zero.")


@output_type
class Participation:
    """How many took part in an event. What is not known is null, which is not zero.

    Participations are counted, not persons: whoever comes to two events counts twice.
    """

    total: int | None = field("All participations; null: unknown.")
    women: int | None = field("Participations of women; null: unknown.")
    men: int | None = field("Participations of men; null: unknown.")
    counts: list[ParticipantCount] = field(
        "The counts that are recorded, but those by age, which may tell of minors; empty when nothing is."
    )


@output_type
class Recommendation:
    """What an event recommended, to whom, and what became of it."""

    no: int = field("Its number at the event.")
    text: str = field("What was recommended.")
    addressee: str | None = field("To whom, where that is said.")
    theme: Theme = field("What it is about.")
    status: RecommendationStatus = field("What became of it.")
    result_node: ResultNode | None = relation(
        nodes_by_id, key="result_node_id", description="The result it contributes to."
    )


@output_type
class EventText:
    """A text about an event."""

    kind: TextKind = field("What it says.")
    no: int = field("Its number among the texts of its kind.")
    text: str = field("The text; nothing in it is markup.")


@output_type
class EventFunding:
    """A funding source of an event."""

    funding_source: FundingSource = relation(
        sources_by_id, key="funding_source_id", description="The funding source."
    )
    budget_line: BudgetLine | None = relation(
        budget_lines_by_id, key="budget_line_id", description="The budget line, where one is named."
    )
    share_percent: Decimal | None = field("Its share of the cost in per cent; null: unknown.")


@node(queries.EventRow, queries.events_by_id)
class Event(Node):
    """A conference, workshop, training or study visit. Its quarter is that of its last day."""

    code: str = field("Stable, human-readable key.")
    title: str = field("Its title.")
    short_title: str | None = field("What it is called for short.")
    kind: EventKind = field("What sort of meeting it is.")
    scope: EventScope = field("How many countries it is for.")
    start_date: date = field("First day, local date at the venue.")
    end_date: date = field("Last day; decides the reporting quarter.")
    days: int = field("How many days it lasts, first and last included.")
    quarter: Quarter = field("The reporting quarter.")
    city: str = field("The city it is held in.")
    country: Country = relation(
        programme_queries.countries_by_iso2, key="country", description="The country it is held in."
    )
    venue: str | None = field("The venue, where it is known.")
    status: EventStatus = field("Whether it took place.")
    summary: str = field("What happened, in a few sentences.")
    source_ref: str = field("Where this is known from.")
    published_on: date | None = field("The day the source was published.")
    date_note: str | None = field("How a date was inferred that the source does not give in full.")
    programme: Programme = relation(
        programme_queries.programmes_by_id, key="programme_id", description="The programme it belongs to."
    )
    result_node: ResultNode | None = relation(
        nodes_by_id, key="result_node_id", description="The result it contributes to."
    )
    organisers: list[EventOrganiser] = relation(
        queries.organisers_by_event, key="id", many=True, description="Who led, joined, visited or funded it."
    )
    countries: list[EventCountry] = relation(
        queries.event_countries_by_event, key="id", many=True, description="Who hosted it and who took part."
    )
    figures: list[EventFigure] = relation(
        queries.figures_by_event,
        key="id",
        many=True,
        description="Public office-holders named in a public text.",
    )
    participation: Participation = relation(
        participation_by_event, key="id", description="How many took part."
    )
    groups: list[Affiliation] = relation(
        queries.groups_by_event,
        key="id",
        many=True,
        description="Groups named as attending, without numbers.",
    )
    themes: list[Theme] = relation(
        queries.themes_by_event, key="id", many=True, description="What it is about."
    )
    recommendations: list[Recommendation] = relation(
        queries.recommendations_by_event, key="id", many=True, description="What it recommended, by number."
    )
    texts: list[EventText] = relation(
        queries.texts_by_event, key="id", many=True, description="Texts about it, by kind and number."
    )
    funding: list[EventFunding] = relation(
        event_funding_by_event,
        key="id",
        many=True,
        description="What pays for it, of the funding sources that the viewer may see.",
    )
    revision: int = field("Counts how often it was edited, with what belongs to it.")
    is_sample: bool = field(SAMPLE)


@output_type
class EventQueries:
    """Questions about events."""

    events: Connection[Event] = connection(
        answers.events, queries.EventQuery, where=EventFilter, description="Events, in the order asked."
    )
    event: Event | None = by_code(
        answers.event, code="The event's code.", description="An event; null when there is none."
    )
