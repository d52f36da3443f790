"""A workbook of tables: one sheet for each, the first with a list of the others."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties

from reports.catalogue import Sheet
from reports.dataset import Dataset, Header
from reports.excel.caching import read_part, repacked, with_codes, with_results
from reports.excel.contents import contents, print_contents
from reports.excel.filters import add_filter
from reports.excel.grid import Grid
from reports.excel.layout import Layout, Place
from reports.excel.pages import set_up
from reports.excel.properties import properties_after_saving, set_properties
from reports.excel.sheets import head_row, print_notes, print_table, print_title, set_widths
from reports.excel.styles import Styles


def build_workbook(dataset: Dataset, title: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook; equal datasets give equal bytes."""
    header = dataset.header
    layout = Layout.of(
        Place.of(sheet.name, dataset.tables[sheet.table], head_row(header)) for sheet in sheets
    )
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    # results are in the file, so a reader who only looks is not asked to save anything
    workbook.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    set_properties(workbook, title, header)
    for name, cell in layout.named.items():
        workbook.defined_names[name] = DefinedName(name, attr_text=cell.address)

    styles = Styles(workbook)
    grids = []
    for sheet in sheets:
        grid = Grid(workbook.create_sheet(sheet.name), styles)
        listed = sheets[1:] if sheet is sheets[0] else ()
        _print_sheet(grid, sheet, listed, layout, title, header)
        grids.append(grid)
    return _saved(workbook, grids, header)


def _print_sheet(
    grid: Grid, sheet: Sheet, listed: Sequence[Sheet], layout: Layout, title: str, header: Header
) -> None:
    place = layout.places[sheet.table]
    list_of_sheets = [contents(listed)] if listed else []
    set_widths(grid, place.table, *list_of_sheets)
    print_title(grid, place.table, sheet.about, header)
    print_table(grid, place, layout, header.organisation)
    row = print_notes(grid, place)
    for table in list_of_sheets:
        print_contents(grid, table, row + 2, layout, header.organisation)
    set_up(grid.sheet, place, title, header, frozen_columns=sheet.frozen_columns, on_one_page=bool(listed))
    if sheet.is_list:
        add_filter(grid.sheet, place)


def _saved(workbook: Workbook, grids: Sequence[Grid], header: Header) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    package = out.getvalue()
    parts = properties_after_saving(workbook, header)
    for number, grid in enumerate(grids, 1):
        part = f"xl/worksheets/sheet{number}.xml"
        written = with_results(read_part(package, part), grid.results)
        parts[part] = with_codes(written, grid.codes).encode()
    return repacked(package, parts)
