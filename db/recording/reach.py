"""What an account may write to: only what it may see, and of that what is its office's."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models.events import Event
from db.models.funding import FundingSource
from db.models.programmes import ProgrammeCountry
from db.queries.agreements import source_ids
from db.queries.page import storable
from db.queries.visibility import visible_event, visible_source
from db.recording.facts import FactRefused
from db.scope import Scope


def held_source(session: Session, scope: Scope, code: str) -> FundingSource:
    """The source, once no other transaction that writes to it is open.

    Its ledger is opened by the same lock, so that writers of both wait in one line.
    Raises NotFound when there is none, or none for this viewer.
    """
    found = None
    if storable(code):
        wanted = select(FundingSource).where(FundingSource.code == code, *visible_source(scope))
        found = session.scalar(wanted.with_for_update(key_share=True))
    if found is None:
        raise NotFound("funding source", code)
    return found


def require_whole(session: Session, scope: Scope, source: FundingSource, thing: str) -> None:
    """For what concerns every country of the programme. Raises FactRefused."""
    if scope.countries is None:
        return
    countries = select(ProgrammeCountry.country).where(ProgrammeCountry.programme_id == source.programme_id)
    others = sorted(set(session.scalars(countries)) - scope.countries)
    if others:
        reason = f"it concerns {', '.join(others)} too, and {_only(scope)}"
        raise FactRefused(thing, "source", reason)


def require_country(scope: Scope, country: str, thing: str, field: str) -> None:
    """For what one country office does. Raises FactRefused."""
    if scope.countries is not None and country not in scope.countries:
        raise FactRefused(thing, field, _only(scope))


def require_seen(
    session: Session, scope: Scope, thing: str, *, source: str | None = None, event: str | None = None
) -> None:
    """Raises FactRefused for a source or event that is not there, or not for this scope: they look alike."""
    if scope.sources is None and scope.countries is None:
        return  # whatever is not there is found missing where it is looked up
    if source is not None and source not in source_ids(session, scope):
        raise FactRefused(thing, "source", f"there is no funding source “{source}”")
    if event is not None and not is_seen(session, scope, event):
        raise FactRefused(thing, "event", f"there is no event “{event}”")


def is_seen(session: Session, scope: Scope, event: str) -> bool:
    """Whether there is an event of this code, for this scope."""
    if not storable(event):
        return False
    found = select(Event.id).where(Event.code == event, *visible_event(scope))
    return session.scalar(found) is not None


def _only(scope: Scope) -> str:
    return f"your account is for {', '.join(sorted(scope.countries or ()))} only"
