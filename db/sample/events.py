"""Write the invented events of 2020 with their organisers, countries, counts and recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from db.models.base import Base
from db.models.event_lists import CountryRole, EventDocumentKind, EventStatus, OrganiserRole
from db.models.events import (
    Event,
    EventCountry,
    EventDocument,
    EventFunding,
    EventOrganiser,
    EventTheme,
    ParticipantCount,
    Recommendation,
)
from db.sample.event_facts import SampleEvent
from db.sample.events_autumn import AUTUMN
from db.sample.events_spring import SPRING

_LEAD: Final = "IOM"
_FUNDER: Final = "NO-MFA"
_WHOLE: Final = Decimal("100.00")


def add_events(
    session: Session,
    programme_id: int,
    source_id: int,
    organisations: Mapping[str, int],
    nodes: Mapping[str, int],
    lines: Mapping[str, int],
) -> None:
    """Every event, paid for by one line of the funding source."""
    for sample in (*SPRING, *AUTUMN):
        event = _event(sample, programme_id, nodes)
        session.add(event)
        session.flush()
        session.add_all(_organisers(sample, event.id, organisations))
        session.add_all(_countries_and_themes(sample, event.id))
        session.add_all(_outcome(sample, event.id, nodes))
        session.add(
            EventFunding(
                event_id=event.id,
                funding_source_id=source_id,
                budget_line_id=lines[sample.line],
                share_percent=_WHOLE,
            )
        )
        session.flush()


def _event(sample: SampleEvent, programme_id: int, nodes: Mapping[str, int]) -> Event:
    return Event(
        code=sample.code,
        title=sample.title,
        kind=sample.kind,
        scope=sample.scope,
        start_date=sample.start_date,
        end_date=sample.end_date,
        city=sample.city,
        country=sample.countries[0],
        programme_id=programme_id,
        result_node_id=nodes[sample.output],
        status=sample.status,
        summary=sample.summary,
        source_ref="Sample: invented, no source",
        is_sample=True,
    )


def _organisers(sample: SampleEvent, event_id: int, organisations: Mapping[str, int]) -> list[Base]:
    roles = [
        (_LEAD, OrganiserRole.LEAD),
        *((code, OrganiserRole.CO_ORGANISER) for code in sample.with_organisations),
        (_FUNDER, OrganiserRole.FUNDER),
    ]
    return [
        EventOrganiser(event_id=event_id, organisation_id=organisations[code], role=role)
        for code, role in roles
    ]


def _countries_and_themes(sample: SampleEvent, event_id: int) -> list[Base]:
    return [
        EventCountry(event_id=event_id, country=sample.countries[0], role=CountryRole.HOST),
        *(
            EventCountry(event_id=event_id, country=country, role=CountryRole.PARTICIPATING)
            for country in sample.countries
        ),
        *(EventTheme(event_id=event_id, theme=theme) for theme in sample.themes),
    ]


def _outcome(sample: SampleEvent, event_id: int, nodes: Mapping[str, int]) -> list[Base]:
    rows: list[Base] = [
        ParticipantCount(event_id=event_id, dimension=dimension, category=category, n=n)
        for dimension, by_category in (sample.counts or {}).items()
        for category, n in by_category.items()
    ]
    rows += [
        Recommendation(
            event_id=event_id,
            no=no,
            text=made.text,
            addressee=made.addressee,
            theme=made.theme,
            status=made.status,
            result_node_id=nodes["OP1.2"],
        )
        for no, made in enumerate(sample.recommendations, 1)
    ]
    if sample.status is EventStatus.HELD:
        rows.append(
            EventDocument(
                event_id=event_id,
                kind=EventDocumentKind.AGENDA,
                restricted=False,
                archive_ref=f"SAMPLE-ARCHIVE/{sample.code}/agenda",
            )
        )
    return rows
