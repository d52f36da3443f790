"""The funding source that something is written to, held until the transaction ends."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models.funding import FundingSource
from db.models.programmes import ProgrammeCountry
from db.queries.page import storable
from db.queries.visibility import visible_source
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
        reason = f"it concerns {', '.join(others)} too, and your account is for {_said(scope)} only"
        raise FactRefused(thing, "source", reason)


def require_office(scope: Scope, office: str, thing: str) -> None:
    """For what one country office does. Raises FactRefused."""
    if scope.countries is not None and office not in scope.countries:
        raise FactRefused(thing, "office", f"your account writes for {_said(scope)} only")


def _said(scope: Scope) -> str:
    return ", ".join(sorted(scope.countries or ()))
