from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.event_lists import TextKind
from db.models.events import (
    Event,
    EventCountry,
    EventDocument,
    EventFigure,
    EventFunding,
    EventGroup,
    EventOrganiser,
    EventText,
    EventTheme,
    ParticipantCount,
    Recommendation,
)
from db.models.ledger import LedgerEntry
from db.models.programmes import Organisation, Programme
from db.models.results import ResultNode
from db.periods import Quarter

PAGE = "IOM event page, “Regional Counter-Trafficking Conference in Tbilisi”, 1 November 2019"


@pytest.fixture
def event(session: Session) -> Event:
    return session.scalars(select(Event).where(Event.code == "EVT-2019-TBS-01")).one()


def parts(session: Session, event: Event, *columns: Any) -> list[tuple[Any, ...]]:
    """Columns of an event's parts, in the order in which they were written."""
    table = columns[0].class_
    found = session.execute(select(*columns).where(table.event_id == event.id).order_by(table.id))
    return [tuple(row) for row in found]


def test_it_is_told_as_the_page_tells_it(event: Event) -> None:
    assert event.title == (
        "Preventing and Combatting Trafficking for Labour Exploitation: Challenges and Best Practices"
    )
    assert event.short_title == "Regional Counter-Trafficking Conference"
    assert (event.kind, event.scope, event.status) == ("CONFERENCE", "REGIONAL", "HELD")
    assert (event.start_date, event.end_date) == (date(2019, 10, 24), date(2019, 10, 25))
    assert (event.city, event.country) == ("Tbilisi", "GE")
    assert (event.source_ref, event.published_on) == (PAGE, date(2019, 11, 1))
    assert str(Quarter.of(event.end_date)) == "2019-Q4"


def test_it_was_not_invented(event: Event) -> None:
    assert event.is_sample is False


def test_it_says_how_its_year_is_known(event: Event) -> None:
    assert event.date_note == (
        "The year is inferred from the publication date; the text gives “October 24-25” only."
    )


def test_what_the_page_does_not_say_has_no_value_and_no_row(session: Session, event: Event) -> None:
    assert event.venue is None
    for table in (ParticipantCount, EventDocument, LedgerEntry):
        rows = session.scalar(select(func.count()).select_from(table).where(table.event_id == event.id))
        assert rows == 0


def test_its_five_public_figures_and_no_others_are_named(session: Session, event: Event) -> None:
    found = session.execute(
        select(
            EventFigure.name,
            EventFigure.title_at_event,
            Organisation.name,
            EventFigure.role,
            EventFigure.topic,
        )
        .join(Organisation, Organisation.id == EventFigure.organisation_id)
        .where(EventFigure.event_id == event.id)
        .order_by(EventFigure.id)
    ).all()

    assert [tuple(row) for row in found] == [
        ("Sabine Machl", "UN Resident Coordinator in Georgia", "United Nations", "WELCOME", None),
        (
            "Gocha Lordkipanidze",
            "Deputy Minister of Justice of Georgia",
            "Ministry of Justice of Georgia",
            "WELCOME",
            None,
        ),
        ("Helene Sand Andersen", "Ambassador of Norway", "Norway", "WELCOME", None),
        (
            "Sanja Celebic Lukovac",
            "IOM Georgia Chief of Mission",
            "International Organization for Migration",
            "WELCOME",
            None,
        ),
        (
            "Sergiy Nizhynskyi",
            "Deputy Minister of Social Policy of Ukraine",
            "Ministry of Social Policy of Ukraine",
            "SPEAKER",
            "National Referral Mechanism of Ukraine",
        ),
    ]
    assert session.scalar(select(func.count()).select_from(EventFigure)) == 5
    assert session.scalars(select(EventFigure.source_ref).distinct()).all() == [PAGE]


def test_its_organisers_visitors_and_funder_have_their_parts(session: Session, event: Event) -> None:
    found = session.execute(
        select(Organisation.code, EventOrganiser.role)
        .join(Organisation, Organisation.id == EventOrganiser.organisation_id)
        .where(EventOrganiser.event_id == event.id)
        .order_by(EventOrganiser.id)
    ).all()

    assert [tuple(row) for row in found] == [
        ("IOM", "LEAD"),
        ("GE-MOJ", "CO_ORGANISER"),
        ("OSCE", "PARTNER"),
        ("COE", "PARTNER"),
        ("NO-MFA", "FUNDER"),
    ]


def test_the_transposed_name_is_corrected_and_kept_as_written(session: Session, event: Event) -> None:
    name, as_written, note = session.execute(
        select(Organisation.name, EventOrganiser.as_written, EventOrganiser.note)
        .join(Organisation, Organisation.id == EventOrganiser.organisation_id)
        .where(EventOrganiser.event_id == event.id, Organisation.code == "OSCE")
    ).one()

    assert name == "Organization for Security and Co-operation in Europe"
    assert as_written == "Organization for Cooperation and Security in Europe"
    assert note == "Visited Georgia and shared experience"


def test_only_one_name_was_written_differently(session: Session) -> None:
    assert session.scalar(select(func.count(EventOrganiser.as_written))) == 1


def test_its_funding_source_is_known_and_its_share_is_not(session: Session, event: Event) -> None:
    assert parts(session, event, EventFunding.share_percent, EventFunding.budget_line_id) == [(None, None)]


def test_georgia_hosted_and_four_countries_took_part(session: Session, event: Event) -> None:
    assert parts(session, event, EventCountry.country, EventCountry.role) == [
        ("GE", "HOST"),
        ("GE", "PARTICIPATING"),
        ("MD", "PARTICIPATING"),
        ("UA", "PARTICIPATING"),
        ("BY", "PARTICIPATING"),
    ]


def test_groups_attended_without_a_number(session: Session, event: Event) -> None:
    assert parts(session, event, EventGroup.affiliation) == [
        ("GOVERNMENT",),
        ("CIVIL_SOCIETY",),
        ("INTERNATIONAL_EXPERTS",),
    ]


def test_its_nine_themes(session: Session, event: Event) -> None:
    assert [theme for (theme,) in parts(session, event, EventTheme.theme)] == [
        "LABOUR_EXPLOITATION",
        "IDENTIFICATION",
        "PREVENTION",
        "PROSECUTION",
        "BEST_PRACTICE_EXCHANGE",
        "REGIONAL_COORDINATION",
        "REFERRAL_NRM",
        "RECRUITMENT",
        "LABOUR_INSPECTION",
    ]


def test_it_made_three_recommendations_for_output_1_2(session: Session, event: Event) -> None:
    found = parts(session, event, Recommendation.no, Recommendation.text, Recommendation.theme)

    assert found == [
        (
            1,
            "Strengthen labour inspectorates so that they can recognise and report trafficking cases",
            "LABOUR_INSPECTION",
        ),
        (
            2,
            "Answer shared trends and gaps with one coordinated regional response "
            "that pools national efforts and strategies",
            "REGIONAL_COORDINATION",
        ),
        (3, "Closer contact between policy makers, law enforcement and NGOs", "PARTNERSHIP"),
    ]
    followed = session.execute(
        select(Recommendation.status, ResultNode.code)
        .join(ResultNode, ResultNode.id == Recommendation.result_node_id)
        .where(Recommendation.event_id == event.id)
        .distinct()
    ).all()
    assert [tuple(row) for row in followed] == [("MADE", "OP1.2")]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            TextKind.PURPOSE,
            [
                "Examine obstacles in identification, prevention and law enforcement where the purpose is "
                "labour exploitation.",
                "Exchange good practice.",
                "Plan responses jointly.",
            ],
        ),
        (
            TextKind.OUTCOME,
            [
                "Two days of presenting country practice and discussing obstacles ended in joint "
                "recommendations.",
                "The governments taking part want to widen bilateral and multilateral cooperation.",
            ],
        ),
        (
            TextKind.INSTITUTIONAL_FACT,
            [
                "The Ministry of Social Policy coordinates counter-trafficking activities in Ukraine.",
                "All four countries have made progress: dedicated legislation, national coordination, "
                "referral systems for victims; more is still needed.",
                "Labour exploitation is the most frequent purpose of trafficking in the region.",
                "IOM addresses recruitment gaps and migrants' rights together with governments, "
                "civil society and companies.",
            ],
        ),
    ],
)
def test_its_texts_stand_in_the_order_told(
    session: Session, event: Event, kind: TextKind, texts: list[str]
) -> None:
    found = session.scalars(
        select(EventText.text)
        .where(EventText.event_id == event.id, EventText.kind == kind)
        .order_by(EventText.no)
    )

    assert found.all() == texts


def test_the_programme_has_the_aim_and_the_approach_of_the_page(session: Session) -> None:
    programme = session.scalars(select(Programme)).one()

    assert programme.title == "Regional Counter-Trafficking Programme"
    assert programme.objective == (
        "Closer cooperation and dialogue among the governments of Georgia, Moldova, Ukraine and Belarus, "
        "and more effective counter-trafficking work in each of the four countries."
    )
    assert programme.approach == (
        "The regional level adds to what each country does nationally, "
        "for a better response and for the protection of survivors."
    )
    assert programme.project_code == "CT.0000"
