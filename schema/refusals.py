"""Why there is no figure: expected failures as members of the unions that figures are asked as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from db import errors
from schema.common import field, interface_type, member_type

T = TypeVar("T")

REFUSALS: Final[set[type[errors.ReportingError]]] = set()
"""The errors that are answered as members of a union; any other is an error of the request."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An error as an answer, for the library takes a bare one for a failure; it shows the error's facts."""

    error: errors.ReportingError

    def __getattr__(self, name: str) -> Any:
        return getattr(self.error, name)

    @property
    def message(self) -> str:
        return str(self.error)


@interface_type
class Refusal:
    """Why there is no answer. What it is about stands in the fields of its own type."""

    code: str = field("Stable: `budget-missing`.")
    message: str = field("What happened, to which thing, and what to do, in a sentence.")


def refusal(error: type[errors.ReportingError]) -> Callable[[type[T]], type[T]]:
    """A type of refusal: it shows the facts of an error."""

    def declare(kind: type[T]) -> type[T]:
        REFUSALS.add(error)
        return member_type(lambda shown: type(shown) is Refused and type(shown.error) is error)(kind)

    return declare


@refusal(errors.NotFound)
class NotFound(Refusal):
    """Nothing of this kind has this code, or it is not for this viewer: the two look alike."""

    kind: str = field("What was looked for: `funding source`.")
    wanted: str = field("The code that was asked for.")
    known: list[str] = field("Codes that there are; empty where they are not told.")


@refusal(errors.OutsideSupport)
class OutsideSupport(Refusal):
    """The period has no day in common with the support period of the funding source."""

    source: str = field("The funding source's code.")
    period: str = field("The period that was asked for.")
    support_start: date = field("The first day whose cost may be charged.")
    support_end: date = field("The last day whose cost may be charged.")


@refusal(errors.BudgetMissing)
class BudgetMissing(Refusal):
    """No approved budget is in force."""

    source: str = field("The funding source's code.")
    on: date = field("The day on which one was needed.")


@refusal(errors.RateMissing)
class RateMissing(Refusal):
    """No exchange rate is in force. There is no fallback."""

    currency: str = field("ISO 4217 code of the currency.")
    on: date = field("The day on which a rate was needed.")
    source: str = field("Where the rate should have come from: `UNORE`.")


@refusal(errors.RunReversed)
class RunReversed(Refusal):
    """A run of quarters ends before it begins."""

    first: str = field("The quarter it was to begin with.")
    last: str = field("The quarter it was to end with.")
