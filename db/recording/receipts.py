"""Money asked of the donor, received, and the interest on it, one payment or quarter at a time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from db.money import Money
from db.recording.done import By, Done
from db.recording.facts import FactRefused, as_kind, changes, name_of
from db.recording.instalments import INSTALMENTS, INTEREST, InstalmentFact, InterestFact
from db.recording.one import Edit, reason_of, told, write_all, write_one
from db.recording.reach import held_source, require_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentRecordFact(InstalmentFact):
    """An instalment as it is to stand; what is left out stands there no more."""

    expected_revision: int
    """0 when it was not recorded yet."""
    reason: str | None = None
    """Needed where something that stood there changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestRecordFact(InterestFact):
    """The interest of a quarter as it is to stand."""

    expected_amount: Decimal | None = None
    """What was seen to stand there; None: nothing."""
    reason: str | None = None


def record(session: Session, by: By, fact: InstalmentRecordFact) -> Done:
    """Record what was asked for, or what came of it. Raises NotFound, FactRefused, NewerEdit."""
    source = held_source(session, by.scope, fact.source)
    require_whole(session, by.scope, source, f"instalment {source.code} {fact.no}")
    stated = as_kind(INSTALMENTS, fact)
    return write_one(session, by, INSTALMENTS, stated, Edit(fact.expected_revision, fact.reason))


def record_interest(session: Session, by: By, fact: InterestRecordFact) -> Done:
    """Record the interest of a quarter, over the amount that was seen. Raises NotFound, FactRefused."""
    source = held_source(session, by.scope, fact.source)
    require_whole(session, by.scope, source, f"interest of {source.code}")
    stated = INTEREST.well_formed(as_kind(INTEREST, fact))
    thing = name_of(INTEREST, stated)
    (change,) = changes(session, INTEREST, [stated])
    stands = None if change.before is None else change.before.amount
    if stands != fact.expected_amount:
        said = "nothing" if stands is None else str(Money.parse(f"{stands:f}", stated.currency))
        raise FactRefused(thing, "expected_amount", f"{said} stands there; look at it and write again")
    reason = reason_of(thing, change, fact.reason)
    write_all(session, by, INTEREST, [change])
    before, after = told(change, INTEREST.texts)
    return Done(INTEREST.row(session, stated).id, thing, before, after, reason)
