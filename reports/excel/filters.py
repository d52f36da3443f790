"""The filter of a list: over its own rows, not over the totals and what else stands below them."""

from __future__ import annotations

from itertools import takewhile

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter, FilterColumn
from openpyxl.worksheet.worksheet import Worksheet

from reports.excel.layout import Place
from reports.excel.looks import slots
from reports.table import Role


def add_filter(sheet: Worksheet, place: Place) -> None:
    """Let a reader filter the rows of a table up to its first total; one without rows has no filter."""
    rows = sum(1 for _ in takewhile(lambda row: row.role is Role.BODY, place.table.rows))
    if not rows:
        return
    last = f"{get_column_letter(len(place.table.columns))}{place.head_row + rows}"
    sheet.auto_filter = AutoFilter(f"A{place.head_row}:{last}")
    for index, slot in enumerate(slots(place.table)):
        if slot.align == "right":
            # its button would cover the end of the head
            sheet.auto_filter.filterColumn.append(FilterColumn(colId=index, hiddenButton=True))
