"""The mark on every sheet of a workbook that was filled from sample data; none of it is read again."""

from __future__ import annotations

from typing import Final

from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from db.imports.columns import HEAD_ROW
from db.imports.lists import LISTS
from db.imports.looks import ALERT, letters, write
from db.queries.sample import SAMPLE

_WIDTH: Final = 15.0
"""Of the first column, so that no neighbour covers the mark."""


def mark_sample(workbook: Workbook) -> None:
    """Say it above the headings, in the header of the pages, on the tabs and in the properties."""
    workbook.properties.keywords = SAMPLE
    for sheet in workbook.worksheets:
        # the first row of the lists is full of their names
        column = sheet.max_column + 1 if sheet.title == LISTS else 1
        write(sheet, 1 if sheet.title == LISTS else HEAD_ROW - 1, column, SAMPLE, letters(ALERT, bold=True))
        _mark(sheet)


def _mark(sheet: Worksheet) -> None:
    first = sheet.column_dimensions["A"]
    first.width = max(first.width, _WIDTH)
    sheet.sheet_properties.tabColor = ALERT
    header = HeaderFooterItem()
    header.center.text = f'&"Arial,Bold"&8&K{ALERT[2:]}{SAMPLE}'
    sheet.oddHeader = header
