"""Amounts that people write: exact, of one currency, and within what the ledger can hold."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from db.money import PLACES, Money
from db.recording.facts import FactRefused

_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_DIGITS: Final = 14
"""Of minor units: a million times a million, and the decimals."""


def currency_of(thing: str, field: str, code: str) -> str:
    """A currency that amounts can be of. Raises FactRefused."""
    if not _CURRENCY.fullmatch(code):
        raise FactRefused(thing, field, "a currency is three capital letters, such as NOK (ISO 4217)")
    if code == "BYR":
        raise FactRefused(thing, field, "BYR was withdrawn; the currency of Belarus is BYN")
    return code


def money_of(thing: str, field: str, amount: Decimal, currency: str) -> Money:
    """An amount other than 0. Raises FactRefused."""
    sign, digits, exponent = amount.as_tuple()
    assert isinstance(exponent, int), "the scalar lets no infinity through"
    # by its digits: what has a large exponent must not be written out
    written = "".join(map(str, digits)).strip("0")
    trailing = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    places = exponent + trailing + PLACES
    if not written:
        raise FactRefused(thing, field, f"{field} must not be 0")
    if places < 0:
        raise FactRefused(thing, field, f"{field} has more than {PLACES} decimals")
    if len(written) + places > _DIGITS:
        raise FactRefused(thing, field, f"{field} is 1,000,000,000,000 or more")
    minor = int(written) * 10**places
    return Money(-minor if sign else minor, currency)


def positive_money_of(thing: str, field: str, amount: Decimal, currency: str) -> Money:
    """An amount of more than 0. Raises FactRefused."""
    found = money_of(thing, field, amount, currency)
    if found.minor < 0:
        raise FactRefused(thing, field, f"{field} must be more than 0")
    return found
