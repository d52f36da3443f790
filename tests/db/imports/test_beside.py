"""What stands beside the cells that are read is refused, or looked through: it is kept with the original."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook as Book
from sqlalchemy import Engine

from db.engine import make_engine, reading
from db.imports.beside import problems_beside
from db.imports.error_book import error_book
from db.imports.kinds import kind_of
from db.imports.package import check_package
from db.imports.problems import Problem
from db.imports.reader import Sheets
from db.imports.template import template
from db.scope import Scope
from resolvers.imports import Workbook, preview_import
from resolvers.viewer import local_viewer
from tests import office
from tests.db.imports.books import opened, written
from tests.db.imports.filling import with_cells
from tests.db.imports.workbooks import packed, parts

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)
RATE = {"B6": "MANUAL", "C6": "GEL", "D6": date(2021, 1, 1), "E6": 2.75}
NOTHING = "nothing that points at a person: of people who are assisted there are only counts here"


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def rates(engine: Engine, change: Callable[[Book], None] = lambda _: None) -> bytes:
    """A workbook with one rate, changed by hand."""
    with reading(engine) as session:
        book = opened(with_cells(template(session, kind_of("rates"), Scope.everything()), "Rates", RATE))
    change(book)
    return written(book)


def problems(engine: Engine, content: bytes) -> list[Problem]:
    outcome = preview_import(engine, local_viewer(), Workbook("rates.xlsx", content), AT).outcome
    assert outcome is not None
    return outcome.problems


OTHER = Problem("Facts", "", "a sheet that is not of the template", "no other; take it out")


def beside(more: dict[str, str | bytes]) -> list[Problem]:
    """The problems of a workbook by hand, whose one sheet may lead to answered comments."""
    kind = "application/vnd.ms-excel.threadedcomments+xml"
    leads = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    content = parts(
        types=f'<Override PartName="/xl/threadedComments/c1.xml" ContentType="{kind}"/>'
        '<Default Extension="png" ContentType="image/png"/>',
        sheet_relations=f'<Relationship Id="r1" Type="{leads}" Target="../threadedComments/c1.xml"/>',
    )
    with check_package(packed({**content, **more})) as package:
        return list(problems_beside(package, Sheets(package), kind_of("rates")))


def test_a_sheet_that_is_not_of_the_template_is_refused(engine: Engine) -> None:
    def add(book: Book) -> None:
        book.create_sheet("Participants").append(["Ana", "Popescu"])
        book["Participants"].sheet_state = "hidden"

    assert problems(engine, rates(engine, add)) == [
        Problem("Participants", "", "a sheet that is not of the template", "no other; take it out")
    ]


@pytest.mark.parametrize(
    ("sheet", "cell"), [("Instructions", "H20"), ("Lists", "F3"), ("Rates", "H2"), ("Rates", "C5")]
)
def test_what_is_written_where_nothing_is_read_may_not_be_about_a_person(
    engine: Engine, sheet: str, cell: str
) -> None:
    def write(book: Book) -> None:
        book[sheet][cell] = "call +373 69 123 456"

    assert problems(engine, rates(engine, write)) == [
        Problem(sheet, cell, "a text with a telephone number in it, as it seems", NOTHING)
    ]


def test_a_note_about_a_person_is_refused_and_any_other_is_not(engine: Engine) -> None:
    def note(book: Book) -> None:
        book["Rates"]["E6"].comment = Comment("as the bank says, 4 January 2021", "Nino")
        book["Rates"]["C6"].comment = Comment("Ask Maria, +373 69 123 456", "Nino")

    assert problems(engine, rates(engine, note)) == [
        Problem("Rates", "C6", "a note about a person, as it seems", NOTHING)
    ]


def test_a_chart_is_refused(engine: Engine) -> None:
    def draw(book: Book) -> None:
        chart = BarChart()
        sheet = next(each for each in book.worksheets if each.title == "Rates")
        chart.add_data(Reference(sheet, min_col=5, min_row=4, max_row=6))
        sheet.add_chart(chart, "H4")

    assert problems(engine, rates(engine, draw)) == [
        Problem("Rates", "", "a picture, chart or drawing", "cells alone, for nothing else is read")
    ]


def test_comments_that_are_answered_are_looked_through_on_the_sheet_that_leads_to_them() -> None:
    comment = '<threadedComment ref="B2" id="{1}"><text>born on 3 March 2001</text></threadedComment>'

    assert beside({"xl/threadedComments/c1.xml": f"<ThreadedComments>{comment}</ThreadedComments>"}) == [
        OTHER,
        Problem("Facts", "B2", "a note about a person, as it seems", NOTHING),
    ]


def test_a_note_longer_than_excel_allows_is_refused() -> None:
    comment = f'<threadedComment ref="B2"><text>{"x" * 32_768}</text></threadedComment>'

    assert beside({"xl/threadedComments/c1.xml": f"<ThreadedComments>{comment}</ThreadedComments>"}) == [
        OTHER,
        Problem("Facts", "B2", "a very long note", "one of at most 32,767 characters"),
    ]


def test_a_picture_that_no_sheet_leads_to_is_refused_too() -> None:
    assert beside({"xl/media/image1.png": b"\x89PNG\r\n\x1a\n"}) == [
        OTHER,
        Problem("", "", "a picture, chart or drawing", "cells alone, for nothing else is read"),
    ]


def test_our_own_marks_come_in_again_whatever_stood_in_the_cells(engine: Engine) -> None:
    """Each mark joins what was found and what was expected: `born` and a day would be a birth date."""
    spoilt = with_cells(
        rates(engine), "Rates", {"C6": "tel. +373 69 123 456", "D6": "born", "E6": "case no. 17"}
    )
    told = problems(engine, spoilt)
    book = error_book(spoilt, told)

    corrected = with_cells(book, "Rates", RATE)

    assert [(each.cell, each.found) for each in told] == [
        ("C6", "a text with a telephone number in it, as it seems"),
        ("D6", "born"),
        ("E6", "a text with a case number in it, as it seems"),
    ]
    assert b"373" not in b"".join(_comments(book))
    assert opened(corrected)["Rates"]["D6"].comment.text.startswith("Found: born\nExpected: a day such as ")
    assert problems(engine, corrected) == []


def test_an_error_book_that_another_program_saved_comes_in_again(engine: Engine, tmp_path: Path) -> None:
    spoilt = with_cells(rates(engine), "Rates", {"D6": "born"})
    path = tmp_path / "errors.xlsx"
    path.write_bytes(with_cells(error_book(spoilt, problems(engine, spoilt)), "Rates", RATE))
    (tmp_path / "saved").mkdir()

    saved = office.convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved").read_bytes()

    assert problems(engine, saved) == []


def _comments(book: bytes) -> list[bytes]:
    with ZipFile(BytesIO(book)) as entries:
        return [entries.read(name) for name in entries.namelist() if "comment" in name]
