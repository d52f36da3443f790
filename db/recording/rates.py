"""Exchange rates: a correction is a new version, and every earlier one stays. Source: domain.md a.4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from db.models.ledger import ExchangeRate, RateSource
from db.recording.amounts import currency_of, units_of
from db.recording.done import By, Done
from db.recording.editions import NewerEdit
from db.recording.facts import (
    Change,
    FactRefused,
    Key,
    Refusal,
    as_kind,
    changes,
    in_parts,
    key_of,
    name_of,
    write_each,
)
from db.recording.one import reason_of, told, write_all
from db.scope import Scope

_PLACES: Final = 8
"""Of a rate."""
_RATES: Final = 4_705_113
"""Any number that no other lock of this program has."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of a currency per 1 USD from a day on."""

    rate_source: RateSource
    currency: str
    effective_from: date
    units_per_usd: Decimal
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRecordFact(Rate):
    """A rate as it is to stand from now on, over the version that was seen of it."""

    expected_revision: int
    """The number of the version; 0 when there is none yet."""
    reason: str | None = None
    """Of another version than the first."""


def record(session: Session, by: By, fact: RateRecordFact) -> Done:
    """Write a rate, or a new version of one. Raises FactRefused, NewerEdit."""
    hold(session)
    stated = as_kind(RATES, fact)
    # its key is looked up, so what it is made of is looked at first
    currency_of("exchange rate", "currency", stated.currency)
    thing = name_of(RATES, stated)
    units_of(thing, "units_per_usd", stated.units_per_usd, _PLACES)
    (change,) = changes(session, RATES, [stated])
    newest = RATES.newest(session, stated)
    revision = newest.version if newest else 0
    if revision != fact.expected_revision:
        stands = f"{newest.units_per_usd:f}" if newest else None
        raise NewerEdit(thing, fact.expected_revision, revision, None, None, stands)
    reason = reason_of(thing, change, fact.reason)
    write_all(session, by, RATES, [change])
    written = RATES.newest(session, stated)
    assert written is not None, "it was written a moment ago"
    before, after = told(change, {})
    return Done(written.id, thing, before, after, reason)


def hold(session: Session) -> None:
    """Wait until nobody else writes rates; SQLite has one writer in any case."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _RATES})


@dataclass(frozen=True, slots=True)
class Rates:
    """The kind; of each rate the highest version stands."""

    noun: str = "exchange rate"
    fact: type[Rate] = Rate
    key: tuple[str, ...] = ("rate_source", "currency", "effective_from")
    finds_repetitions: bool = False

    def stored(self, session: Session, facts: Sequence[Rate]) -> Mapping[Key, Rate]:
        """What stands there under the keys of these rates."""
        found: dict[Key, Rate] = {}
        for part in in_parts(fact.effective_from for fact in facts):
            found |= self._standing(
                session, select(ExchangeRate).where(ExchangeRate.effective_from.in_(part))
            )
        return found

    def every(self, session: Session, scope: Scope) -> Sequence[Rate]:
        """Everything that stands there, in the order in which it was recorded: rates are nobody's own."""
        return list(self._standing(session, select(ExchangeRate)).values())

    def _standing(self, session: Session, rates: Select[ExchangeRate]) -> dict[Key, Rate]:
        found = {}
        for row in session.scalars(rates.order_by(ExchangeRate.version, ExchangeRate.id)):
            rate = Rate(row.source, row.currency, row.effective_from, row.units_per_usd, row.published_on)
            found[key_of(self, rate)] = rate
        return found

    def write(self, session: Session, by: By, changes: Sequence[Change[Rate]]) -> list[Refusal[Rate]]:
        """Write the next version of each rate that is new or changed; what was refused."""
        hold(session)
        return write_each(session, self, changes, partial(self._write, by))

    def newest(self, session: Session, rate: Rate) -> ExchangeRate | None:
        """The version that stands."""
        return session.scalar(
            select(ExchangeRate)
            .where(
                ExchangeRate.source == rate.rate_source,
                ExchangeRate.currency == rate.currency,
                ExchangeRate.effective_from == rate.effective_from,
            )
            .order_by(ExchangeRate.version.desc())
            .limit(1)
        )

    def _write(self, by: By, session: Session, change: Change[Rate]) -> None:
        rate = change.after
        name = name_of(self, rate)
        if by.scope.countries is not None:
            reason = "it concerns every office, and your account is for some countries only"
            raise FactRefused(name, "currency", reason)
        if currency_of(name, "currency", rate.currency) == "USD":
            raise FactRefused(name, "currency", "USD is 1 by definition")
        if rate.units_per_usd <= 0:
            raise FactRefused(name, "units_per_usd", "a rate is more than 0")
        newest = self.newest(session, rate)
        session.add(
            ExchangeRate(
                source=rate.rate_source,
                currency=rate.currency,
                effective_from=rate.effective_from,
                version=(newest.version if newest else 0) + 1,
                units_per_usd=rate.units_per_usd,
                published_on=rate.published_on,
            )
        )
        session.flush()


RATES: Final = Rates()
