"""How a sheet is seen on the screen and printed on paper."""

from __future__ import annotations

from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.dataset import Header
from reports.excel.layout import Place
from reports.excel.looks import MANY_COLUMNS
from reports.excel.styles import ALERT, FONT, TEXT
from reports.excel.texts import storable

A4: Final = 9
CENTIMETRE: Final = 1 / 2.54
"""In inches."""
MARGIN: Final = 2.2
NARROW_MARGIN: Final = 1.2
"""Of tables of many columns, which one page's width makes small."""
PAGE_OF_PAGES: Final = "Page &P of &N"


def set_up(
    sheet: Worksheet,
    place: Place,
    title: str,
    header: Header,
    *,
    frozen_columns: int = 1,
    on_one_page: bool = False,
) -> None:
    """Freeze, page and print settings of a report sheet."""
    first_moving = f"{get_column_letter(frozen_columns + 1)}{place.head_row + 1}"
    sheet.freeze_panes = first_moving
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = first_moving
    sheet.sheet_view.showGridLines = False
    sheet.sheet_format.defaultRowHeight = 15
    sheet.sheet_format.customHeight = True

    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if on_one_page else 0
    side = NARROW_MARGIN if len(place.table.columns) > MANY_COLUMNS else MARGIN
    sheet.page_margins = PageMargins(
        left=side * CENTIMETRE,
        right=side * CENTIMETRE,
        top=MARGIN * CENTIMETRE,
        bottom=MARGIN * CENTIMETRE,
        header=1.1 * CENTIMETRE,
        footer=1.1 * CENTIMETRE,
    )
    if not on_one_page:
        sheet.print_title_rows = f"{place.head_row}:{place.head_row}"

    sheet.oddHeader = head_or_foot(title, " · ".join(header.warnings), header.period_text, alert=True)
    sheet.oddFooter = head_or_foot(header.report_id, sheet.title, PAGE_OF_PAGES)


def head_or_foot(left: str, middle: str, right: str, *, alert: bool = False) -> HeaderFooterItem:
    """A header or a footer; with alert, its middle is a warning."""
    item = HeaderFooterItem()
    item.left.text = _shown(left)
    item.center.text = _shown(middle, "Bold", ALERT) if alert else _shown(middle)
    item.right.text = _shown(right)
    return item


def _shown(text: str, weight: str = "Regular", colour: str = TEXT) -> str | None:
    """Text with its font, size and colour before it, in the codes of headers and footers."""
    plain = text if text == PAGE_OF_PAGES else storable(text).replace("\n", " ").replace("&", "&&")
    return f'&"{FONT},{weight}"&8&K{colour}{plain}' if plain else None
