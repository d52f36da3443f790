"""A filled template holds what its viewer may correct, and says that it is sample data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine, select

from db.engine import make_engine, writing
from db.imports.error_book import error_book
from db.imports.problems import Problem
from db.models.event_lists import Dimension, EventDocumentKind
from db.models.events import Event, EventDocument, ParticipantCount
from db.models.programmes import Programme
from db.models.results import ResultLevel, ResultNode
from db.queries.sample import holds_sample
from db.recording.event_parts import CountFact
from db.recording.facts import State
from db.scope import Scope
from resolvers.imports import Workbook, preview_import, template_file
from resolvers.permissions import FINANCE, STAFF
from resolvers.viewer import Viewer, local_viewer
from tests.db.imports.books import listed, opened, rows
from tests.db.imports.filling import filled_in, with_cells

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)
MOLDOVA = Viewer(STAFF, Scope(sources=None, countries=frozenset({"MD"})), "chisinau", "127.0.0.1")
HELD_IN_MOLDOVA = {"EVT-2020-KIV-01", "EVT-2020-KIV-02", "EVT-2020-BZY-01"}


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def filled(engine: Engine, viewer: Viewer, kind: str) -> Book:
    return opened(template_file(engine, viewer, kind, filled=True))


def test_an_office_gets_the_events_that_it_held_with_their_parts_and_no_others(engine: Engine) -> None:
    book = filled(engine, MOLDOVA, "events")

    of_sheets = {sheet: {row[0] for row in rows(book[sheet], 6)} - {None} for sheet in book.sheetnames[1:-1]}
    assert of_sheets["Events"] == HELD_IN_MOLDOVA
    assert of_sheets["Participations"] == {"EVT-2020-KIV-01", "EVT-2020-BZY-01"}
    assert all(codes <= HELD_IN_MOLDOVA for codes in of_sheets.values())


def test_an_office_is_offered_the_events_that_it_sees(engine: Engine) -> None:
    """Three of the thirteen were held in one other country, and nobody of Moldova took part."""
    for is_filled in (False, True):
        book = opened(template_file(engine, MOLDOVA, "events", filled=is_filled))

        offered = set(listed(book, "Organisers", "B6"))
        assert len(offered) == 10
        assert not offered & {"EVT-2020-BUS-01", "EVT-2020-LWO-01", "EVT-2020-GNA-01"}
        texts = {cell for sheet in book.worksheets for row in sheet.values for cell in row}
        assert not texts & {"EVT-2020-BUS-01", "EVT-2020-LWO-01", "EVT-2020-GNA-01"}


def test_of_values_by_country_an_office_gets_its_own_and_those_of_guests(engine: Engine) -> None:
    own, everybodys = filled(engine, MOLDOVA, "actuals"), filled(engine, local_viewer(), "actuals")

    assert {row[3] for row in rows(own["Actuals"], 6) if row[2] == "COUNTRY"} == {"MD", "NO"}
    assert {row[3] for row in rows(everybodys["Actuals"], 6) if row[2] == "COUNTRY"} == {
        *("BY", "GE", "MD", "NO", "UA")
    }


def test_a_programme_that_is_hidden_is_neither_filled_in_nor_offered(engine: Engine) -> None:
    """A second programme works in no country yet, so that no office sees it."""
    with writing(engine) as session:
        known = session.scalars(select(Programme)).one()
        hidden = Programme(
            **{
                column.key: getattr(known, column.key)
                for column in Programme.__table__.columns
                if column.key not in ("id", "code", "project_code")
            },
            code="HIDDEN",
            project_code="CT.0002",
        )
        session.add(hidden)
        session.flush()
        session.add(
            ResultNode(programme_id=hidden.id, code="OP9.9", level=ResultLevel.OUTPUT, statement="Hidden")
        )

    book = filled(engine, MOLDOVA, "events")

    assert listed(book, "Events", "L6") == ["RCTP"]
    assert "OP9.9" not in listed(book, "Events", "M6")
    assert "OP9.9" in listed(filled(engine, local_viewer(), "events"), "Events", "M6")


def test_finance_of_one_source_gets_nothing_of_another(engine: Engine) -> None:
    other = Viewer(FINANCE, Scope(sources=frozenset({"OTHER"}), countries=None), "bern", "127.0.0.1")

    for kind, sheets in (("budget", ("Versions", "Lines", "Phases")), ("instalments", ("Instalments",))):
        book = filled(engine, other, kind)
        assert [rows(book[sheet], 6) for sheet in sheets] == [[]] * len(sheets)
        assert [each.value for each in book["Lists"]["A"]][1:] != ["NMFA-RCTP"]


def test_counts_by_age_and_restricted_documents_are_given_to_nobody(engine: Engine) -> None:
    add_what_is_withheld(engine)

    for viewer in (MOLDOVA, local_viewer()):
        book = filled(engine, viewer, "events")
        counts = [row for row in rows(book["Participations"], 6) if row[0] == "EVT-2020-KIV-01"]
        assert "AGE_GROUP" not in {row[1] for row in counts}
        assert {row[1] for row in counts} >= {"TOTAL", "SEX"}
        assert "SAFE/1" not in {row[2] for row in rows(book["Documents"], 6)}


@pytest.mark.parametrize("n", [3, 40])
def test_a_preview_does_not_tell_the_count_by_age_that_stands_there(engine: Engine, n: int) -> None:
    """Three is what stands there; whoever tries it is told the same as of any other number: it is new."""
    add_what_is_withheld(engine)
    count = CountFact("EVT-2020-KIV-01", Dimension.AGE_GROUP, "CHILD", n)
    content = filled_in(engine, "events", {"Participations": [count]})

    outcome = preview_import(engine, MOLDOVA, Workbook("counts.xlsx", content), AT).outcome

    assert outcome is not None
    (changed,) = outcome.changes
    assert (changed.state, changed.fields) == (State.NEW, ())


@pytest.mark.parametrize("kind", ["events", "actuals"])
def test_what_an_office_gets_comes_back_unchanged(engine: Engine, kind: str) -> None:
    add_what_is_withheld(engine)
    content = template_file(engine, MOLDOVA, kind, filled=True)

    outcome = preview_import(engine, MOLDOVA, Workbook(f"{kind}.xlsx", content), AT).outcome

    assert outcome is not None
    assert outcome.problems == []
    assert {(sheet.new, sheet.changed) for sheet in outcome.sheets} == {(0, 0)}
    assert outcome.rows > 40


@pytest.mark.parametrize("kind", ["events", "actuals", "budget", "rates", "instalments"])
def test_every_sheet_of_a_template_filled_from_the_sample_says_so(engine: Engine, kind: str) -> None:
    content = template_file(engine, local_viewer(), kind, filled=True)

    book = opened(content)
    for sheet in book.worksheets[:-1]:
        assert (sheet["A3"].value, sheet["A3"].font.b, sheet["A3"].font.color.rgb) == (
            *("SAMPLE DATA", True),
            "FF9C2A2A",
        )
        assert sheet.column_dimensions["A"].width >= 15
    lists = book.worksheets[-1]
    assert (lists.title, [cell.value for cell in lists[1]][-1]) == ("Lists", "SAMPLE DATA")
    for sheet in book.worksheets:
        assert header_of(sheet) == "SAMPLE DATA"
        assert sheet.sheet_properties.tabColor is not None
        assert sheet.sheet_properties.tabColor.rgb == "FF9C2A2A"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "<cp:keywords>SAMPLE DATA</cp:keywords>" in package.read("docProps/core.xml").decode()


def test_an_error_book_of_it_says_so_too(engine: Engine) -> None:
    content = template_file(engine, local_viewer(), "rates", filled=True)

    marked = error_book(
        with_cells(content, "Rates", {"C6": "GELL"}), [Problem("Rates", "C6", "GELL", "a code")]
    )

    book = opened(marked)
    assert (book["Rates"]["A3"].value, header_of(book["Rates"])) == ("SAMPLE DATA", "SAMPLE DATA")
    assert book.properties.keywords == "SAMPLE DATA"


def test_nothing_is_marked_that_was_not_invented(migrated_url: str) -> None:
    engine = make_engine(migrated_url)
    content = template_file(engine, local_viewer(), "rates", filled=True)
    with writing(engine) as session:
        assert not holds_sample(session)
    engine.dispose()

    assert opened(content)["Rates"]["A3"].value is None


def header_of(sheet: Worksheet) -> str | None:
    """What stands in the middle above each printed page."""
    assert sheet.oddHeader is not None
    text: str | None = sheet.oddHeader.center.text
    return text


def add_what_is_withheld(engine: Engine) -> None:
    """Three children took part in an event of Moldova; and a document of it is shown to few."""
    with writing(engine) as session:
        event_id = session.scalars(select(Event.id).where(Event.code == "EVT-2020-KIV-01")).one()
        session.add(ParticipantCount(event_id=event_id, dimension=Dimension.AGE_GROUP, category="CHILD", n=3))
        session.add(
            EventDocument(
                event_id=event_id, kind=EventDocumentKind.AGENDA, archive_ref="SAFE/1", restricted=True
            )
        )
