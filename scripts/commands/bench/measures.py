"""What a bench finds: amounts, and ratios that are held against a target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Unit(Enum):
    """What an amount counts."""

    SECONDS = auto()
    BYTES = auto()
    STATEMENTS = auto()
    FAULTS = auto()
    RATIO = auto()


@dataclass(frozen=True, slots=True)
class Measure:
    """One amount or ratio."""

    what: str
    amount: float
    unit: Unit
    at_most: float | None = None
    """The target; None for an amount that only shows the order of magnitude."""

    @property
    def verdict(self) -> str:
        """`within` or `over` the target; empty without one."""
        if self.at_most is None:
            return ""
        return "within" if self.amount <= self.at_most else "over"

    @property
    def printed(self) -> str:
        return _PRINTED[self.unit](self.amount)

    @property
    def target(self) -> str:
        return "" if self.at_most is None else f"at most {_PRINTED[self.unit](self.at_most)}"


def seconds(what: str, amount: float, at_most: float | None = None) -> Measure:
    """A time."""
    return Measure(what, amount, Unit.SECONDS, at_most)


def ratio(what: str, amount: float, to: float, at_most: float | None = None) -> Measure:
    """An amount as a multiple of another one of the same run."""
    return Measure(what, amount / to, Unit.RATIO, at_most)


def _milliseconds(amount: float) -> str:
    # A tenth of a millisecond is the least that two runs agree on.
    return f"{amount * 1000:,.1f} ms" if amount < 0.1 else f"{amount * 1000:,.0f} ms"


_PRINTED: Final[Mapping[Unit, Callable[[float], str]]] = {
    Unit.SECONDS: _milliseconds,
    Unit.BYTES: lambda amount: f"{amount / 2**20:.2f} MiB",
    Unit.STATEMENTS: lambda amount: f"{amount:.0f}",
    Unit.FAULTS: lambda amount: f"{amount:,.0f}",
    Unit.RATIO: lambda amount: f"{amount:.2f}",
}
