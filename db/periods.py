"""Calendar quarters: the only place where a quarter is parsed, printed or bounded.

A period is stored and printed by its first and last day, both included.
Only `Quarter.bounds` gives the half-open pair that queries use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.errors import Malformed

_FORM: Final = re.compile(r"([0-9]{4})-Q([1-4])", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2199


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, `2019-10`."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def next(self) -> Month:
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, `2019-Q4`; quarters order by time."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2019-Q4`. Raises Malformed for anything else."""
        match = _FORM.fullmatch(text)
        if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise Malformed("a reporting period", text, "2019-Q4")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return self.next.start - timedelta(days=1)

    @property
    def bounds(self) -> tuple[date, date]:
        """The first day, and the first day after: half-open, for queries."""
        return self.start, self.next.start

    @property
    def next(self) -> Quarter:
        return self.plus(1)

    @property
    def previous(self) -> Quarter:
        return self.plus(-1)

    @property
    def months(self) -> tuple[Month, Month, Month]:
        first = 3 * self.number - 2
        return Month(self.year, first), Month(self.year, first + 1), Month(self.year, first + 2)

    def plus(self, quarters: int) -> Quarter:
        """The quarter so many quarters later, or earlier when negative."""
        years, number = divmod(self.number - 1 + quarters, 4)
        return Quarter(self.year + years, number + 1)

    def due_on(self, days_after: int) -> date:
        """The day a report is due: so many days after the last day, moved off a weekend to Monday.

        Source: domain.md b.9.
        """
        due = self.end + timedelta(days=days_after)
        return due + timedelta(days=7 - due.weekday()) if due.weekday() >= 5 else due


def quarters_between(first: Quarter, last: Quarter) -> list[Quarter]:
    """Every quarter from first to last, both included; none when last is before first."""
    found, quarter = [], first
    while quarter <= last:
        found.append(quarter)
        quarter = quarter.next
    return found


def months_between(first: Month, last: Month) -> list[Month]:
    """Every month from first to last, both included; none when last is before first."""
    found, month = [], first
    while month <= last:
        found.append(month)
        month = month.next
    return found
