"""More events and indicators for the sample, the same in every run: what an API is asked for in earnest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from db.models.base import Base
from db.models.event_lists import Dimension, EventKind, EventScope, EventStatus, OrganiserRole
from db.models.events import Event, EventOrganiser, ParticipantCount
from db.models.programmes import Organisation, Programme
from db.models.results import (
    Actual,
    ActualStatus,
    Aggregation,
    Baseline,
    Direction,
    Indicator,
    Measure,
    ResultNode,
    Sensitivity,
    Target,
)

EVENTS: Final = 500
INDICATORS: Final = 150
QUARTERS: Final = tuple(f"{year}-Q{quarter}" for year in range(2016, 2021) for quarter in range(1, 5))
_FIRST_DAY: Final = date(2018, 1, 8)
_CITIES: Final = (("Tbilisi", "GE"), ("Chisinau", "MD"), ("Kyiv", "UA"), ("Minsk", "BY"))


def enlarge(session: Session) -> None:
    """Bring the sample to so many events and indicators, with organisers and counts, targets and values."""
    _add(session, Event, _events(session, EVENTS - _count(session, Event)))
    new_events = _ids(session, select(Event.id).where(Event.code.like("BENCH-%")))
    organisations = _ids(session, select(Organisation.id))
    _add(session, EventOrganiser, _organisers(new_events, organisations))
    _add(session, ParticipantCount, _counts(new_events))
    _add(session, Indicator, _indicators(session, INDICATORS - _count(session, Indicator)))
    new_indicators = _ids(session, select(Indicator.id).where(Indicator.code.like("BENCH-%")))
    _add(session, Baseline, (_valued(of, year=2015) for of in new_indicators))
    _add(session, Target, _targets(new_indicators))
    _add(session, Actual, _actuals(new_indicators))


def _add(session: Session, kind: type[Base], rows: Iterator[dict[str, Any]]) -> None:
    session.execute(insert(kind), list(rows))


def _count(session: Session, kind: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def _ids(session: Session, asked: Any) -> Sequence[int]:
    return session.scalars(asked.order_by("id")).all()


def _events(session: Session, more: int) -> Iterator[dict[str, Any]]:
    programme = session.scalars(select(Programme.id)).first()
    for number in range(more):
        city, country = _CITIES[number % len(_CITIES)]
        begins = _FIRST_DAY + timedelta(days=2 * number)
        yield {
            "code": f"BENCH-{number:04}",
            "title": f"Regional meeting number {number} on prevention and referral",
            "kind": EventKind.WORKSHOP,
            "scope": EventScope.REGIONAL,
            "start_date": begins,
            "end_date": begins + timedelta(days=number % 3),
            "city": city,
            "country": country,
            "programme_id": programme,
            "status": EventStatus.HELD,
            "summary": "Ministries, inspectorates and partners compared their practice.",
            "source_ref": "BENCH",
            "is_sample": True,
        }


def _organisers(events: Sequence[int], organisations: Sequence[int]) -> Iterator[dict[str, Any]]:
    for number, event in enumerate(events):
        for place, role in enumerate((OrganiserRole.LEAD, OrganiserRole.CO_ORGANISER, OrganiserRole.FUNDER)):
            organisation = organisations[(number + place) % len(organisations)]
            yield {"event_id": event, "organisation_id": organisation, "role": role}


def _counts(events: Sequence[int]) -> Iterator[dict[str, Any]]:
    for number, event in enumerate(events):
        women, men = 8 + number % 13, 6 + number % 11
        for dimension, category, n in (
            (Dimension.TOTAL, "TOTAL", women + men),
            (Dimension.SEX, "F", women),
            (Dimension.SEX, "M", men),
        ):
            yield {"event_id": event, "dimension": dimension, "category": category, "n": n}


def _indicators(session: Session, more: int) -> Iterator[dict[str, Any]]:
    nodes = _ids(session, select(ResultNode.id))
    for number in range(more):
        yield {
            "node_id": nodes[number % len(nodes)],
            "code": f"BENCH-{number:04}",
            "title": f"Procedures in use, number {number}",
            "definition": "Written procedures that are applied.",
            "measure": Measure.UNIT,
            "unit": "procedures",
            "direction": Direction.UP,
            "aggregation": Aggregation.SUM,
            "data_source": "Partners' reports",
            "collection_method": "Document review",
            "frequency": "Quarterly",
            "responsible": "Programme unit",
            "sensitivity": Sensitivity.C,
            "is_sample": True,
        }


def _targets(indicators: Sequence[int]) -> Iterator[dict[str, Any]]:
    for indicator in indicators:
        for year in range(2016, 2021):
            yield _valued(indicator, period_end=date(year, 12, 31))


def _actuals(indicators: Sequence[int]) -> Iterator[dict[str, Any]]:
    for indicator in indicators:
        for quarter in QUARTERS:
            yield _valued(
                indicator, quarter=quarter, status=ActualStatus.VERIFIED, evidence_ref=f"BENCH-{quarter}"
            )


def _valued(indicator: int, **facts: Any) -> dict[str, Any]:
    return {"indicator_id": indicator, "value": Decimal(indicator % 17), "is_sample": True, **facts}
