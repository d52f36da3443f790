"""An event with all that belongs to it, one at a time. Source: domain.md a.5.

Of counts nothing is told: no refusal and no row of the trail says what stands there, or whether it differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models.events import Event
from db.recording.done import By, Done
from db.recording.editions import NewerEdit
from db.recording.event_parts import (
    COUNTS,
    DOCUMENTS,
    EVENT_COUNTRIES,
    EVENT_FUNDING,
    FIGURES,
    GROUPS,
    ORGANISERS,
    RECOMMENDATIONS,
    TEXTS,
    THEMES,
    CountFact,
    DocumentFact,
    EventCountryFact,
    EventFundingFact,
    FigureFact,
    GroupFact,
    OrganiserFact,
    RecommendationFact,
    TextFact,
    ThemeFact,
)
from db.recording.events import EVENTS, EventFact, edit_event
from db.recording.facts import Change, FactRefused, State, as_kind, changes, name_of
from db.recording.one import changes_once, told, write_all
from db.recording.reach import is_seen, require_country
from db.recording.rows import RowFacts
from db.recording.texts import paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecordFact(EventFact):
    """An event that is to be recorded, with what belongs to it."""

    organisers: tuple[OrganiserFact, ...] = ()
    countries: tuple[EventCountryFact, ...] = ()
    themes: tuple[ThemeFact, ...] = ()
    groups: tuple[GroupFact, ...] = ()
    funding: tuple[EventFundingFact, ...] = ()
    participations: tuple[CountFact, ...] = ()
    recommendations: tuple[RecommendationFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()
    texts: tuple[TextFact, ...] = ()
    documents: tuple[DocumentFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCorrectFact(EventRecordFact):
    """An event as it is to stand. What belongs to it is added, or takes the place of what has its key."""

    expected_revision: int
    reason: str


PARTS: Final[Mapping[str, RowFacts[Any]]] = {
    "organisers": ORGANISERS,
    "countries": EVENT_COUNTRIES,
    "themes": THEMES,
    "groups": GROUPS,
    "funding": EVENT_FUNDING,
    "participations": COUNTS,
    "recommendations": RECOMMENDATIONS,
    "figures": FIGURES,
    "texts": TEXTS,
    "documents": DOCUMENTS,
}
"""The kinds of what belongs to an event, by the fields that state it."""


def record(session: Session, by: By, fact: EventRecordFact) -> Done:
    """Write an event that is not there yet. Raises FactRefused."""
    stated = EVENTS.well_formed(as_kind(EVENTS, fact))
    if EVENTS.stored(session, [stated]):
        raise FactRefused(name_of(EVENTS, stated), "code", "an event has this code already; take another")
    return _write(session, by, fact, Change(None, stated), None)


def correct(session: Session, by: By, fact: EventCorrectFact) -> Done:
    """Write an event over the revision that was seen of it. Raises NotFound, FactRefused, NewerEdit."""
    row = _held(session, by, fact.code)
    thing = f"event {row.code}"
    require_country(by.scope, row.country, thing, "code")
    if row.revision != fact.expected_revision:
        raise NewerEdit(thing, fact.expected_revision, row.revision, None, None, None)
    reason = paragraph(thing, "reason", fact.reason)
    (change,) = changes(session, EVENTS, [EVENTS.well_formed(as_kind(EVENTS, fact))])
    return _write(session, by, fact, change, reason)


def _held(session: Session, by: By, code: str) -> Event:
    found = None
    if is_seen(session, by.scope, code):
        found = session.scalar(select(Event).where(Event.code == code).with_for_update())
    if found is None:
        raise NotFound("event", code)
    return found


def _write(
    session: Session, by: By, fact: EventRecordFact, change: Change[EventFact], reason: str | None
) -> Done:
    write_all(session, by, EVENTS, [change])
    code = change.after.code
    written: dict[str, int] = {}
    is_changed = change.state is not State.UNCHANGED
    for name, kind in PARTS.items():
        parts = [replace(part, event=code) for part in getattr(fact, name)]
        found = changes_once(session, kind, parts)
        write_all(session, by, kind, found)
        if parts:
            written[name] = len(parts)
        is_changed = is_changed or any(each.state is not State.UNCHANGED for each in found)
    thing = f"event {code}"
    if not is_changed:
        raise FactRefused(thing, "expected_revision", "it stands there as it is given; nothing would change")
    edit_event(session, code)
    before, after = told(change, EVENTS.texts)
    id = session.scalars(select(Event.id).where(Event.code == code)).one()
    return Done(id, thing, before, {**after, **written}, reason)
