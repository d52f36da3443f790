"""Exchange rates: a correction is a new version, and every earlier one stays. Source: domain.md a.4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from db.models.ledger import ExchangeRate, RateSource
from db.recording.amounts import currency_of
from db.recording.done import By
from db.recording.facts import (
    Change,
    FactRefused,
    Key,
    Refusal,
    State,
    in_parts,
    key_of,
    name_of,
)

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

    def every(self, session: Session) -> Sequence[Rate]:
        """Everything that stands there, in the order in which it was recorded."""
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
        refused = []
        for change in changes:
            if change.state is not State.UNCHANGED:
                try:
                    self._write(session, by, change.after)
                except FactRefused as error:
                    refused.append(Refusal(change, error))
        return refused

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

    def _write(self, session: Session, by: By, rate: Rate) -> None:
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
