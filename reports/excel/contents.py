"""The list on the first sheet: what each sheet is, with a link to it."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.hyperlink import Hyperlink

from reports.catalogue import Sheet
from reports.excel import styles
from reports.excel.grid import Grid
from reports.excel.layout import Layout, Place, sheet_prefix
from reports.excel.sheets import print_table
from reports.table import Column, Row, Table

_COLUMNS = (Column("sheet", "Sheet"), Column("about", "What it shows"))


def contents(sheets: Sequence[Sheet]) -> Table:
    """Sheets, as a table."""
    rows = tuple(Row(sheet.table, (sheet.name, sheet.about)) for sheet in sheets)
    return Table("sheets", "Sheets", _COLUMNS, rows)


def print_contents(grid: Grid, table: Table, head_row: int, layout: Layout, organisation: str) -> None:
    """Write the list below what the sheet holds already, each name a link."""
    place = Place.of(grid.sheet.title, table, head_row)
    print_table(grid, place, layout, organisation)
    for row in table.rows:
        name = row.cells[0]
        assert isinstance(name, str)
        cell = grid.put(place.row_numbers[row.key], 1, name, styles.LINK)
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate, location=f"{sheet_prefix(name)}A1", tooltip=f"Go to {name}"
        )
