"""How many took part in an event, by sex. Source: domain.md a.5.

Participations are counted per event; they are not unique persons.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from db.models.event_lists import Dimension
from db.queries.meetings import Meeting
from reports.table import Cell, Missing


@dataclass(frozen=True, slots=True)
class Participations:
    """The counts of one event, or the sums of those of several. None: unknown."""

    total: int | None
    women: int | None
    men: int | None
    other: int | None
    """Other and unknown sex together."""

    @property
    def women_share(self) -> Cell:
        """Women among all who took part; not applicable where nobody did."""
        if self.total == 0:
            return Missing.NOT_APPLICABLE
        if self.women is None or self.total is None:
            return Missing.UNKNOWN
        return Fraction(self.women, self.total)


def participations_of(meeting: Meeting) -> Participations:
    """What was counted at an event."""
    counts = meeting.counts
    return Participations(
        counts.get((Dimension.TOTAL, "TOTAL")),
        counts.get((Dimension.SEX, "F")),
        counts.get((Dimension.SEX, "M")),
        _other(meeting),
    )


def known_sum(counts: Iterable[int | None]) -> int | None:
    """Of what is known; of no events, zero."""
    found = list(counts)
    known = [n for n in found if n is not None]
    return sum(known) if known or not found else None


def _other(meeting: Meeting) -> int | None:
    """Unknown where neither was recorded, or where one of them is not known."""
    counts = meeting.counts
    found = [counts[of] for of in ((Dimension.SEX, "X"), (Dimension.SEX, "U")) if of in counts]
    return known_sum(found) if found and None not in found else None
