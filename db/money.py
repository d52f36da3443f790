"""Money: whole minor units of one currency. Never a float, and never a bare number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from db.errors import CurrencyMismatch, Malformed

_FORM: Final = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?", re.ASCII)

PLACES = 2
"""Every currency that the programme uses has two decimals."""


def round_half_up(value: Decimal | Fraction) -> int:
    """The nearest whole number, halves away from zero. Source: domain.md a.0."""
    exact = Fraction(value)
    return divide_half_up(exact.numerator, exact.denominator)


def divide_half_up(amount: int, by: int) -> int:
    """The nearest whole number to a quotient, halves away from zero; by is more than 0."""
    rounded = (2 * abs(amount) + by) // (2 * by)
    return rounded if amount >= 0 else -rounded


def minor_units(amount: Decimal, places: int = PLACES) -> int:
    """A number as so many whole units of its last place; an amount in major units as whole minor ones.

    Raises ValueError when it has more decimals: nothing is cut or rounded in passing.
    """
    sign, digits, exponent = amount.as_tuple()
    assert isinstance(exponent, int), "an amount is finite"
    # by its digits, for arithmetic on decimals rounds beyond twenty-eight of them
    written = "".join(map(str, digits)).rstrip("0")
    zeros = exponent + len(digits) - len(written) + places
    if written and zeros < 0:
        raise ValueError(f"{amount} has more than {places} decimals")
    minor: int = int(written or "0") * 10 ** max(zeros, 0)
    return -minor if sign else minor


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount: `minor` whole minor units (øre, cents) of `currency` (ISO 4217)."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read a plain amount such as `-1,234.50`.

        Raises Malformed when the text is not a number or has more than two decimals.
        """
        if not _FORM.fullmatch(text):
            raise Malformed("an amount of money", text, "1234.50, with at most two decimals")
        return cls(int(Decimal(text.replace(",", "")).scaleb(PLACES)), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str) -> Money:
        """The sum of amounts of one currency; zero of that currency when there are none."""
        return sum(amounts, cls.zero(currency))

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with exactly two decimals."""
        return Decimal(self.minor).scaleb(-PLACES)

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.minor), self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other).minor

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other).minor

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other).minor

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other).minor

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,.2f}"

    def share(self, rate: Decimal) -> Money:
        """`rate` of this amount, rounded once to the minor unit."""
        return Money(round_half_up(Fraction(self.minor) * Fraction(rate)), self.currency)

    def over(self, whole: Money) -> Fraction | None:
        """This amount as an exact share of another; None when the other is zero."""
        return Fraction(self.minor, whole.minor) if self._same(whole) else None

    def allocate(self, weights: Sequence[Decimal | int]) -> list[Money]:
        """Split into parts that add up exactly, by largest remainder; ties go to the earlier part.

        Raises ValueError when the weights are negative or add up to zero.
        """
        exact = [Fraction(weight) for weight in weights]
        if not exact or min(exact) < 0 or sum(exact) == 0:
            raise ValueError("an amount is split by weights of which none is negative and one is not zero")
        sign = -1 if self.minor < 0 else 1
        shares = [abs(self.minor) * weight / sum(exact) for weight in exact]
        parts = [int(share) for share in shares]
        left = abs(self.minor) - sum(parts)
        for index in sorted(range(len(parts)), key=lambda at: (parts[at] - shares[at], at))[:left]:
            parts[index] += 1
        return [Money(sign * part, self.currency) for part in parts]

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other
