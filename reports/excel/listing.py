"""A list as a workbook of any length: a sheet with its rows, and one that says where they come from.

Rows go to the disk as they come, so that memory does not grow with them.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.functions import tostring

from reports.excel.list_cells import LOOKS, CellMaker
from reports.excel.list_context import write_context
from reports.excel.measures import INDENT, PADDING, text_width
from reports.excel.package import save_streamed
from reports.excel.pages import A4, CENTIMETRE, PAGE_OF_PAGES, head_or_foot
from reports.excel.styles import ALERT, HEAD, Look, Styles
from reports.listing import About, ListColumn, Row, ValueKind
from reports.software import NAME

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 1_048_575
"""What a sheet holds below its heading."""
SAMPLE: Final = "SAMPLE DATA"

_LONGEST_NAME: Final = 31
_ARROW: Final = 3.0
"""The button of the filter beside a heading."""
_WIDEST: Final = 48.0
_WIDEST_PAGE: Final = 260.0
"""The widths that still can be read when they are fitted to a page."""
_NARROWEST: Final = {
    ValueKind.DATE: 12.0,
    ValueKind.INSTANT: 25.0,
    ValueKind.MONEY: 16.0,
    ValueKind.TRUTH: 8.0,
}


class ListWorkbook:
    """A workbook that is filled row by row, saved once, and gone when it is closed."""

    def __init__(self, columns: Sequence[ListColumn], about: About, first: Sequence[Row]) -> None:
        """The first rows are measured, and not written yet. Nothing is on the disk before a row is added."""
        self._columns, self._about = columns, about
        self._workbook = Workbook(write_only=True)
        self._styles = Styles(self._workbook)
        self._sheet: Any = self._workbook.create_sheet(sheet_name(about))
        self._cells = CellMaker(self._sheet, self._styles)
        self._kinds = [column.kind for column in columns]
        self._looks = _looks(columns)
        self._rows = 0
        self._has_head = False
        self._set_up(first)

    def __enter__(self) -> ListWorkbook:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows below those before; above the first of them, if there is any, the heading."""
        if not self._has_head:
            heads = zip(self._columns, self._looks, strict=True)
            self._sheet.append(
                [self._cells.cell(each.name, ValueKind.TEXT, _head(look)) for each, look in heads]
            )
            self._has_head = True
        for row in rows:
            self._rows += 1
            cells = zip(row, self._kinds, self._looks, strict=True)
            self._sheet.append([self._cells.cell(value, kind, look) for value, kind, look in cells])

    def save(self, out: IO[bytes]) -> int:
        """Write the whole file to one that is open and empty; how many bytes it has."""
        self.add([])
        assert self._rows == self._about.rows, f"{self._rows} rows of {self._about.rows} were written"
        write_context(self._workbook, self._styles, self._columns, self._about)
        save_streamed(self._workbook, out, self._properties())
        return out.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Remove what lies on the disk of sheets that were not saved."""
        sheets: list[Any] = self._workbook.worksheets
        for sheet in sheets:
            writer = sheet._writer
            if writer is None or not Path(writer.out).exists():
                continue
            try:
                if not sheet.closed:
                    sheet.close()
            finally:
                writer.cleanup()

    def _set_up(self, first: Sequence[Row]) -> None:
        sheet, about = self._sheet, self._about
        widths = [_width(column, [row[index] for row in first]) for index, column in enumerate(self._columns)]
        for index, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(index)].width = math.ceil(width * 10) / 10
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{about.rows + 1}"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.paperSize = A4
        sheet.page_setup.orientation = "landscape"
        if sum(widths) <= _WIDEST_PAGE:
            sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        side = 1.5 * CENTIMETRE
        sheet.page_margins = PageMargins(side, side, side, side, CENTIMETRE / 2, CENTIMETRE / 2)
        notice = SAMPLE if about.notice else ""
        if notice:
            sheet.sheet_properties.tabColor = ALERT
        sheet.oddHeader = head_or_foot(about.name, notice, f"{about.exported_at:%Y-%m-%d}", alert=True)
        sheet.oddFooter = head_or_foot("", "", PAGE_OF_PAGES)

    def _properties(self) -> dict[str, bytes]:
        core = self._workbook.properties
        core.title = self._about.name
        core.creator = core.lastModifiedBy = NAME
        core.keywords = SAMPLE if self._about.notice else None
        core.created = core.modified = self._about.exported_at.astimezone(UTC).replace(
            microsecond=0, tzinfo=None
        )
        extended = ExtendedProperties()
        extended.Application, extended.AppVersion = NAME, None
        return {
            "docProps/core.xml": tostring(core.to_tree()),
            "docProps/app.xml": tostring(extended.to_tree()),
        }


def sheet_name(about: About) -> str:
    """The name of the sheet with the rows: `ledgerEntries`; it says where they were invented."""
    return (f"{SAMPLE} {about.name}" if about.notice else about.name)[:_LONGEST_NAME]


def _looks(columns: Sequence[ListColumn]) -> list[Look]:
    """How each column looks; one that begins beside the last digits of another keeps away from them."""
    looks: list[Look] = []
    for column in columns:
        look = LOOKS[column.kind]
        if looks and looks[-1].align == "right" and look.align == "left":
            look = replace(look, name=f"{look.name}, beside numbers", indent=1)
        looks.append(look)
    return looks


def _head(look: Look) -> Look:
    name = f"Head of {look.name}"
    return replace(HEAD, name=name, align=look.align, indent=look.indent, vertical="center", wraps=False)


def _width(column: ListColumn, values: Sequence[Any]) -> float:
    head = text_width(column.name, bold=True) + PADDING + INDENT + _ARROW
    if column.kind in {ValueKind.DATE, ValueKind.INSTANT, ValueKind.TRUTH}:
        return max(head, _NARROWEST[column.kind])
    longest = max((text_width(str(value)) for value in values if value is not None), default=0.0)
    return max(head, min(longest + PADDING + INDENT, _WIDEST), _NARROWEST.get(column.kind, 10.0))
