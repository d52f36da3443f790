"""What an account may write to: only what it may see."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.events import Event
from db.queries.agreements import source_ids
from db.queries.visibility import visible_event
from db.recording.facts import FactRefused
from db.scope import Scope


def require_seen(
    session: Session, scope: Scope, thing: str, *, source: str | None = None, event: str | None = None
) -> None:
    """Raises FactRefused for a source or event that is not there, or not for this scope: they look alike."""
    if scope.sources is None and scope.countries is None:
        return  # whatever is not there is found missing where it is looked up
    if source is not None and source not in source_ids(session, scope):
        raise FactRefused(thing, "source", f"there is no funding source “{source}”")
    if event is not None:
        found = select(Event.id).where(Event.code == event, *visible_event(scope))
        if session.scalar(found) is None:
            raise FactRefused(thing, "event", f"there is no event “{event}”")
