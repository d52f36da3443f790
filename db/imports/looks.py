"""How the workbooks look that offices fill in: as the reports do, and with cells to write in."""

from __future__ import annotations

import math
from typing import Final, Literal, TypeAlias

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TEXT: Final = "FF1A1A1A"
ACCENT: Final = "FF1F3A5F"
HEAD_FILL: Final = "FFE8EDF3"
RULE: Final = "FF9AA7B5"
ALERT: Final = "FF9C2A2A"
ALERT_FILL: Final = "FFF6D9D9"
"""Behind a cell with a problem; the text stays readable on it."""
GREY: Final = "FF595959"

_A4: Final = 9
_MARGIN: Final = 1.5 / 2.54
"""Inches."""

_SMALL: Final = '&"Arial,Regular"&8'
"""Before a text of a footer."""
_READABLE: Final = 170.0
"""Digits across a page that can still be read."""

# Its own order breaks the schema of styles.xml, in which colour comes after size.
Font.__elements__ = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow"),
    *("u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"),
)

_Place: TypeAlias = Cell | ColumnDimension


def letters(
    colour: str = TEXT, *, size: int = 10, bold: bool = False, italic: bool = False, link: bool = False
) -> Font:
    """Arial in a colour."""
    underlined: Literal["single"] | None = "single" if link else None
    return Font("Arial", size, bold=bold, italic=italic, underline=underlined, color=colour, family=2)


def write(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object,
    font: Font | None = None,
    *,
    wraps: bool = False,
    pattern: str = "General",
) -> Cell:
    """A cell that holds a value and is locked. A text stays a text, whatever it begins with."""
    cell = cell_at(sheet, row, column)
    set_value(cell, value)
    cell.font = font or letters()
    cell.number_format = pattern
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=wraps)
    return cell


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not covered by one that it is merged with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def set_value(cell: Cell, value: object) -> None:
    """Put a value into a cell. A text stays a text, whatever it begins with."""
    cell.value = storable(value) if isinstance(value, str) else value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"


def storable(text: str) -> str:
    """A text without what no workbook can hold."""
    return "".join("\ufffd" if ord(sign) < 32 and sign not in "\t\n\r" else sign for sign in text)[:32_767]


def write_title(sheet: Worksheet, title: str, explains: str) -> None:
    """The title, and what stands on the sheet."""
    write(sheet, 1, 1, title, letters(ACCENT, size=14, bold=True)).alignment = Alignment(vertical="center")
    write(sheet, 2, 1, explains)
    sheet.row_dimensions[1].height = 21


def aligned(align: str, *, vertical: str = "top", wraps: bool = False) -> Alignment:
    """Left or right; what is right keeps away from what stands right of it."""
    return Alignment(horizontal=align, vertical=vertical, wrap_text=wraps, indent=int(align == "right"))


def text_width(text: str) -> float:
    """The width of one line of text, in digits."""
    return sum(1.25 if sign.isupper() else 0.95 for sign in text)


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a column, generously."""
    return max(math.ceil(text_width(text) / (width - 1.5)), 1)


def row_height(lines: int) -> float:
    """The points of a row of so many lines."""
    return min(lines * 13.0 + 3, 409)


def make_head(cell: Cell) -> None:
    """The look of a heading."""
    cell.font = letters(ACCENT, bold=True)
    cell.fill = PatternFill("solid", fgColor=HEAD_FILL)
    cell.border = Border(top=Side("medium", color=RULE), bottom=Side("thin", color=RULE))
    cell.alignment = aligned(cell.alignment.horizontal or "left", vertical="center")


def make_entry(place: _Place, pattern: str = "@", *, align: str = "left", wraps: bool = False) -> None:
    """The look of what is written by hand: unlocked."""
    place.font = letters()
    place.number_format = pattern
    place.alignment = aligned(align, wraps=wraps)
    place.protection = Protection(locked=False)


def protect(sheet: Worksheet) -> None:
    """Lock what is locked, without a password. Rows can be added, taken out and sorted, columns widened."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.deleteRows = protection.sort = False


def set_up_page(sheet: Worksheet, title: str, width: float, head_row: int | None = None) -> None:
    """A4 across, as many pages wide as it takes to be read; the head stands on every page."""
    sheet.sheet_view.showGridLines = head_row is not None
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(round(width / _READABLE), 1), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN, _MARGIN / 2, _MARGIN / 2)
    if head_row is not None:
        sheet.print_title_rows = f"{head_row}:{head_row}"
        sheet.print_title_cols = "A:B"
    footer = HeaderFooterItem()
    footer.left.text = f"{_SMALL}{title.replace('&', '&&')}"
    footer.right.text = f"{_SMALL}Page &P of &N"
    sheet.oddFooter = footer
