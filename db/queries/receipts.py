"""Money received from the donor, and interest on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import RateMissing
from db.models.funding import FundingSource, Instalment, InterestEarned
from db.models.ledger import RateSource
from db.money import Money, round_half_up
from db.periods import Quarter
from db.rates import FUNCTIONAL, RATE_PLACES, to_usd


@dataclass(frozen=True, slots=True)
class Receipt:
    """An instalment that arrived. Only money actually received counts as contribution."""

    no: int
    received_on: date
    agreement: Money
    functional: Money
    bank_reference: str | None


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest of a quarter, in the currency it was earned in."""

    quarter: Quarter
    amount: Money


def receipts_until(session: Session, source_id: int, on: date) -> list[Receipt]:
    """Instalments received up to a day, in the order received."""
    found = session.execute(
        select(
            Instalment.no,
            Instalment.received_on,
            Instalment.received_minor,
            FundingSource.agreement_currency,
            Instalment.functional_minor,
            Instalment.receipt_rate,
            Instalment.bank_reference,
        )
        .join(FundingSource, FundingSource.id == Instalment.funding_source_id)
        .where(Instalment.funding_source_id == source_id, Instalment.received_on <= on)
        .order_by(Instalment.received_on, Instalment.no)
    )
    receipts = []
    for no, received_on, minor, currency, functional_minor, rate, reference in found:
        if received_on is not None and minor is not None:
            received = Money(minor, currency)
            functional = _functional(received, functional_minor, rate)
            receipts.append(Receipt(no, received_on, received, functional, reference))
    return receipts


def interest_until(session: Session, source_id: int, last: Quarter) -> list[Interest]:
    """Interest of the quarters up to one, in order."""
    found = session.execute(
        select(InterestEarned.quarter, InterestEarned.amount_minor, InterestEarned.currency)
        .where(InterestEarned.funding_source_id == source_id, InterestEarned.quarter <= str(last))
        .order_by(InterestEarned.quarter, InterestEarned.currency)
    )
    return [Interest(Quarter.parse(quarter), Money(minor, currency)) for quarter, minor, currency in found]


def average_rate(receipts: Sequence[Receipt], on: date) -> Decimal:
    """Agreement currency received per USD received by a day, rounded to eight decimals.

    Raises RateMissing when nothing has been received by then.
    """
    received = sum(receipt.agreement.minor for receipt in receipts if receipt.received_on <= on)
    functional = sum(receipt.functional.minor for receipt in receipts if receipt.received_on <= on)
    if not functional:
        raise RateMissing("the agreement currency", on, RateSource.RECEIPT.value)
    return Decimal(round_half_up(Fraction(received, functional) * 10**RATE_PLACES)).scaleb(-RATE_PLACES)


def _functional(received: Money, functional_minor: int | None, receipt_rate: Decimal | None) -> Money:
    """As received, else at the receipt rate. Source: domain.md b.2, 13."""
    if functional_minor is not None:
        return Money(functional_minor, FUNCTIONAL)
    if receipt_rate is None:
        raise ValueError("an instalment has neither a functional amount nor a receipt rate")
    return to_usd(received, receipt_rate)
