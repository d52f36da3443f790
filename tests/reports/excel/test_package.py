"""The file: results beside formulas, nothing of the clock, and equal bytes for equal data."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from reports.excel.caching import with_codes, with_results
from reports.excel.financial import build
from reports.excel.grid import Stored
from reports.table import Column, Kind, Role, Row, Table
from tests.reports.excel import example
from tests.reports.excel.reading import opened, part, sheet_xml, with_table

PRINT_DIGEST = """
import hashlib, sys
from reports.excel.financial import build
from tests.reports.excel.example import dataset
sys.stdout.write(hashlib.sha256(build(dataset())).hexdigest())
"""


def test_every_formula_has_its_value_beside_it(built: bytes) -> None:
    formulas, values = opened(built), opened(built, values=True)

    found = {
        f"{cell.value}": values[sheet.title][cell.coordinate].value
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert None not in found.values()
    assert found["=SUM(H7,H10:H14,H17)"] == 289098.26
    assert found["=SUM(B6:B8)-SUM(B9)"] == 1210901.74
    assert found["=ROUND(C10*ClosingRate,2)-B10"] == 114675.84
    assert found['=IF(C11=0,"n/a",E11/C11)'] == "n/a"
    assert found['=COUNTIF(F6:F9,"FAIL")'] == 0


def test_a_text_that_a_formula_gives_is_marked_as_text(built: bytes) -> None:
    assert 't="str"><f>IF(C11=0,"n/a",E11/C11)</f><v>n/a</v></c>' in sheet_xml(built, "Deviations")


def test_a_result_without_its_formula_is_a_mistake() -> None:
    sheet = '<c r="A1" s="1"><f>B1</f><v></v></c>'

    assert (
        with_results(sheet, {"A1": Stored("4.20", is_text=False)})
        == '<c r="A1" s="1"><f>B1</f><v>4.20</v></c>'
    )
    with pytest.raises(ValueError, match=r"do not match: .'A2'"):
        with_results(sheet, {"A1": Stored("4.20", is_text=False), "A2": Stored("5", is_text=False)})


def test_marks_without_a_place_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="no place for its marks"):
        with_codes("<worksheet></worksheet>", ["A1"])


def test_the_file_says_who_made_it_and_of_when_its_data_is(built: bytes) -> None:
    properties = opened(built).properties

    assert properties.title == "Quarterly financial report, 2019-Q4"
    assert properties.subject == "Regional Counter-Trafficking Programme, NMFA-RCTP 2019-Q4 v1"
    assert properties.creator == properties.lastModifiedBy == "IOM Georgia"
    assert properties.language == "en"
    assert properties.created == properties.modified
    assert f"{properties.modified:%Y-%m-%dT%H:%M}" == "2020-01-10T09:30"


def test_without_data_the_file_is_of_the_end_of_the_period() -> None:
    package = build(example.dataset(replace(example.HEADER, data_as_of=None)))

    assert f"{opened(package).properties.modified:%Y-%m-%d}" == "2019-12-31"


def test_no_part_names_the_library(built: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(built)) as package:
        parts = {name: package.read(name).lower() for name in package.namelist()}

    assert [name for name, content in parts.items() if b"openpyxl" in content] == []


def test_times_in_the_package_are_fixed(built: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(built)) as package:
        entries = package.infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"


def test_the_colour_of_a_font_stands_where_the_schema_wants_it(built: bytes) -> None:
    styles = part(built, "xl/styles.xml")

    assert '<sz val="14"/><color rgb="FF1F3A5F"/><name val="Arial"/>' in styles


def test_equal_data_gives_equal_bytes_in_any_process_zone_and_language(built: bytes) -> None:
    surroundings = (
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
        {"TZ": "Asia/Tbilisi", "PYTHONHASHSEED": "random", "LANG": "ka_GE.UTF-8"},
    )

    digests = {
        subprocess.run(
            [sys.executable, "-c", PRINT_DIGEST],
            env={**os.environ, **around},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for around in surroundings
    }

    assert digests == {hashlib.sha256(built).hexdigest()}


def test_other_data_gives_other_bytes(built: bytes) -> None:
    assert build(example.dataset(replace(example.HEADER, version=2))) != built


def test_a_table_of_five_thousand_rows_is_summed() -> None:
    lines = tuple(Row(f"{number}", (f"{number}", example.nok("10.01"))) for number in range(5000))
    keys = tuple(line.key for line in lines)
    total = Row("total", ("Total", example.nok("50050.00")), Role.TOTAL, plus=keys)
    columns = (Column("line", "Line"), Column("amount", "Amount", Kind.MONEY, adds_up=True))

    package = build(with_table(Table("funds", "Lines, NOK", columns, (*lines, total), "NOK")))

    assert opened(package)["Funds"]["B5006"].value == "=SUM(B6:B5005)"
    assert opened(package, values=True)["Funds"]["B5006"].value == 50050
