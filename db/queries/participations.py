"""How many took part in events. No row is an unknown count, which is not zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.event_lists import Dimension
from db.models.events import ParticipantCount
from db.queries.rows import Parts, columns_of
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class CountRow:
    """Participations in one category of one breakdown."""

    event_id: int
    dimension: Dimension
    category: str
    n: int | None


@dataclass(frozen=True, slots=True)
class Participation:
    """The counts that are recorded of an event, but those by age."""

    counts: tuple[CountRow, ...] = ()

    @property
    def total(self) -> int | None:
        """All participations; None when unknown."""
        return self._count(Dimension.TOTAL, "TOTAL")

    @property
    def women(self) -> int | None:
        return self._count(Dimension.SEX, "F")

    @property
    def men(self) -> int | None:
        return self._count(Dimension.SEX, "M")

    def _count(self, dimension: Dimension, category: str) -> int | None:
        found = (row.n for row in self.counts if (row.dimension, row.category) == (dimension, category))
        return next(found, None)


# Counts by age may tell of minors, and so are shown by nothing but a release. Source: domain.md d.2.
_counts_by_event = Parts(
    CountRow,
    select(*columns_of(CountRow, ParticipantCount))
    .where(ParticipantCount.dimension != Dimension.AGE_GROUP)
    .order_by(ParticipantCount.id),
)


def participation_by_event(
    session: Session, scope: Scope, event_ids: Sequence[int]
) -> dict[int, Participation]:
    """The participation of every event asked for, also where nothing is recorded of it."""
    found = _counts_by_event(session, scope, event_ids)
    return {event_id: Participation(tuple(found.get(event_id, ()))) for event_id in event_ids}
