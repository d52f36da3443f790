"""Workbooks as the library reads them."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet


def opened(content: bytes) -> Workbook:
    """The workbook."""
    return openpyxl.load_workbook(io.BytesIO(content))


def written(workbook: Workbook) -> bytes:
    """A workbook as someone saved it."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def rows(sheet: Worksheet, first: int, *, first_column: int = 2) -> list[tuple[object, ...]]:
    """The values of the rows from one on, without the column that marks the example."""
    return list(sheet.iter_rows(min_row=first, min_col=first_column, values_only=True))


def as_shown(value: object) -> object:
    """A value of a cell, a day as it is shown: `2020-01-31`."""
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else value


def check_of(sheet: Worksheet, cell: str) -> DataValidation:
    """The check of a cell."""
    [rule] = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    assert isinstance(rule, DataValidation)
    return rule


def listed(workbook: Workbook, sheet: str, cell: str) -> list[object]:
    """What the drop-down list of a cell offers."""
    name = check_of(workbook[sheet], cell).formula1
    [(title, place)] = workbook.defined_names[str(name)].destinations
    return [each.value for [each] in workbook[title][place]]
