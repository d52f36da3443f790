"""Error books: exactly the bad cells are marked, in words, and the book can be corrected and marked again."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.engine import reading
from db.imports.error_book import MOST_MARKED, MOST_ROWS, error_book
from db.imports.kinds import KINDS
from db.imports.problems import Problem
from db.imports.template import template
from db.scope import Scope
from tests import office
from tests.db.imports.books import check_of, listed, opened, written

CURRENCY = Problem("Rates", "C7", "GELL", "one of: BYN, CHF, EUR, GEL")
DAY = Problem("Rates", "D8", "31.02.2020", "a date, such as 2020-01-31")
HEADING = Problem("Rates", "F4", "Published", "the heading “Published on”")


@pytest.fixture
def filled(sample_engine: Engine) -> Iterator[bytes]:
    with reading(sample_engine) as session:
        yield _spoilt(session)


def _spoilt(session: Session) -> bytes:
    workbook = opened(template(session, KINDS["rates"], Scope.everything(), prefill=True))
    sheet = workbook["Rates"]
    sheet["C7"], sheet["D8"], sheet["F4"] = "GELL", "31.02.2020", "Published"
    return written(workbook)


def _marked(workbook: Workbook) -> dict[str, str]:
    """The cells with a comment or our colour, with their comments."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text if cell.comment else ""
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment or cell.fill.fgColor.rgb == "FFF6D9D9"
    }


def test_exactly_the_bad_cells_are_marked_with_what_was_found_and_expected(filled: bytes) -> None:
    workbook = opened(error_book(filled, [CURRENCY, DAY]))

    assert _marked(workbook) == {
        "Rates!C7": "Found: GELL\nExpected: one of: BYN, CHF, EUR, GEL",
        "Rates!D8": "Found: 31.02.2020\nExpected: a date, such as 2020-01-31",
    }
    assert workbook["Rates"]["C7"].fill.fgColor.rgb == "FFF6D9D9"


def test_everything_else_is_as_it_came(filled: bytes) -> None:
    before, after = opened(filled), opened(error_book(filled, [CURRENCY]))

    assert after.sheetnames == [*before.sheetnames, "Problems"]
    for sheet in before.worksheets:
        assert list(after[sheet.title].values) == list(sheet.values)
    assert after["Rates"].protection.sheet
    assert after["Lists"].sheet_state == "hidden"
    assert listed(after, "Rates", "C6") == listed(before, "Rates", "C6")
    assert check_of(after["Rates"], "D6").type == "date"


def test_the_last_sheet_lists_the_problems_with_links_and_is_open(filled: bytes) -> None:
    missing = Problem("Rates", "", "no column “Currency”", "the headings of the template")
    whole = Problem("", "", "template version 0", "template version 1")

    workbook = opened(error_book(filled, [CURRENCY, missing, whole]))

    sheet = workbook["Problems"]
    assert workbook.active is sheet
    assert [each.title for each in workbook.worksheets if each.sheet_view.tabSelected] == ["Problems"]
    assert sheet["A2"].value == (
        "3 problems were found, and nothing was recorded. Correct the coloured cells and send this workbook "
        "again as it is; this sheet is not read."
    )
    assert [row[:4] for row in sheet.iter_rows(min_row=5, values_only=True)] == [
        ("Rates", "C7", "GELL", "one of: BYN, CHF, EUR, GEL"),
        ("Rates", None, "no column “Currency”", "the headings of the template"),
        ("The whole workbook", None, "template version 0", "template version 1"),
    ]
    assert sheet["B5"].hyperlink.location == "'Rates'!C7"
    assert sheet["A6"].hyperlink.location == "'Rates'!A1"
    assert sheet["A7"].hyperlink is None


def test_a_locked_cell_that_is_wrong_can_be_corrected(filled: bytes) -> None:
    sheet = opened(error_book(filled, [HEADING]))["Rates"]

    assert not sheet["F4"].protection.locked
    assert sheet["E4"].protection.locked


def test_what_is_corrected_is_no_longer_marked_in_the_next_book(filled: bytes) -> None:
    first = opened(error_book(filled, [CURRENCY, DAY]))
    first["Rates"]["C7"] = "MDL"

    second = opened(error_book(written(first), [DAY]))

    assert list(_marked(second)) == ["Rates!D8"]
    assert second.sheetnames.count("Problems") == 1
    assert second["Rates"]["C7"].value == "MDL"
    assert second["Problems"]["A2"].value.startswith("One problem was found, ")


def test_several_problems_of_a_cell_stand_in_one_comment(filled: bytes) -> None:
    other = Problem("Rates", "C7", "", "a currency that has a rate")

    workbook = opened(error_book(filled, [CURRENCY, other]))

    assert _marked(workbook) == {
        "Rates!C7": "Found: GELL\nExpected: one of: BYN, CHF, EUR, GEL\n\n"
        "Found: nothing\nExpected: a currency that has a rate"
    }


def test_a_comment_of_the_writer_outlives_the_marks(filled: bytes) -> None:
    workbook = opened(filled)
    workbook["Rates"]["C7"].comment = Comment("ask the bank", "Nino")

    marked = error_book(written(workbook), [CURRENCY])
    cleared = error_book(marked, [])

    assert _marked(opened(marked))["Rates!C7"].endswith("\n\nEarlier comment: ask the bank")
    assert _marked(opened(cleared)) == {"Rates!C7": "ask the bank"}


def test_a_cell_that_is_merged_into_another_is_marked_at_that_one(filled: bytes) -> None:
    workbook = opened(filled)
    workbook["Rates"].merge_cells("C7:D7")

    marked = error_book(written(workbook), [Problem("Rates", "D7", "merged cells", "one value a cell")])

    assert list(_marked(opened(marked))) == ["Rates!C7"]


def test_problems_beyond_the_stated_number_are_counted(filled: bytes) -> None:
    problems = [Problem("Rates", f"C{row}", "x", "y") for row in range(6, 6 + MOST_MARKED + 34)]

    workbook = opened(error_book(filled, problems, more=200))

    assert MOST_MARKED == 1_000
    assert len(_marked(workbook)) == 1_000
    assert workbook["Problems"]["A2"].value.startswith("1,234 problems were found, ")
    assert workbook["Problems"]["A3"].value == "Here are the first 1,000; 234 more are not listed."


def test_of_a_long_workbook_the_list_comes_alone() -> None:
    workbook = openpyxl.Workbook()
    for _ in range(MOST_ROWS + 1):
        workbook.worksheets[0].append(["GELL"])

    book = opened(error_book(written(workbook), [CURRENCY]))

    assert MOST_ROWS == 10_000
    assert book.sheetnames == ["Problems"]
    assert book["Problems"]["A2"].value == (
        "One problem was found, and nothing was recorded. Correct your workbook and send it again."
    )
    assert book["Problems"]["B5"].hyperlink is None


def test_a_workbook_just_short_of_that_comes_back_whole() -> None:
    workbook = openpyxl.Workbook()
    for _ in range(MOST_ROWS):
        workbook.worksheets[0].append(["GELL"])

    assert opened(error_book(written(workbook), [CURRENCY])).sheetnames == ["Sheet", "Problems"]


def test_equal_books_give_equal_bytes(filled: bytes) -> None:
    assert error_book(filled, [CURRENCY, DAY]) == error_book(filled, [CURRENCY, DAY])


def test_marks_are_found_again_after_another_program_saved_the_book(filled: bytes, tmp_path: Path) -> None:
    path = tmp_path / "errors.xlsx"
    path.write_bytes(error_book(filled, [CURRENCY, DAY]))
    (tmp_path / "saved").mkdir()

    saved = office.convert(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "saved").read_bytes()

    assert set(_marked(opened(saved))) == {"Rates!C7", "Rates!D8"}
    assert _marked(opened(error_book(saved, []))) == {}
