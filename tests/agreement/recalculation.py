"""Proves formulas: every cached value taken out, LibreOffice must find each of them again.

LibreOffice keeps a cached value that it finds, so a copy without any is what it is given.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import openpyxl
from lxml import etree

from tests import office

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
AS_CLOSE_AS = 1e-6
"""Far below the minor unit, and below what any share or rate shows."""

Value: TypeAlias = float | str | None


@dataclass(frozen=True, slots=True)
class Differing:
    """A formula whose value beside it is not what it gives."""

    sheet: str
    cell: str
    formula: str
    cached: Value
    recalculated: Value


def strip_cached(path: Path) -> Path:
    """A copy of a workbook, beside it, in which no formula has a value."""
    stripped = path.with_name(f"{path.stem}-stripped.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stripped, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _without_values(part) if _is_sheet(name) else part)
    left = list(_values_of_formulas(stripped))
    assert not left, f"cached values are left: {left}"
    return stripped


def recalculated(path: Path) -> Path:
    """A copy of a workbook, in a folder beside it, with every formula computed by LibreOffice."""
    folder = path.with_name(f"{path.stem}-recalculated")
    folder.mkdir()
    return office.convert(strip_cached(path), "xlsx:Calc MS Excel 2007 XML", folder)


def differing(path: Path) -> list[Differing]:
    """The formulas of a workbook whose cached value LibreOffice does not find.

    Fails when the workbook has no formulas, or when a formula has no cached value.
    """
    formulas = _formulas(path)
    assert formulas, f"{path.name} has no formulas"
    beside = set(_values_of_formulas(path))
    assert not (bare := formulas.keys() - beside), f"formulas without a cached value: {sorted(bare)}"

    cached = openpyxl.load_workbook(path, data_only=True)
    again = openpyxl.load_workbook(recalculated(path), data_only=True)
    found = []
    for (sheet, cell), formula in formulas.items():
        before, after = cached[sheet][cell].value, again[sheet][cell].value
        if not _agree(before, after):
            found.append(Differing(sheet, cell, formula, before, after))
    return found


def _agree(cached: Value, recalculated: Value) -> bool:
    if isinstance(cached, int | float) and isinstance(recalculated, int | float):
        return abs(cached - recalculated) < AS_CLOSE_AS
    return cached == recalculated


def _formulas(path: Path) -> dict[tuple[str, str], str]:
    workbook = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _values_of_formulas(path: Path) -> Iterator[tuple[str, str]]:
    """Sheet and address of every formula that has a value beside it."""
    names = openpyxl.load_workbook(path).sheetnames
    with zipfile.ZipFile(path) as package:
        for number, sheet in enumerate(names, 1):
            root = etree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
            for cell in root.iter(f"{MAIN}c"):
                if cell.find(f"{MAIN}f") is not None and cell.find(f"{MAIN}v") is not None:
                    yield sheet, cell.get("r", "")


def _without_values(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for cell in root.iter(f"{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        if cell.find(f"{MAIN}f") is not None and value is not None:
            cell.remove(value)
            cell.attrib.pop("t", "")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _is_sheet(name: str) -> bool:
    return re.fullmatch(r"xl/worksheets/sheet[0-9]+\.xml", name) is not None
