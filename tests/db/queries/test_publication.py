"""What is public of an agreement: identifiers by their rank, partners who had joined, shares."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from db.engine import make_engine
from db.models.funding import FundingSource
from db.models.programmes import ProgrammeStatus
from db.queries.publication import CountryShare, Publication, PublicOrganisation, publication_of
from tests.databases import Databases


@pytest.fixture(scope="module")
def engine(databases: Databases, sample_template: str) -> Iterator[Engine]:
    url = databases.copy(sample_template)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """What a test does to the sample is undone."""
    with Session(engine) as session:
        yield session
        session.rollback()


def published(session: Session, until: date = date(2020, 12, 31)) -> Publication:
    source_id = session.scalars(select(FundingSource.id).where(FundingSource.code == "NMFA-RCTP")).one()
    return publication_of(session, source_id, until)


IDENTIFIERS_OF_IOM = "organisation_id = (SELECT id FROM organisation WHERE code = 'IOM')"


def test_parties_have_their_public_identifiers_and_types(session: Session) -> None:
    found = published(session)

    assert found.donor == PublicOrganisation("Ministry of Foreign Affairs of Norway", "NO-BRC-972417920", 10)
    assert found.executing == PublicOrganisation(
        "International Organization for Migration", "XM-DAC-47066", 40
    )
    assert (found.status, found.signed_on) == (ProgrammeStatus.IMPLEMENTATION, date(2019, 6, 24))
    assert (found.flow, found.finance, found.aid_type, found.tied) == ("10", "110", "B03", "5")


@pytest.mark.parametrize(
    ("scheme", "value", "reference"),
    [
        ("DAC_CHANNEL", "47066", "XM-DAC-47066"),
        ("NO_BRC", "972417920", "NO-BRC-972417920"),
        ("INTERNAL", "0815", None),
    ],
)
def test_without_an_iati_identifier_another_public_one_is_taken(
    session: Session, scheme: str, value: str, reference: str | None
) -> None:
    session.execute(text(f"DELETE FROM organisation_identifier WHERE {IDENTIFIERS_OF_IOM}"))
    session.execute(text("DELETE FROM organisation_identifier WHERE value = '972417920'"))
    session.execute(
        text(
            "INSERT INTO organisation_identifier (organisation_id, scheme, value) "
            f"SELECT id, '{scheme}', '{value}' FROM organisation WHERE code = 'IOM'"
        )
    )

    assert published(session).executing.reference == reference


def test_an_organisation_without_any_identifier_has_no_reference(session: Session) -> None:
    session.execute(text(f"DELETE FROM organisation_identifier WHERE {IDENTIFIERS_OF_IOM}"))

    assert published(session).executing.reference is None


@pytest.mark.parametrize(("until", "how_many"), [(date(2019, 12, 31), 1), (date(2020, 1, 1), 2)])
def test_a_partner_is_published_from_the_day_it_joined(session: Session, until: date, how_many: int) -> None:
    found = published(session, until).implementing

    assert [partner.name[:10] for partner in found] == ["Asociația ", "Громадська"][:how_many]
    assert {(partner.reference, partner.kind) for partner in found} == {(None, 24)}


def test_the_organisation_that_executes_is_named_once(session: Session) -> None:
    session.execute(
        text(
            "UPDATE programme_partner SET organisation_id = (SELECT id FROM organisation WHERE code = 'IOM') "
            "WHERE role = 'IMPLEMENTING' AND country = 'MD'"
        )
    )

    assert [partner.name[:10] for partner in published(session).implementing] == ["Громадська"]


def test_shares_are_by_code_and_exact(session: Session) -> None:
    assert published(session).shares == (
        CountryShare("BY", "Belarus", Decimal("17.25")),
        CountryShare("GE", "Georgia", Decimal("28.00")),
        CountryShare("MD", "Moldova", Decimal("23.50")),
        CountryShare("UA", "Ukraine", Decimal("31.25")),
    )
