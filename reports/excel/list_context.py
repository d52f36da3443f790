"""The sheet that says where a list comes from: what was asked, when, by whom, and what each column is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any, Final

from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

from reports.excel import measures
from reports.excel.list_cells import CellMaker
from reports.excel.pages import A4
from reports.excel.styles import HEAD, TITLE, WARNING, Look, Styles
from reports.listing import About, ListColumn, Value, ValueKind

NAME: Final = "Context"

_LABEL: Final = Look("Context label", bold=True, vertical="top")
_LEFT: Final = Look("Context whole number", "0", "left", "top")
_MOMENT: Final = Look("Context moment", 'yyyy-mm-dd hh:mm:ss "UTC"', vertical="top")
_WRAPPED: Final = Look("Context text", wraps=True, vertical="top")
_WIDTHS: Final = (34.0, 26.0, 80.0)
_LONG: Final = _WIDTHS[1] + _WIDTHS[2]


def write_context(workbook: Workbook, styles: Styles, columns: Sequence[ListColumn], about: About) -> None:
    """Add the sheet behind those that are there."""
    sheet: Any = workbook.create_sheet(NAME)
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A4, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    page = _Page(sheet, CellMaker(sheet, styles))
    at = about.exported_at.astimezone(UTC).replace(microsecond=0).isoformat()
    page.put((about.name, ValueKind.TEXT, TITLE))
    if about.notice:
        page.put((about.notice, ValueKind.TEXT, WARNING))
    page.put()
    page.say("Exported at", at, ValueKind.INSTANT, _MOMENT)
    page.say("Exported by the role", about.role)
    page.say("Rows", about.rows, ValueKind.WHOLE, _LEFT)
    if about.withheld:
        page.say("Withheld from this role", about.withheld)
    page.say("Columns", len(columns), ValueKind.WHOLE, _LEFT)
    page.say("Query", about.query)
    page.say("Variables", about.variables)
    page.put()
    page.put(*((label, ValueKind.TEXT, HEAD) for label in ("Column", "Values", "What it is")))
    for column in columns:
        texts = (column.name, column.kind.value, column.about)
        page.put(*((text, ValueKind.TEXT, _WRAPPED) for text in texts), widest=column.about)


class _Page:
    """The sheet while it is written, row by row."""

    def __init__(self, sheet: Any, cells: CellMaker) -> None:
        self._sheet, self._cells, self._row = sheet, cells, 0

    def put(self, *row: tuple[Value, ValueKind, Look], widest: str = "") -> None:
        """A row of cells, as high as the text in the third needs."""
        self._set_height(widest, _WIDTHS[2])
        self._sheet.append([self._cells.cell(*each) for each in row])

    def say(self, label: str, value: Value, kind: ValueKind = ValueKind.TEXT, look: Look = _WRAPPED) -> None:
        """A label and what it is about, which runs over the other columns."""
        self._set_height(str(value), _LONG)
        self._sheet.append(
            [self._cells.cell(label, ValueKind.TEXT, _LABEL), self._cells.cell(value, kind, look)]
        )
        self._sheet.merged_cells.add(f"B{self._row}:C{self._row}")

    def _set_height(self, text: str, width: float) -> None:
        self._row += 1
        lines = measures.line_count(text, width)
        if lines > 1:
            self._sheet.row_dimensions[self._row].height = measures.height(lines)
