"""Sheets that a reader filters, cells that span rows, notes at cells, columns that stay in sight."""

from dataclasses import replace

from reports.catalogue import Sheet
from reports.excel.workbooks import build_workbook
from reports.table import Column, Kind, Missing, Role, Row, Table
from tests.reports.excel import example
from tests.reports.excel.reading import opened

COLUMNS = (
    Column("result", "Result", spans=True),
    Column("code", "Code"),
    Column("year", "Year", Kind.YEAR),
    Column("value", "Value", Kind.MIXED, adds_up=True),
)
ROWS = (
    Row("a", ("Conferences held", "A", 2018, 4), notes={"value": "The latest verified value."}),
    Row("b", (None, "B", 2018, 5)),
    Row("c", ("Products", "C", 2019, Missing.NOT_RELEASED)),
    Row("total", ("Total", None, None, 9), Role.TOTAL, plus=("a", "b", "c")),
    Row("d", ("Later", "D", 2020, 1)),
)


def built(*rows: Row, frozen_columns: int = 2) -> bytes:
    dataset = example.dataset()
    table = Table("funds", "A list", COLUMNS, rows)
    sheets = (
        Sheet("Cover", "cover", "What it is"),
        Sheet("List", "funds", "A list", frozen_columns=frozen_columns, is_list=True),
    )
    # the example's cover refers to another sheet
    cover = replace(dataset.tables["cover"], rows=dataset.tables["cover"].rows[:-1])
    return build_workbook(replace(dataset, tables={"cover": cover, "funds": table}), "An annex", sheets)


def test_a_filter_is_over_the_rows_above_the_total_and_hides_no_head_of_numbers() -> None:
    found = opened(built(*ROWS))["List"].auto_filter

    assert found.ref == "A5:D8"
    assert [(column.colId, column.hiddenButton) for column in found.filterColumn] == [(2, True), (3, True)]


def test_a_list_without_rows_has_no_filter() -> None:
    assert opened(built())["List"].auto_filter.ref is None


def test_the_key_columns_stay_in_sight() -> None:
    assert opened(built(*ROWS))["List"].freeze_panes == "C6"


def test_an_empty_cell_of_a_spanning_column_is_one_with_the_cell_above_it() -> None:
    merged = [str(cells) for cells in opened(built(*ROWS))["List"].merged_cells.ranges]

    assert [cells for cells in merged if cells.startswith("A6")] == ["A6:A7"]
    assert not [cells for cells in merged if cells.startswith(("A8", "A9", "A10"))]


def test_a_cell_has_its_note_by_the_organisation() -> None:
    comment = opened(built(*ROWS))["List"]["D6"].comment

    assert comment is not None
    assert (comment.text, comment.author) == ("The latest verified value.", "IOM Georgia")


def test_a_year_is_a_number_without_a_separator() -> None:
    cell = opened(built(*ROWS))["List"]["C6"]

    assert (cell.value, cell.data_type, cell.number_format) == (2018, "n", "0")


def test_a_symbol_of_two_words_may_wrap() -> None:
    sheet = opened(built(*ROWS))["List"]

    assert (sheet["D8"].value, sheet["D8"].alignment.wrap_text) == ("not released", True)
    assert sheet.column_dimensions["D"].width == 16
