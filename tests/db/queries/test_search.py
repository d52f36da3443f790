"""What a text search looks through is stored with the row, alike on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest
from alembic import command
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from db.engine import make_engine, reading, writing
from db.errors import Malformed
from db.migrate import configuration, upgrade
from db.models.event_lists import EventKind, EventScope, EventStatus
from db.models.events import Event
from db.models.ledger import LedgerEntry
from db.models.programmes import Organisation, OrganisationType
from db.queries.events import EventQuery
from db.queries.ledger import LedgerQuery
from db.queries.page import PageArguments, page_of
from db.queries.programmes import OrganisationQuery
from db.scope import Scope
from tests.many import write_many

EVERYTHING = Scope.everything()
CITIES = {"KYI": "Київ", "CHI": "Chișinău", "TBI": "თბილისი", "PCT": "100%_sure\\"}


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    """An event in each of the cities; one comes by a statement, the others as objects."""
    engine = make_engine(migrated_url)
    with writing(engine) as session:
        write_many(session, 1)
        rows = [
            {
                "code": code,
                "title": "Course",
                "kind": EventKind.TRAINING,
                "scope": EventScope.NATIONAL,
                "start_date": date(2020, 1, 1),
                "end_date": date(2020, 1, 1),
                "city": city,
                "country": "GE",
                "programme_id": 1,
                "status": EventStatus.HELD,
                "summary": "Short",
                "source_ref": "Report",
            }
            for code, city in CITIES.items()
        ]
        session.execute(insert(Event), rows[:1])
        session.add_all(Event(**row) for row in rows[1:])
    yield engine
    engine.dispose()


def found(engine: Engine, words: str) -> set[str]:
    with reading(engine) as session:
        page = page_of(session, EventQuery(EVERYTHING, text=words), PageArguments())
    return {edge.node.code for edge in page.edges}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("КИЇВ", {"KYI"}),
        ("киів", {"KYI"}),
        ("chişinau", {"CHI"}),
        ("ᲗᲑᲘᲚ", {"TBI"}),
        ("course   თბილისი", {"TBI"}),
        ("course київ chisinau", set()),
        ("%_", {"PCT"}),
        ("\\", {"PCT"}),
        ("training", set()),
        ("  ", {"EVT-001", *CITIES}),
    ],
)
def test_every_word_must_be_there_in_whatever_case_and_accents(
    engine: Engine, words: str, codes: set[str]
) -> None:
    assert found(engine, words) == codes


def test_a_row_that_changes_is_found_by_its_new_words(engine: Engine) -> None:
    with writing(engine) as session:
        session.scalars(select(Event).where(Event.code == "KYI")).one().city = "Одеса"

    assert found(engine, "ОДЕСА course") == {"KYI"}
    assert found(engine, "київ") == set()


def test_a_text_of_any_length_is_not_looked_for(engine: Engine) -> None:
    with pytest.raises(Malformed, match="at most 200 characters"):
        found(engine, "a " * 101)


def test_no_search_finds_out_a_protected_vendor(engine: Engine) -> None:
    """The third row of the ledger is of Vendor 3, who is protected."""
    with reading(engine) as session:
        by_name = [
            len(page_of(session, LedgerQuery(EVERYTHING, text=name), PageArguments()).edges)
            for name in ("vendor 2", "vendor 3", "v-3")
        ]

    assert by_name == [1, 0, 1]


def test_rows_from_before_the_search_are_found_after_the_migration(migrated_url: str) -> None:
    engine = make_engine(migrated_url)
    with writing(engine) as session:
        write_many(session, 1)
        session.add(
            Organisation(
                code="MD-1", name="Chișinău", iati_org_type=OrganisationType.GOVERNMENT, is_public_body=True
            )
        )
    with reading(engine) as session:
        before = set(session.execute(select(LedgerEntry.document_no, LedgerEntry.search_text)))
    engine.dispose()

    command.downgrade(configuration(migrated_url), "0001")
    with engine.connect() as connection, pytest.raises(DBAPIError, match="search_text"):
        connection.execute(text("SELECT search_text FROM event"))
    engine.dispose()
    upgrade(migrated_url)

    with reading(engine) as session:
        page = page_of(session, OrganisationQuery(EVERYTHING, text="CHISINAU"), PageArguments())
        after = set(session.execute(select(LedgerEntry.document_no, LedgerEntry.search_text)))
    assert [edge.node.code for edge in page.edges] == ["MD-1"]
    assert after == before
    engine.dispose()
