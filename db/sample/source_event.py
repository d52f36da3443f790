"""The documented event: the regional conference of 24 and 25 October 2019 in Tbilisi.

Everything here stands in one public text. Its slips are corrected, and what it does not say (participants,
cost, venue, shares of the funding) has no row and no value. Source: domain.md c.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from db.models.base import Base
from db.models.event_lists import (
    Affiliation,
    CountryRole,
    EventKind,
    EventScope,
    EventStatus,
    FigureRole,
    OrganiserRole,
    RecommendationStatus,
    TextKind,
    Theme,
)
from db.models.events import (
    Event,
    EventCountry,
    EventFigure,
    EventFunding,
    EventGroup,
    EventOrganiser,
    EventText,
    EventTheme,
    Recommendation,
)

CODE: Final = "EVT-2019-TBS-01"
SOURCE_REF: Final = "IOM event page, “Regional Counter-Trafficking Conference in Tbilisi”, 1 November 2019"

_SUMMARY: Final = (
    "Two days on preventing and combatting trafficking for labour exploitation. The countries taking part "
    "examined obstacles in identification, prevention and law enforcement, exchanged good practice and "
    "ended with joint recommendations."
)

_DATE_NOTE: Final = "The year is inferred from the publication date; the text gives “October 24-25” only."

_COUNTRIES_NOTE: Final = (
    "The text names the four countries as those that progressed and as the programme's, and speaks of "
    "“participant countries”; only Georgia and Ukraine are shown by a named person."
)

_VISIT: Final = "Visited Georgia and shared experience"

# organisation, role, the name as written where it differs, what it did
_ORGANISERS: Final = (
    ("IOM", OrganiserRole.LEAD, None, None),
    ("GE-MOJ", OrganiserRole.CO_ORGANISER, None, None),
    ("OSCE", OrganiserRole.PARTNER, "Organization for Cooperation and Security in Europe", _VISIT),
    ("COE", OrganiserRole.PARTNER, None, _VISIT),
    (
        "NO-MFA",
        OrganiserRole.FUNDER,
        None,
        "Funds the event through the Regional Counter-Trafficking Programme",
    ),
)

_PARTICIPATING: Final = ("GE", "MD", "UA", "BY")

_GROUPS: Final = (Affiliation.GOVERNMENT, Affiliation.CIVIL_SOCIETY, Affiliation.INTERNATIONAL_EXPERTS)

# name, title, organisation, country, role, topic
_FIGURES: Final = (
    ("Sabine Machl", "UN Resident Coordinator in Georgia", "UN", None, FigureRole.WELCOME, None),
    (
        "Gocha Lordkipanidze",
        "Deputy Minister of Justice of Georgia",
        "GE-MOJ",
        "GE",
        FigureRole.WELCOME,
        None,
    ),
    ("Helene Sand Andersen", "Ambassador of Norway", "NORWAY", "NO", FigureRole.WELCOME, None),
    ("Sanja Celebic Lukovac", "IOM Georgia Chief of Mission", "IOM", None, FigureRole.WELCOME, None),
    (
        "Sergiy Nizhynskyi",
        "Deputy Minister of Social Policy of Ukraine",
        "UA-MSP",
        "UA",
        FigureRole.SPEAKER,
        "National Referral Mechanism of Ukraine",
    ),
)

_THEMES: Final = (
    Theme.LABOUR_EXPLOITATION,
    Theme.IDENTIFICATION,
    Theme.PREVENTION,
    Theme.PROSECUTION,
    Theme.BEST_PRACTICE_EXCHANGE,
    Theme.REGIONAL_COORDINATION,
    Theme.REFERRAL_NRM,
    Theme.RECRUITMENT,
    Theme.LABOUR_INSPECTION,
)

INSTITUTIONAL_FACTS: Final = (
    "The Ministry of Social Policy coordinates counter-trafficking activities in Ukraine.",
    "All four countries have made progress: dedicated legislation, national coordination, "
    "referral systems for victims; more is still needed.",
    "Labour exploitation is the most frequent purpose of trafficking in the region.",
    "IOM addresses recruitment gaps and migrants' rights together with governments, "
    "civil society and companies.",
)

_TEXTS: Final = {
    TextKind.PURPOSE: (
        "Examine obstacles in identification, prevention and law enforcement "
        "where the purpose is labour exploitation.",
        "Exchange good practice.",
        "Plan responses jointly.",
    ),
    TextKind.OUTCOME: (
        "Two days of presenting country practice and discussing obstacles ended in joint recommendations.",
        "The governments taking part want to widen bilateral and multilateral cooperation.",
    ),
    TextKind.INSTITUTIONAL_FACT: INSTITUTIONAL_FACTS,
    TextKind.NOTE: (
        _COUNTRIES_NOTE,
        "The text gives no number of participants, no cost, no venue and no agreement number.",
        "The third recommendation is a call by the governments, kept as a recommendation "
        "because it is addressed to named actors.",
    ),
}

_RECOMMENDATIONS: Final = (
    (
        "Strengthen labour inspectorates so that they can recognise and report trafficking cases",
        None,
        Theme.LABOUR_INSPECTION,
    ),
    (
        "Answer shared trends and gaps with one coordinated regional response that pools national efforts "
        "and strategies",
        None,
        Theme.REGIONAL_COORDINATION,
    ),
    (
        "Closer contact between policy makers, law enforcement and NGOs",
        "Policy makers, law enforcement and NGOs",
        Theme.PARTNERSHIP,
    ),
)


def add_source_event(
    session: Session,
    programme_id: int,
    source_id: int,
    organisations: Mapping[str, int],
    nodes: Mapping[str, int],
) -> None:
    """The event with every fact that its page gives."""
    event = Event(
        code=CODE,
        title="Preventing and Combatting Trafficking for Labour Exploitation: Challenges and Best Practices",
        short_title="Regional Counter-Trafficking Conference",
        kind=EventKind.CONFERENCE,
        scope=EventScope.REGIONAL,
        start_date=date(2019, 10, 24),
        end_date=date(2019, 10, 25),
        city="Tbilisi",
        country="GE",
        venue=None,
        programme_id=programme_id,
        result_node_id=nodes["OP1.1"],
        status=EventStatus.HELD,
        summary=_SUMMARY,
        source_ref=SOURCE_REF,
        published_on=date(2019, 11, 1),
        date_note=_DATE_NOTE,
        is_sample=False,
    )
    session.add(event)
    session.flush()
    session.add_all(_parts(event.id, source_id, organisations, nodes))
    session.flush()


def _parts(
    event_id: int, source_id: int, organisations: Mapping[str, int], nodes: Mapping[str, int]
) -> list[Base]:
    return [
        *(
            EventOrganiser(
                event_id=event_id,
                organisation_id=organisations[code],
                role=role,
                as_written=as_written,
                note=note,
            )
            for code, role, as_written, note in _ORGANISERS
        ),
        EventFunding(event_id=event_id, funding_source_id=source_id, budget_line_id=None, share_percent=None),
        EventCountry(event_id=event_id, country="GE", role=CountryRole.HOST, note=None),
        *(
            EventCountry(
                event_id=event_id, country=country, role=CountryRole.PARTICIPATING, note=_COUNTRIES_NOTE
            )
            for country in _PARTICIPATING
        ),
        *(EventGroup(event_id=event_id, affiliation=affiliation) for affiliation in _GROUPS),
        *(
            EventFigure(
                event_id=event_id,
                name=name,
                title_at_event=title,
                organisation_id=organisations[organisation],
                country=country,
                role=role,
                topic=topic,
                source_ref=SOURCE_REF,
            )
            for name, title, organisation, country, role, topic in _FIGURES
        ),
        *(EventTheme(event_id=event_id, theme=theme) for theme in _THEMES),
        *(
            EventText(event_id=event_id, kind=kind, no=no, text=text)
            for kind, texts in _TEXTS.items()
            for no, text in enumerate(texts, 1)
        ),
        *(
            Recommendation(
                event_id=event_id,
                no=no,
                text=text,
                addressee=addressee,
                theme=theme,
                status=RecommendationStatus.MADE,
                result_node_id=nodes["OP1.2"],
            )
            for no, (text, addressee, theme) in enumerate(_RECOMMENDATIONS, 1)
        ),
    ]
