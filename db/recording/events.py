"""Events: the event itself. Source: domain.md a.5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models.event_lists import EventKind, EventScope, EventStatus
from db.models.events import Event
from db.models.programmes import Country, Programme
from db.queries.visibility import of_visible_programme, own_event
from db.recording.facts import Change, FactRefused, name_of
from db.recording.reach import require_country
from db.recording.references import PROGRAMME, RESULT
from db.recording.rows import RowFacts
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class EventFact:
    """An event, without what belongs to it."""

    code: str
    title: str
    kind: EventKind
    scope: EventScope
    start_date: date
    end_date: date
    city: str
    country: str
    programme: str
    status: EventStatus
    summary: str
    source_ref: str
    short_title: str | None = None
    venue: str | None = None
    result: str | None = None
    published_on: date | None = None
    date_note: str | None = None


def _starts_before_it_ends(_session: Session, _scope: Scope, change: Change[EventFact]) -> None:
    fact = change.after
    if fact.start_date > fact.end_date:
        raise FactRefused(
            name_of(EVENTS, fact), "end_date", f"it ends before it begins, on {fact.start_date}"
        )


def _is_of_the_scope(_session: Session, scope: Scope, change: Change[EventFact]) -> None:
    for fact in (change.before, change.after):
        if fact is not None:
            require_country(scope, fact.country, name_of(EVENTS, change.after), "country")


def _country_is_there(session: Session, _scope: Scope, change: Change[EventFact]) -> None:
    country = change.after.country
    if session.get(Country, country) is None:
        raise FactRefused(name_of(EVENTS, change.after), "country", f"there is no country “{country}”")


def _programme_is_seen(session: Session, scope: Scope, change: Change[EventFact]) -> None:
    code = change.after.programme
    if not session.scalar(
        select(Programme.id).where(Programme.code == code, *of_visible_programme(scope, Programme.id))
    ):
        raise FactRefused(name_of(EVENTS, change.after), "programme", f"there is no programme “{code}”")


def edit_event(session: Session, code: str) -> None:
    """Count that something which belongs to an event was written; once in a transaction.

    For its parts have no revision of their own.
    """
    if code not in _edited(session):
        session.execute(update(Event).where(Event.code == code).values(revision=Event.revision + 1))
        _edited(session).add(code)


def _note_edition(session: Session, fact: EventFact) -> None:
    _edited(session).add(fact.code)


def _edited(session: Session) -> set[str]:
    codes: set[str] = session.info.setdefault("events edited in this transaction", set())
    return codes


def _sample_of_programme(session: Session, fact: EventFact) -> dict[str, Any]:
    found = session.scalar(select(Programme.is_sample).where(Programme.code == fact.programme))
    return {"is_sample": bool(found)}


EVENTS: Final = RowFacts(
    noun="event",
    fact=EventFact,
    key=("code",),
    model=Event,
    given=own_event,
    references=(PROGRAMME, RESULT),
    more=_sample_of_programme,
    rules=(_starts_before_it_ends, _country_is_there, _is_of_the_scope, _programme_is_seen),
    texts={
        "title": 300,
        "short_title": 120,
        "city": 80,
        "summary": 5_000,
        "source_ref": 500,
        "date_note": 500,
    },
    then=_note_edition,
)
