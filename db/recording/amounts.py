"""Amounts that people write: exact, of one currency, and within what the ledger can hold."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from db.money import PLACES, Money, minor_units
from db.recording.facts import FactRefused

_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_DIGITS: Final = 12
"""Before the point: less than a million times a million."""
_LARGEST: Final = 18
"""Digits that 64 bits hold in any case."""


def currency_of(thing: str, field: str, code: str) -> str:
    """A currency that amounts can be of. Raises FactRefused."""
    if not _CURRENCY.fullmatch(code):
        raise FactRefused(thing, field, "a currency is three capital letters, such as NOK (ISO 4217)")
    if code == "BYR":
        raise FactRefused(thing, field, "BYR was withdrawn; the currency of Belarus is BYN")
    return code


def money_of(thing: str, field: str, amount: Decimal, currency: str) -> Money:
    """An amount other than 0. Raises FactRefused."""
    if not amount:
        raise FactRefused(thing, field, f"{field} must not be 0")
    return Money(units_of(thing, field, amount, PLACES), currency)


def units_of(thing: str, field: str, number: Decimal, places: int) -> int:
    """A number as whole units of its last place, when a table can hold it. Raises FactRefused."""
    # by its exponent first: what has a large one must not be written out
    digits = min(_DIGITS, _LARGEST - places)
    if number and number.adjusted() >= digits:
        raise FactRefused(thing, field, f"{field} is {10**digits:,} or more")
    try:
        return minor_units(number, places)
    except ValueError:
        raise FactRefused(thing, field, f"{field} has more than {places} decimals") from None


def positive_money_of(thing: str, field: str, amount: Decimal, currency: str) -> Money:
    """An amount of more than 0. Raises FactRefused."""
    found = money_of(thing, field, amount, currency)
    if found.minor < 0:
        raise FactRefused(thing, field, f"{field} must be more than 0")
    return found
