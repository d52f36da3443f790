"""Events made by hand: a conference of two days in Tbilisi, where a test does not say otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from db.models.event_lists import (
    Dimension,
    EventKind,
    EventScope,
    EventStatus,
    OrganiserRole,
    RecommendationStatus,
    Theme,
)
from db.queries.meetings import Meeting, Recommended
from reports.facts import Facts
from tests.reports.figures.facts import stated

CONFERENCE = Meeting(
    id=1,
    code="EVT-1",
    title="Conference",
    kind=EventKind.CONFERENCE,
    scope=EventScope.REGIONAL,
    status=EventStatus.HELD,
    start_date=date(2019, 10, 24),
    end_date=date(2019, 10, 25),
    city="Tbilisi",
    country_name="Georgia",
    output="OP1.1",
    summary="Two days on recruitment.",
    is_sample=False,
    organisers=((OrganiserRole.LEAD, "An organisation"),),
    countries=("GE", "MD"),
    counts={},
    recommendations=(),
    outcomes=(),
)


def meeting(code: str, *, total: int | None = None, women: int | None = None, **said: Any) -> Meeting:
    """An event; counts that are not given are not known."""
    known = {(Dimension.TOTAL, "TOTAL"): total, (Dimension.SEX, "F"): women}
    counts = {of: n for of, n in known.items() if n is not None}
    return replace(CONFERENCE, code=code, title=f"Event {code}", **({"counts": counts} | said))


def recommended(no: int, **said: Any) -> Recommended:
    """A recommendation to nobody in particular."""
    plain = Recommended(no, f"Do {no}", None, Theme.RECRUITMENT, RecommendationStatus.MADE)
    return replace(plain, **said)


def with_meetings(*meetings: Meeting) -> Facts:
    """The facts of 2019-Q4 with these events and nothing else."""
    return replace(stated("").at("2019-Q4"), meetings=meetings)
