"""What writes events, each with all that belongs to it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from db.models.event_lists import EventKind, EventScope, EventStatus
from resolvers import events as deeds
from schema.common import input_type, output_type
from schema.event_parts import (
    EventCountryInput,
    EventDocumentInput,
    EventFigureInput,
    EventFundingInput,
    EventGroupInput,
    EventOrganiserInput,
    EventTextInput,
    EventThemeInput,
    ParticipantCountInput,
    RecommendationInput,
)
from schema.events import Event
from schema.mutations import REVISION, MutationInput, mutation, optional, required
from schema.refusals import NotFound
from schema.write_refusals import FactRefused, IdempotencyKeyReused, NewerEdit


@input_type
class EventRecordInput(MutationInput):
    """An event, with what belongs to it."""

    code: str = required("Unique, and never changed: `EVT-2020-TBS-01`.")
    title: str = required("Its title, as announced.")
    short_title: str | None = optional("What it is called for short.")
    kind: EventKind = required("What sort of meeting it is.")
    scope: EventScope = required("How many countries it is for.")
    start_date: date = required("First day, local date at the venue.")
    end_date: date = required("Last day; decides the reporting quarter.")
    city: str = required("The city it is held in.")
    country: str = required("The country it is held in; ISO 3166-1 alpha-2.")
    venue: str | None = optional("The venue, where it is known.")
    programme: str = required("The code of the programme it belongs to.")
    result: str | None = optional("The code of the result it contributes to.")
    status: EventStatus = required("Whether it took place.")
    summary: str = required("What happened, in a few sentences; no names of people.")
    source_ref: str = required("Where this is known from.")
    published_on: date | None = optional("The day the source was published.")
    date_note: str | None = optional("How a date was inferred that the source does not give in full.")
    organisers: list[EventOrganiserInput] | None = optional("Who led, joined, visited or funded it.")
    countries: list[EventCountryInput] | None = optional("Who hosted it and who took part.")
    themes: list[EventThemeInput] | None = optional("What it is about.")
    groups: list[EventGroupInput] | None = optional("Groups that attended, without numbers.")
    funding: list[EventFundingInput] | None = optional("What pays for it.")
    participations: list[ParticipantCountInput] | None = optional(
        "Counts, one breakdown at a time. Counts by age are kept for a release, and shown by nothing else."
    )
    recommendations: list[RecommendationInput] | None = optional("What it recommended.")
    figures: list[EventFigureInput] | None = optional("Public office-holders named in a public text.")
    texts: list[EventTextInput] | None = optional("Texts about it.")
    documents: list[EventDocumentInput] | None = optional("Where its documents lie in the office archive.")


@input_type
class EventCorrectInput(EventRecordInput):
    """An event as it is to stand. Of its own fields, what is left out stands there no more.

    What belongs to it is added, or takes the place of what has its key; what is left out of it stays.
    """

    expected_revision: int = required(REVISION)
    reason: str = required("Why.")


EventResult: TypeAlias = Annotated[
    Event | NotFound | FactRefused | NewerEdit | IdempotencyKeyReused,
    strawberry.union("EventResult", description="The event as it is now, or why it was not written."),
]


@output_type
class EventMutations:
    """What writes events, of the countries that the account reaches."""

    event_record: EventResult | None = mutation(
        deeds.RECORD, EventRecordInput, within={"event": "code"}, description="Record an event."
    )
    event_correct: EventResult | None = mutation(
        deeds.CORRECT,
        EventCorrectInput,
        within={"event": "code"},
        description="Write an event over the revision that was seen of it.",
    )
