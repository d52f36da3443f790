"""Comma-separated values: what a spreadsheet opens rightly, and what it must not compute."""

import csv
import io

import pytest

from reports.listing import ListColumn, Row, ValueKind
from reports.separated import harmless, heading, lines

COLUMNS = (
    ListColumn("documentNo", ValueKind.TEXT),
    ListColumn("amount.amount", ValueKind.MONEY),
    ListColumn("isSample", ValueKind.TRUTH),
)


def written(*rows: Row) -> list[list[str]]:
    text = (heading(COLUMNS) + lines(COLUMNS, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_file_begins_with_its_mark_and_ends_each_line_as_the_standard_says() -> None:
    row = ("ჩვენ", "-12.50", True)

    found = heading(COLUMNS) + lines(COLUMNS, [row])

    assert found == b"\xef\xbb\xbf" + "documentNo,amount.amount,isSample\r\nჩვენ,-12.50,TRUE\r\n".encode()


def test_commas_quotes_and_lines_inside_a_text_come_back_as_they_were() -> None:
    text = 'Rent, "office"\r\nsecond line\rthird'

    assert written((text, "1.00", False))[1] == [text, "1.00", "FALSE"]


def test_what_is_not_there_is_empty() -> None:
    assert written((None, None, None))[1] == ["", "", ""]


def test_a_list_without_rows_has_its_heading() -> None:
    assert written() == [["documentNo", "amount.amount", "isSample"]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "＝1+1", "－1"]
)
def test_a_text_that_a_spreadsheet_might_compute_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["3.1", "a=b", "'=1", "", " ", "Rent"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_a_negative_number_is_no_formula() -> None:
    assert written(("-5", "-5.00", None))[1] == ["'-5", "-5.00", ""]
