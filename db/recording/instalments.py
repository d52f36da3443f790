"""Money asked of the donor and received. Source: domain.md a.2, b.2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.funding import FundingSource, Instalment, InterestEarned
from db.queries.visibility import of_visible_source
from db.recording.amounts import currency_of
from db.recording.facts import Change, FactRefused, name_of
from db.recording.reach import require_whole
from db.recording.references import SOURCE
from db.recording.rows import RowFacts
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class InstalmentFact:
    """A payment asked of the donor, with what came of it; amounts in major units."""

    source: str
    no: int
    requested_on: date | None = None
    requested: Decimal | None = None
    """In the agreement currency."""
    received_on: date | None = None
    received: Decimal | None = None
    """In the agreement currency."""
    functional: Decimal | None = None
    """In the functional currency; wins over the receipt rate."""
    receipt_rate: Decimal | None = None
    bank_reference: str | None = None


@dataclass(frozen=True, slots=True)
class InterestFact:
    """Interest on the grant in a quarter."""

    source: str
    quarter: str
    currency: str
    amount: Decimal


def sample_of_source(session: Session, fact: Any) -> dict[str, Any]:
    """A fact of a sample agreement is sample data."""
    found = session.scalar(select(FundingSource.is_sample).where(FundingSource.code == fact.source))
    return {"is_sample": bool(found)}


def of_the_whole_grant(session: Session, scope: Scope, change: Change[Any]) -> None:
    """What concerns every country of the programme is written by accounts that reach them all."""
    code = change.after.source
    source = session.scalar(select(FundingSource).where(FundingSource.code == code))
    if source is not None:
        require_whole(session, scope, source, f"funding source {code}")


def _currency_is_one(_session: Session, _scope: Scope, change: Change[InterestFact]) -> None:
    currency_of(name_of(INTEREST, change.after), "currency", change.after.currency)


def _received_money_has_amounts(_session: Session, _scope: Scope, change: Change[InstalmentFact]) -> None:
    fact = change.after
    name = name_of(INSTALMENTS, fact)
    for field in ("requested", "received", "functional", "receipt_rate"):
        amount = getattr(fact, field)
        if amount is not None and amount <= 0:
            raise FactRefused(name, field, f"{field} is more than 0")
    if fact.received_on is None:
        if fact.received is not None:
            raise FactRefused(name, "received_on", "an amount received needs the day it was received")
        return
    if fact.received is None:
        raise FactRefused(name, "received", "money received on a day needs its amount")
    if fact.functional is None and fact.receipt_rate is None:
        raise FactRefused(
            name, "functional", "money received needs its amount in USD, or the rate it was received at"
        )


INSTALMENTS: Final = RowFacts(
    noun="instalment",
    fact=InstalmentFact,
    key=("source", "no"),
    model=Instalment,
    given=lambda scope: of_visible_source(scope, Instalment.funding_source_id),
    references=(SOURCE,),
    minor={"requested": "requested_minor", "received": "received_minor", "functional": "functional_minor"},
    more=sample_of_source,
    rules=(of_the_whole_grant, _received_money_has_amounts),
    texts={"bank_reference": 80},
)
INTEREST: Final = RowFacts(
    noun="interest",
    fact=InterestFact,
    key=("source", "quarter", "currency"),
    model=InterestEarned,
    given=lambda scope: of_visible_source(scope, InterestEarned.funding_source_id),
    references=(SOURCE,),
    minor={"amount": "amount_minor"},
    more=sample_of_source,
    rules=(of_the_whole_grant, _currency_is_one),
)
