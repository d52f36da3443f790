"""Every formula of a workbook gives the value that stands beside it."""

import zipfile
from pathlib import Path

import pytest

from reports.excel.financial import build
from tests.agreement.conftest import WORKBOOKS, Published
from tests.agreement.recalculation import Differing, differing, strip_cached
from tests.reports.excel.example import dataset


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "financial.xlsx"
    path.write_bytes(build(dataset()))
    return path


def test_libreoffice_finds_every_value_of_the_example_again(workbook: Path) -> None:
    assert differing(workbook) == []


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_libreoffice_finds_every_value_of_every_sample_report_again(
    published: Published, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(published.workbooks[kind])

    assert differing(path) == []


def test_a_planted_wrong_value_is_found(workbook: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted.xlsx"
    right = "<f>ROUND(H16*OverheadRate,2)</f><v>18912.97</v>"
    wrong = "<f>ROUND(H16*OverheadRate,2)</f><v>18912.98</v>"
    _replace(workbook, planted, "xl/worksheets/sheet2.xml", right, wrong)

    assert differing(planted) == [
        Differing("Expenditure", "H17", "=ROUND(H16*OverheadRate,2)", 18912.98, 18912.97)
    ]


def test_a_planted_wrong_word_is_found(workbook: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted.xlsx"
    _replace(workbook, planted, "xl/worksheets/sheet7.xml", "<v>OPEN</v>", "<v>OK</v>")

    assert [(found.cell, found.cached, found.recalculated) for found in differing(planted)] == [
        ("F8", "OK", "OPEN")
    ]


def test_no_cached_value_is_left_in_a_stripped_copy(workbook: Path) -> None:
    with zipfile.ZipFile(strip_cached(workbook)) as package:
        expenditure = package.read("xl/worksheets/sheet2.xml").decode()

    assert "<f>G18+H18</f></c>" in expenditure


def _replace(source: Path, target: Path, part: str, old: str, new: str) -> None:
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                assert content.count(old.encode()) == 1
                content = content.replace(old.encode(), new.encode())
            copy.writestr(name, content)
