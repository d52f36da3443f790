"""Values stand in the file exactly: amounts with two decimals, days as days, text as text."""

import io
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from python_calamine import CalamineWorkbook

from db.money import Money
from reports.excel.financial import build
from reports.excel.grid import Stored
from tests.reports.excel.example import CYRILLIC, GEORGIAN, LIKE_A_FORMULA
from tests.reports.excel.reading import of_texts, opened, part, sheet_xml, with_table

LIKE_FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org","look")',
    "+47 22 24 36 00",
    "-5",
    "- a grant",
    "@SUM(A1)",
    " =1+1",
    "\t=1+1",
    "#N/A",
    "#REF!",
    "TRUE",
    "2019-10-24",
    "1E5",
    "007",
)


def calamine(package: bytes, sheet: str) -> Sequence[Sequence[object]]:
    """A sheet as an independent reader sees it."""
    return CalamineWorkbook.from_filelike(io.BytesIO(package)).get_sheet_by_name(sheet).to_python()


def test_money_is_written_with_its_two_decimals(built: bytes) -> None:
    assert re.search(r'<c r="H12"[^>]* t="n"><v>31937.50</v></c>', sheet_xml(built, "Expenditure"))


@pytest.mark.parametrize("minor", [7, -7, 10, 0, 1_00, 123_456_789_012_34, -999_999_999_999_99])
def test_an_amount_is_read_back_to_the_minor_unit(minor: int) -> None:
    stored = Stored.of(Money(minor, "NOK")).written

    assert round(float(stored) * 100) == minor
    assert len(stored.partition(".")[2]) == 2


def test_a_share_is_the_nearest_float() -> None:
    assert Stored.of(Fraction(39_594_77, 36_000_00)).written == "1.0998547222222221"
    assert Stored.of(Fraction(1, 10)).written == "0.1"


def test_a_day_is_counted_as_excel_counts_it() -> None:
    assert Stored.of(date(2019, 10, 24)).written == "43762"


def test_another_reader_finds_the_same_numbers(built: bytes) -> None:
    rows = {str(row[2]): row for row in calamine(built, "Expenditure")}

    assert rows["Direct total"][7] == 270_185.29
    assert rows["Grand total"][7] == 289_098.26
    assert rows["Overhead 7 % of eligible direct costs"][7] == 18_912.97
    assert rows["A new line"][12] == "n/a"


def test_another_reader_finds_the_same_days(built: bytes) -> None:
    rows = {row[0]: row[1] for row in calamine(built, "Cover")}

    assert rows["First day of the period"] == date(2019, 10, 1)
    assert rows["Overhead on eligible direct costs"] == 0.07
    assert rows["Agreement number"] == ".."


def test_texts_in_every_script_are_read_back(built: bytes) -> None:
    found = {row[2] for row in calamine(built, "Expenditure")}

    assert {GEORGIAN, CYRILLIC, LIKE_A_FORMULA} <= found


def test_a_text_that_begins_like_a_formula_stays_text() -> None:
    package = build(with_table(of_texts(*LIKE_FORMULAS)))
    sheet = opened(package)["Funds"]

    cells = [sheet.cell(row, 1) for row in range(6, 6 + len(LIKE_FORMULAS))]
    assert [cell.value for cell in cells] == list(LIKE_FORMULAS)
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if not cell.quotePrefix] == list(LIKE_FORMULAS[9:])
    assert "<f>" not in sheet_xml(package, "Funds")


def test_what_xml_cannot_carry_is_replaced_where_it_can_be_seen() -> None:
    package = build(with_table(of_texts("a\x00b\x0bc", "\ud800", "one\r\ntwo\rthree", "x\uffff")))
    sheet = opened(package)["Funds"]

    assert [sheet.cell(row, 1).value for row in range(6, 10)] == [
        "a\ufffdb\ufffdc",
        "\ufffd",
        "one\ntwo\nthree",
        "x\ufffd",
    ]


def test_a_text_that_looks_like_an_escape_of_excel_stays_itself() -> None:
    package = build(with_table(of_texts("_x0041_")))

    assert "_x005F_x0041_" in sheet_xml(package, "Funds")


def test_a_text_longer_than_a_cell_holds_says_that_it_is_cut() -> None:
    package = build(with_table(of_texts("a" * 40_000)))

    found = opened(package)["Funds"]["A6"].value
    assert isinstance(found, str)
    assert (len(found), found[-2:]) == (32_767, "a…")


def test_codes_are_not_marked_as_numbers_typed_wrongly(built: bytes) -> None:
    assert '<ignoredError sqref="A7 A10:A14 A17" numberStoredAsText="1"/>' in sheet_xml(built, "Expenditure")


def test_nothing_points_out_of_the_file(built: bytes) -> None:
    for name in ("xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet2.xml.rels"):
        assert "External" not in part(built, name)
    assert "<f>HYPERLINK" not in sheet_xml(built, "Expenditure")
