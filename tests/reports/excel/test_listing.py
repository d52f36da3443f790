"""A list as a workbook: typed cells, texts that stay texts, and where the list comes from."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from reports.excel.listing import ListWorkbook
from reports.listing import About, ListColumn, Row, ValueKind

COLUMNS = (
    ListColumn("documentNo", ValueKind.TEXT, "The number of the document."),
    ListColumn("rowNo", ValueKind.WHOLE),
    ListColumn("amount.amount", ValueKind.MONEY),
    ListColumn("rate", ValueKind.DECIMAL),
    ListColumn("postingDate", ValueKind.DATE),
    ListColumn("postedAt", ValueKind.INSTANT),
    ListColumn("isSample", ValueKind.TRUTH),
)
ROW = ("INV-1", 7, "-1234.50", "9.08700000", "2019-10-24", "2020-01-08T09:30:00Z", True)
NOTHING = (None,) * 7


def about(rows: int, notice: str | None = None) -> About:
    return About(
        name="ledgerEntries",
        title="Ledger",
        query="{ ledgerEntries { nodes { rowNo } } }",
        variables='{"quarter": "2019-Q4"}',
        exported_at=datetime(2020, 1, 8, 9, 30, 5, tzinfo=UTC),
        role="local",
        rows=rows,
        withheld=None,
        notice=notice,
    )


def made(*rows: Row, notice: str | None = None, columns: Sequence[ListColumn] = COLUMNS) -> bytes:
    out = io.BytesIO()
    with ListWorkbook(columns, about(len(rows), notice), rows) as book:
        book.add(rows)
        book.save(out)
    return out.getvalue()


def sheet(content: bytes, index: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(index).to_python()


def xml(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def test_each_value_has_its_type() -> None:
    assert sheet(made(ROW)) == [
        ["documentNo", "rowNo", "amount.amount", "rate", "postingDate", "postedAt", "isSample"],
        [
            "INV-1",
            7.0,
            -1234.5,
            9.087,
            date(2019, 10, 24),
            datetime.fromisoformat("2020-01-08T09:30:00"),
            True,
        ],
    ]


def test_a_cell_is_shown_as_its_kind_is_written() -> None:
    (row,) = load_workbook(io.BytesIO(made(ROW))).worksheets[0].iter_rows(min_row=2)

    assert [cell.number_format for cell in row] == [
        "General",
        "0",
        "#,##0.00",
        "General",
        "yyyy-mm-dd",
        'yyyy-mm-dd hh:mm:ss "UTC"',
        "General",
    ]


def test_the_digits_of_an_amount_pass_through_no_float() -> None:
    assert "<v>1234567890123.10</v>" in xml(made((None, None, "1234567890123.10", *NOTHING[3:])))


def test_a_number_too_long_for_a_spreadsheet_is_text_and_keeps_its_digits() -> None:
    row = (None, "9007199254740993", "12345678901234.56", *NOTHING[3:])

    assert sheet(made(row))[1][1:3] == ["9007199254740993", "12345678901234.56"]


def test_a_day_that_a_spreadsheet_does_not_know_is_text() -> None:
    row = (*NOTHING[:4], "1899-12-31", None, None)

    assert sheet(made(row))[1][4] == "1899-12-31"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_a_text_never_becomes_a_formula(text: str) -> None:
    content = made((text, *NOTHING[1:]))

    assert sheet(content)[1][0] == text
    cell = load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert "<f>" not in xml(content)


def test_what_is_not_there_is_an_empty_cell() -> None:
    assert sheet(made(NOTHING, ROW))[1] == [""] * 7


def test_a_list_without_rows_has_its_heading() -> None:
    assert sheet(made()) == [[column.name for column in COLUMNS]]


def test_the_heading_stays_in_sight_and_filters() -> None:
    found = load_workbook(io.BytesIO(made(ROW, ROW))).worksheets[0]

    assert (found.title, found.freeze_panes, found.auto_filter.ref) == ("ledgerEntries", "A2", "A1:G3")
    assert found.print_title_rows == "$1:$1"


def test_the_context_says_what_was_asked_by_whom_and_when_and_what_each_column_is() -> None:
    assert sheet(made(ROW), 1)[:11] == [
        ["ledgerEntries", "", ""],
        ["", "", ""],
        ["Exported at", datetime.fromisoformat("2020-01-08T09:30:05"), ""],
        ["Exported by the role", "local", ""],
        ["Rows", 1.0, ""],
        ["Columns", 7.0, ""],
        ["Query", "{ ledgerEntries { nodes { rowNo } } }", ""],
        ["Variables", '{"quarter": "2019-Q4"}', ""],
        ["", "", ""],
        ["Column", "Values", "What it is"],
        ["documentNo", "text", "The number of the document."],
    ]


def test_sample_data_is_said_on_the_sheet_on_paper_and_in_the_context() -> None:
    content = made(ROW, notice="SAMPLE DATA: invented.")
    found = load_workbook(io.BytesIO(content))

    assert found.sheetnames == ["SAMPLE DATA ledgerEntries", "Context"]
    assert "SAMPLE DATA" in xml(content).partition("<oddHeader>")[2]
    assert found.properties.keywords == "SAMPLE DATA"
    assert sheet(content, 1)[1][0] == "SAMPLE DATA: invented."


def test_a_file_names_this_program_and_no_clock_and_equal_rows_are_equal_bytes() -> None:
    content = made(ROW)
    properties = load_workbook(io.BytesIO(content)).properties

    assert content == made(ROW)
    assert (properties.creator, properties.lastModifiedBy) == ("RCTP reporting", "RCTP reporting")
    assert properties.created == properties.modified == datetime.fromisoformat("2020-01-08T09:30:05")
    assert "openpyxl" not in xml(content, "docProps/app.xml") + xml(content, "docProps/core.xml")


def test_fewer_rows_than_were_counted_are_no_file() -> None:
    with ListWorkbook(COLUMNS, about(2), [ROW]) as book:
        book.add([ROW])

        with pytest.raises(AssertionError, match="1 rows of 2 were written"):
            book.save(io.BytesIO())


def test_nothing_is_left_on_the_disk_of_a_workbook_that_was_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with ListWorkbook(COLUMNS, about(2), [ROW]) as book:
        book.add([ROW])
        assert list(tmp_path.iterdir())

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_on_the_disk_of_a_workbook_that_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    made(ROW)

    assert list(tmp_path.iterdir()) == []
