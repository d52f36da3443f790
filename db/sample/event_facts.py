"""What an invented event consists of, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.models.event_lists import (
    Dimension,
    EventKind,
    EventScope,
    EventStatus,
    RecommendationStatus,
    Theme,
)

Counts = Mapping[Dimension, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class SampleRecommendation:
    """A recommendation and what became of it by the end of 2020."""

    text: str
    addressee: str
    theme: Theme
    status: RecommendationStatus


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """An invented event, without its parts' keys. The first country hosts it."""

    code: str
    title: str
    kind: EventKind
    scope: EventScope
    status: EventStatus
    start_date: date
    end_date: date
    city: str
    countries: tuple[str, ...]
    output: str
    line: str
    summary: str
    themes: tuple[Theme, ...]
    with_organisations: tuple[str, ...] = ()
    """Co-organisers, beside the leading one."""
    counts: Counts | None = None
    recommendations: tuple[SampleRecommendation, ...] = ()


def counts(total: int, **breakdowns: str) -> Counts:
    """Counts by dimension, from texts such as `F 25, M 17`; `..` is an unknown part."""
    found: dict[Dimension, dict[str, int | None]] = {Dimension.TOTAL: {"TOTAL": total}}
    for dimension, parts in breakdowns.items():
        pairs = (part.split() for part in parts.split(", "))
        found[Dimension[dimension.upper()]] = {name: None if n == ".." else int(n) for name, n in pairs}
    return found
