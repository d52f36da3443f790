"""A sheet says what it is, then its table, then the legend and notes."""

import re
from dataclasses import replace

import pytest

from reports.excel.financial import build
from reports.excel.measures import text_width
from reports.table import Column, Kind, Missing, Row, Table
from tests.reports.excel import example
from tests.reports.excel.reading import opened, with_table

SHEETS = ["Cover", "Expenditure", "Funds", "Deviations", "Exchange rates", "By country and output", "Checks"]


def test_the_sheets_stand_in_the_order_of_the_catalogue(built: bytes) -> None:
    assert opened(built).sheetnames == SHEETS


def test_title_and_what_it_is_and_warnings_stand_above_the_table(built: bytes) -> None:
    sheet = opened(built)["Expenditure"]

    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "Expenditure by budget line, 2019-Q4, NOK",
        "Budget, expenditure, commitments and balance of every line.",
        "SAMPLE DATA · DRAFT",
        None,
        "Line",
    ]
    assert sheet["A3"].font.color.rgb == "FF9C2A2A"


def test_without_warnings_their_row_is_not_there() -> None:
    signed = replace(example.HEADER, is_draft=False, is_sample=False)

    sheet = opened(build(example.dataset(signed)))["Expenditure"]

    assert [sheet.cell(row, 1).value for row in (3, 4)] == [None, "Line"]
    assert sheet["H16"].value == "=ROUND(H15*OverheadRate,2)"
    assert sheet.oddHeader is not None
    assert not sheet.oddHeader.center.text


def test_the_cover_links_to_every_other_sheet_and_says_what_it_is(built: bytes) -> None:
    sheet = opened(built)["Cover"]

    links = [
        (name.value, name.hyperlink.location, about.value)
        for name, about in sheet.iter_rows(max_col=2)
        if name.hyperlink
    ]
    assert [name for name, _, _ in links] == SHEETS[1:]
    assert links[1] == ("Funds", "Funds!A1", "Money received, spent and left, in both currencies")
    assert links[3] == ("Exchange rates", "'Exchange rates'!A1", "The rates in force in the period")


def test_the_head_and_the_first_column_stay_in_sight(built: bytes) -> None:
    assert {sheet.freeze_panes for sheet in opened(built).worksheets} == {"B6"}


def test_gridlines_are_off(built: bytes) -> None:
    assert {sheet.sheet_view.showGridLines for sheet in opened(built).worksheets} == {False}


@pytest.mark.parametrize(
    ("sheet", "cell", "shown"),
    [
        ("Expenditure", "H10", "#,##0.00"),
        ("Expenditure", "M10", "0.0%"),
        ("Cover", "B8", "yyyy-mm-dd"),
        ("Cover", "B11", "#,##0"),
        ("Cover", "B14", "#,##0.000"),
        ("Cover", "B15", "[$NOK] #,##0.00;[$NOK] -#,##0.00"),
        ("Exchange rates", "D6", "#,##0.00000000"),
    ],
)
def test_a_cell_is_shown_as_what_it_is(built: bytes, sheet: str, cell: str, shown: str) -> None:
    assert opened(built)[sheet][cell].number_format == shown


def test_every_cell_has_a_named_style(built: bytes) -> None:
    styles = {
        cell.style
        for sheet in opened(built).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    }

    assert all(style.startswith("Report ") for style in styles)
    assert {"Report title", "Report money, right", "Report money, right, total", "Report head"} <= styles


def test_lines_of_a_group_are_indented_below_its_heading(built: bytes) -> None:
    sheet = opened(built)["Expenditure"]

    assert sheet["A6"].value == "A Staff"
    assert sheet["A6"].font.bold
    assert [sheet[cell].alignment.indent for cell in ("A6", "A7", "A17")] == [0, 1, 0]


def test_a_total_is_bold_below_a_thin_rule(built: bytes) -> None:
    total = opened(built)["Expenditure"]["H18"]

    assert total.font.bold
    assert (total.border.top.style, total.border.bottom.style) == ("thin", None)


def test_three_rules_stand_above_and_below_the_head_and_below_the_body(built: bytes) -> None:
    sheet = opened(built)["Funds"]

    assert (sheet["B5"].border.top.style, sheet["B5"].border.bottom.style) == ("medium", "thin")
    assert sheet["B14"].border.top.style == "medium"
    assert (sheet["B7"].border.left, sheet["B7"].border.right) == (None, None)


def test_a_symbol_in_a_column_of_numbers_is_text_on_the_right(built: bytes) -> None:
    cell = opened(built)["Funds"]["B12"]

    assert (cell.value, cell.data_type, cell.alignment.horizontal) == ("..", "s", "right")


def test_the_legend_of_the_symbols_that_appear_and_the_notes_stand_below(built: bytes) -> None:
    sheet = opened(built)["Expenditure"]

    assert sheet["A20"].value == "“n/a” not applicable."
    assert sheet["A21"].value.startswith("1. Overhead is derived once")
    assert sheet["A22"].value.startswith("2. Open commitments")


def test_a_table_without_rows_says_so(built: bytes) -> None:
    assert opened(built)["By country and output"]["A6"].value == "Nothing to report in this period."


def test_a_verdict_that_does_not_hold_is_a_word_in_the_alert_colour(built: bytes) -> None:
    sheet = opened(built, values=True)["Checks"]

    assert [(sheet[cell].value, sheet[cell].font.color.rgb) for cell in ("F7", "F8")] == [
        ("OK", "FF1A1A1A"),
        ("OPEN", "FF9C2A2A"),
    ]


def test_what_a_reader_may_ask_about_a_column_is_a_note_at_its_head(built: bytes) -> None:
    comment = opened(built)["Expenditure"]["H5"].comment

    assert comment is not None
    assert comment.text == "Posted from 1 October to 31 December 2019"
    assert comment.author == "IOM Georgia"


def test_names_stand_for_the_cells_that_formulas_refer_to(built: bytes) -> None:
    names = {name: found.attr_text for name, found in opened(built).defined_names.items()}

    assert names["OverheadRate"] == "Cover!$B$13"
    assert names["PeriodStart"] == "Cover!$B$8"
    assert names["FailedRules"] == "Checks!$F$10"


def test_every_number_fits_in_its_column(built: bytes) -> None:
    for sheet in opened(built, values=True).worksheets:
        for row in sheet.iter_rows(min_row=6):
            for cell in row:
                if isinstance(cell.value, int | float) and cell.number_format.endswith("#,##0.00"):
                    width = sheet.column_dimensions[cell.column_letter].width
                    assert text_width(f"{cell.value:,.2f}", bold=True) + 1 <= width


def test_a_great_amount_makes_its_column_wider() -> None:
    columns = (Column("item", "Item"), Column("amount", "NOK", Kind.MONEY))
    rows = (Row("all", ("All", example.nok("-123456789012345.67"))),)

    sheet = opened(build(with_table(Table("funds", "Funds", columns, rows))))["Funds"]

    assert sheet.column_dimensions["B"].width > 23


def test_a_long_text_wraps_in_a_row_that_is_high_enough(built: bytes) -> None:
    sheet = opened(built)["Deviations"]

    assert sheet.column_dimensions["H"].width == 48
    assert sheet["H10"].alignment.wrap_text
    assert sheet.row_dimensions[10].height >= 4 * 12.75


def test_a_symbol_is_never_put_in_a_formula() -> None:
    rows = (
        Row("a", ("A", Missing.WITHHELD)),
        Row("b", ("B", 4)),
        Row("all", ("All", Missing.WITHHELD), plus=("a", "b")),
    )
    columns = (Column("item", "Item"), Column("people", "People", Kind.COUNT, adds_up=True))

    sheet = opened(build(with_table(Table("funds", "People", columns, rows))))["Funds"]

    assert [sheet[cell].value for cell in ("B6", "B7", "B8")] == ["s", 4, "s"]
    assert re.match("“s” withheld", sheet["A10"].value)
