from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest

from db.errors import NotFound
from db.imports.package import check_package
from db.imports.reader import Cell, Flaw, Row, read_sheet
from db.imports.refusal import WorkbookRefused
from tests.db.imports.workbooks import DAY, STRINGS, packed, parts


def test_cells_come_with_their_addresses_and_empty_ones_do_not_come() -> None:
    rows = read(
        '<row r="2"><c r="A2" t="inlineStr"><is><t>GE</t></is></c><c r="B2" s="1"/>'
        '<c r="D2"><v>12.10</v></c></row>'
        '<row r="4"><c r="C4"/></row>'
        '<row r="7" hidden="1"><c r="AA7" t="b"><v>1</v></c></row>'
    )

    assert rows == [
        Row(2, {"A": Cell("A2", "GE"), "D": Cell("D2", Decimal("12.10"))}),
        Row(7, {"AA": Cell("AA7", value=True)}, is_hidden=True),
    ]
    assert str(rows[0].cells["D"].value) == "12.10"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", "0"),
        ("12.10", "12.10"),
        ("-5", "-5"),
        ("0.07", "0.07"),
        ("7.0000000000000007E-2", "0.07"),
        ("0.07000000000000001", "0.07"),
        ("1234567.8899999999", "1234567.89"),
        ("-1234567.8899999999", "-1234567.89"),
        ("1.1000000000000001", "1.1"),
        ("0.30000000000000004", "0.3"),
        ("123456789012345", "123456789012345"),
        ("1234567890123456", "1234567890123460"),
        ("1E3", "1000"),
        ("1.5e-3", "0.0015"),
        ("1E+20", "100000000000000000000"),
    ],
)
def test_a_number_is_the_decimal_that_excel_shows(written: str, value: str) -> None:
    (row,) = read(f'<row r="1"><c r="A1"><v>{written}</v></c></row>')

    assert row.cells["A"].value == Decimal(value)
    assert "E" not in str(row.cells["A"].value)


@pytest.mark.parametrize("written", ["NaN", "Infinity", "1_000", "１", "0x10", "1,5", "1E999", "--1", " 1"])
def test_what_is_no_number_is_no_value(written: str) -> None:
    (row,) = read(f'<row r="1"><c r="A1"><v>{written}</v></c></row>')

    assert row.cells["A"] == Cell("A1", None, Flaw.UNREADABLE)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("43762", date(2019, 10, 24)),
        ("61", date(1900, 3, 1)),
        ("43762.5", datetime.fromisoformat("2019-10-24T12:00")),
        ("43762.999999999", date(2019, 10, 25)),
        ("43762.604166666664", datetime.fromisoformat("2019-10-24T14:30")),
        ("2958464", date(9999, 12, 30)),
    ],
)
def test_a_number_shown_as_a_day_is_that_day(written: str, value: date) -> None:
    (row,) = read(f'<row r="1"><c r="A1" s="{DAY}"><v>{written}</v></c></row>')

    assert row.cells["A"].value == value


@pytest.mark.parametrize("written", ["60", "0", "-1", "2958466", "1E20", "a"])
def test_a_day_that_excel_does_not_have_or_cannot_be_sure_of_is_no_value(written: str) -> None:
    (row,) = read(f'<row r="1"><c r="A1" s="{DAY}"><v>{written}</v></c></row>')

    assert row.cells["A"] == Cell("A1", None, Flaw.UNREADABLE)


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    (row,) = read(
        f'<row r="1"><c r="A1" s="{DAY}"><v>42300</v></c></row>', workbook='<workbookPr date1904="1"/>'
    )

    assert row.cells["A"].value == date(2019, 10, 24)


@pytest.mark.parametrize(
    ("code", "is_day"),
    [
        ("yyyy-mm-dd", True),
        ("[$-419]d mmm yyyy;@", True),
        ("mmm yy", True),
        ("dd.mm.yyyy hh:mm", True),
        ("hh:mm", False),
        ("[h]:mm:ss", False),
        ("General", False),
        ("#,##0.00", False),
        ('0.00 "days"', False),
        ("[Red]-0.00", False),
        ("0.00E+00", False),
        ("0.00\\d", False),
        ('#,##0.00_);[Red]\\(#,##0.00\\);"dd"', False),
    ],
)
def test_a_number_format_tells_whether_a_number_is_a_day(code: str, is_day: bool) -> None:
    (row,) = read('<row r="1"><c r="A1" s="2"><v>43762</v></c></row>', formats=[code])

    assert row.cells["A"].value == (date(2019, 10, 24) if is_day else Decimal(43762))


def test_a_number_shown_in_per_cent_is_what_is_shown() -> None:
    (row,) = read('<row r="1"><c r="A1" s="2"><v>0.125</v></c></row>', formats=["0.0%"])

    assert values(row) == {"A": "12.5%"}


def test_texts_are_whole_whatever_way_they_are_written() -> None:
    strings = (
        "<si><t>plain</t></si>"
        '<si><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">bold </t></r><r><t>and not</t></r></si>'
        '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>'
        '<si><t xml:space="preserve"> two\nlines_x000D_ </t></si>'
        "<si><t/></si>"
    )
    shared = "".join(f'<c r="{column}1" t="s"><v>{n}</v></c>' for n, column in enumerate("ABCDE"))
    formula_less = '<c r="F1" t="str"><v>text</v></c>'
    rich = '<c r="G1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>'

    (row,) = read(f'<row r="1">{shared}{formula_less}{rich}</row>', strings=strings)

    assert values(row) == {
        "A": "plain",
        "B": "bold and not",
        "C": "東京",
        "D": " two\nlines\r ",
        "F": "text",
        "G": "ab",
    }


def test_more_shared_texts_than_are_kept_unpacked_are_found() -> None:
    strings = "".join(f"<si><t>№ {number}</t></si>" for number in range(5_000))

    (row,) = read('<row r="1"><c r="A1" t="s"><v>4999</v></c></row>', strings=strings)

    assert values(row) == {"A": "№ 4999"}


def test_a_formula_is_no_value_whatever_it_last_resulted_in() -> None:
    (row,) = read(
        '<row r="1"><c r="A1"><f>B1*2</f><v>4</v></c><c r="B1"><f t="shared" si="0"/><v>2</v></c>'
        '<c r="C1" t="str"><f>"a"</f><v>a</v></c><c r="D1"><f>1+1</f></c><c r="E1"><v>5</v></c></row>'
    )

    assert flaws([row]) == {"A1": "a formula", "B1": "a formula", "C1": "a formula", "D1": "a formula"}
    assert row.cells["E"].value == 5


def test_what_an_array_formula_fills_is_a_formula_too() -> None:
    rows = read(
        '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2</f><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c><c r="C2"><v>5</v></c></row>'
        '<row r="3"><c r="A3"><v>6</v></c></row>'
    )

    assert flaws(rows) == dict.fromkeys(("A1", "B1", "A2", "B2"), "a formula")


def test_error_values_and_merged_cells_are_no_values() -> None:
    rows = read(
        '<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>2</v></c></row>'
        '<row r="3"><c r="C3"><v>3</v></c></row>',
        after_rows='<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>',
    )

    assert flaws(rows) == {
        "A1": "an error value",
        "A2": "merged cells",
        "B2": "merged cells",
        "A3": "merged cells",
        "B3": "merged cells",
    }
    assert [row.cells["C"].value for row in rows[1:]] == [2, 3]


def test_days_written_as_texts_by_other_programs_are_days() -> None:
    (row,) = read(
        '<row r="1"><c r="A1" t="d"><v>2019-10-24</v></c><c r="B1" t="d"><v>2019-10-24T09:30:00</v></c>'
        '<c r="C1" t="d"><v>soon</v></c></row>'
    )

    assert values(row) == {
        "A": date(2019, 10, 24),
        "B": datetime.fromisoformat("2019-10-24T09:30"),
        "C": None,
    }


def test_rows_and_cells_without_addresses_are_counted() -> None:
    rows = read("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>")

    assert [cell.address for row in rows for cell in row.cells.values()] == ["A1", "B1", "B2"]


def test_a_formatted_but_empty_cell_may_stand_anywhere() -> None:
    rows = read(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        '<row r="1048576"><c r="A1048576" s="1"/></row>'
    )

    assert [row.number for row in rows] == [1]


def test_a_sheet_with_a_prefix_for_its_elements_is_read() -> None:
    content = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    sheet = str(content["xl/worksheets/sheet1.xml"])
    for name in ("worksheet", "sheetData", "row", "c ", "c>", "v"):
        sheet = sheet.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    sheet = sheet.replace("xmlns=", "xmlns:x=").replace("<x:x:", "<x:").replace("</x:x:", "</x:")

    with check_package(packed({**content, "xl/worksheets/sheet1.xml": sheet})) as package:
        rows = list(read_sheet(package, "Facts"))

    assert values(rows[0]) == {"A": 1}


def test_a_workbook_without_shared_texts_is_read() -> None:
    content = parts()
    del content[STRINGS]

    with check_package(packed(content)) as package:
        assert len(list(read_sheet(package, "Facts"))) == 1


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    with check_package(packed(parts())) as package, pytest.raises(NotFound) as missing:
        read_sheet(package, "Ledger")

    assert str(missing.value) == "there is no sheet “Ledger”; known are: Facts"


def test_what_stands_between_rows_or_cells_is_not_passed_over() -> None:
    for rows in (
        '<row r="1"><c r="A1"><v>1</v></c></row><extra/><row r="2"/>',
        '<row r="1"><c r="A1"><v>1</v></c><extra/></row>',
        '<row r="1"><c r="A1"><v>1<extra/></v></c></row>',
        '<row r="1" extra="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" extra="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><is><t extra="1">a</t></is></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
    ):
        with pytest.raises(WorkbookRefused, match="something else"):
            read(rows)


def read(
    rows: str, *, strings: str = "", workbook: str = "", after_rows: str = "", formats: Sequence[str] = ()
) -> list[Row]:
    content = parts(rows, strings=strings, workbook=workbook, after_rows=after_rows, formats=formats)
    with check_package(packed(content)) as package:
        return list(read_sheet(package, "Facts"))


def values(row: Row) -> Mapping[str, object]:
    return {column: cell.value for column, cell in row.cells.items()}


def flaws(rows: Sequence[Row]) -> Mapping[str, str]:
    return {cell.address: cell.flaw.value for row in rows for cell in row.cells.values() if cell.flaw}
