"""Totals of events and of participations in them. An unknown count is not zero: it is left out, and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func
from sqlalchemy.orm import Session, aliased

from db.models.event_lists import Dimension, EventKind, EventStatus
from db.models.events import Event, ParticipantCount
from db.models.programmes import Programme
from db.models.results import ResultNode
from db.periods import Month, Quarter
from db.queries.events import EventQuery
from db.queries.rows import numbers_first
from db.queries.totals import Group, Join, Key, Part, Totalled, days, groups_of


class EventKey(StrEnum):
    """What totals of events can be grouped by."""

    PERIOD = "PERIOD"
    MONTH = "MONTH"
    COUNTRY = "COUNTRY"
    PROGRAMME = "PROGRAMME"
    OUTPUT = "OUTPUT"
    KIND = "KIND"
    STATUS = "STATUS"


@dataclass(frozen=True, slots=True)
class KnownSum:
    """A sum over what is known, and over how much that is."""

    sum: int | None
    """None when nothing is known."""
    known: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTotal:
    """What some events have in common, and their counts. A key that was not asked for is None."""

    period: Quarter | None = None
    month: Month | None = None
    country: str | None = None
    """Where they were held."""
    programme: str | None = None
    output_id: int | None = None
    kind: EventKind | None = None
    status: EventStatus | None = None
    count: int
    participations: KnownSum
    women: KnownSum
    men: KnownSum
    part: Part


def event_totals(session: Session, asked: EventQuery, by: Sequence[EventKey]) -> list[EventTotal]:
    """Raises GroupingRefused and TooManyGroups."""
    return [
        EventTotal(
            **{name: value for name, value in group.keys.items() if name != "output_code"},
            count=group.count,
            participations=_known(group, "participations"),
            women=_known(group, "women"),
            men=_known(group, "men"),
            part=group.part,
        )
        for group in groups_of(session, asked, _TOTALLED, by)
    ]


def _known(group: Group, name: str) -> KnownSum:
    return KnownSum(group.sums[name], group.sums[f"{name}_known"] or 0, group.count)


_COUNTED: Mapping[str, tuple[Dimension, str]] = {
    "participations": (Dimension.TOTAL, "TOTAL"),
    "women": (Dimension.SEX, "F"),
    "men": (Dimension.SEX, "M"),
}
_COUNT = {name: aliased(ParticipantCount) for name in _COUNTED}
_PROGRAMME, _RESULT = aliased(Programme), aliased(ResultNode)


def _with_count(name: str) -> Join:
    count, (dimension, category) = _COUNT[name], _COUNTED[name]
    same = and_(count.event_id == Event.id, count.dimension == dimension, count.category == category)
    return lambda listed: listed.outerjoin(count, same)


def _with_programme(listed: Select[Any]) -> Select[Any]:
    return listed.join(_PROGRAMME, _PROGRAMME.id == Event.programme_id)


def _with_result(listed: Select[Any]) -> Select[Any]:
    return listed.outerjoin(_RESULT, _RESULT.id == Event.result_node_id)


_TOTALLED = Totalled(
    keys={
        EventKey.COUNTRY: (Key("country", Event.country),),
        EventKey.PROGRAMME: (Key("programme", _PROGRAMME.code, joins=(_with_programme,)),),
        EventKey.OUTPUT: (
            Key("output_code", _RESULT.code, sort=numbers_first, joins=(_with_result,)),
            Key("output_id", _RESULT.id, joins=(_with_result,)),
        ),
        EventKey.KIND: (Key("kind", Event.kind, sort=list(EventKind).index),),
        EventKey.STATUS: (Key("status", Event.status, sort=list(EventStatus).index),),
        # its quarter is that of its last day
        **{EventKey(name): keys for name, keys in days(Event.end_date).items()},
    },
    always=(),
    sums={
        **{name: func.sum(_COUNT[name].n) for name in _COUNTED},
        **{f"{name}_known": func.count(_COUNT[name].n) for name in _COUNTED},
    },
    joins=tuple(_with_count(name) for name in _COUNTED),
)
