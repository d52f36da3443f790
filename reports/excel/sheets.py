"""Prints a table on a sheet: title, what it is, warnings, head, body, legend and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from reports.cells import LEGEND
from reports.dataset import Header
from reports.excel import measures, styles
from reports.excel.expressions import expression
from reports.excel.grid import Grid
from reports.excel.layout import Layout, Place
from reports.excel.looks import Slot, alert, look_of, slots
from reports.excel.texts import storable
from reports.formulas import Verdict
from reports.table import Missing, Role, Row, Table

OK: Final = "OK"
_WIDEST_NOTE: Final = 130.0
"""A note runs over so many digits' width of columns, if there are as many."""


def head_row(header: Header) -> int:
    """The row of the head: below title, about, warnings if there are any, and a blank row."""
    return 5 if header.warnings else 4


def print_title(grid: Grid, table: Table, about: str, header: Header) -> None:
    """Write the rows above the head."""
    grid.put(1, 1, table.title, styles.TITLE)
    grid.sheet.row_dimensions[1].height = 21
    grid.put(2, 1, f"{about}.", styles.ABOUT)
    if header.warnings:
        grid.put(3, 1, " · ".join(header.warnings), styles.WARNING)


def print_table(grid: Grid, place: Place, layout: Layout, organisation: str) -> None:
    """Write head and body of a table, with a rule below. Column widths must be set before."""
    table, columns = place.table, slots(place.table)
    _print_head(grid, place.head_row, columns, organisation)
    in_group = False
    for number, row in enumerate(table.rows, place.head_row + 1):
        if row.role is not Role.BODY:
            in_group = row.role is Role.GROUP
        indented = in_group and row.role is Role.BODY
        lines = _line_count(grid, row, columns, indented=indented)
        if lines > 1:
            grid.sheet.row_dimensions[number].height = measures.height(lines)
        for index, (slot, cell) in enumerate(zip(columns, row.cells, strict=True)):
            formula = table.formula(row, slot.column)
            look = look_of(
                cell,
                slot,
                row.role,
                in_group=indented and index == 0,
                runs_on=measures.runs_on(row.cells, index, row.role),
                tall=lines > 1,
            )
            if isinstance(formula, Verdict) and cell != OK:
                look = alert(look)
            written = expression(formula, layout, place, row, slot.column) if formula is not None else None
            at = grid.put(number, index + 1, cell, look, written)
            if note := row.notes.get(slot.column.key):
                _add_note(at, note, organisation)
    _merge_spanning(grid, place)
    if not table.rows:
        grid.put(place.last_row, 1, table.empty, styles.ABOUT)
    for index in range(len(columns)):
        grid.put(place.last_row + 1, index + 1, None, styles.END_OF_BODY)
    grid.sheet.row_dimensions[place.last_row + 1].height = 6


def print_notes(grid: Grid, place: Place) -> int:
    """Write the legend of the symbols that appear and the notes; return the last row used."""
    legend = "; ".join(LEGEND[symbol] for symbol in place.table.missing())
    notes = [f"{number}. {note}" for number, note in enumerate(place.table.notes, 1)]
    row = place.last_row + 1
    last_column, width = _note_columns(grid, len(place.table.columns))
    for text in [f"{legend}.", *notes] if legend else notes:
        row += 1
        grid.put(row, 1, text, styles.NOTE)
        if last_column > 1:
            # not by the sheet, which would make a cell of each in the range and copy borders that it has not
            grid.sheet.merged_cells.add(f"A{row}:{get_column_letter(last_column)}{row}")
        lines = measures.line_count(text, width, size=styles.NOTE.size)
        grid.sheet.row_dimensions[row].height = measures.height(lines, size=styles.NOTE.size)
    return row


def set_widths(grid: Grid, *tables: Table) -> None:
    """Make the columns wide enough for all tables that will stand on the sheet."""
    for index, width in enumerate(measures.column_widths(tables), 1):
        grid.sheet.column_dimensions[get_column_letter(index)].width = width


def _print_head(grid: Grid, number: int, columns: Sequence[Slot], organisation: str) -> None:
    lines = 1
    for index, slot in enumerate(columns, 1):
        cell = grid.put(number, index, slot.column.label, slot.head)
        room = _width(grid, index) - slot.indent * measures.INDENT
        lines = max(lines, measures.line_count(slot.column.label, room, bold=True))
        if note := slot.column.note:
            _add_note(cell, note, organisation)
    grid.sheet.row_dimensions[number].height = measures.height(lines)


def _add_note(cell: SheetCell, note: str, organisation: str) -> None:
    height = 18 * measures.line_count(note, 30) + 12
    cell.comment = Comment(storable(note), organisation, height=height, width=240)


def _merge_spanning(grid: Grid, place: Place) -> None:
    """Make one cell of those that belong together, in the columns that span rows."""
    rows = place.table.rows
    for index, column in enumerate(place.table.columns):
        if not column.spans:
            continue
        first = 0
        for at in range(1, len(rows) + 1):
            if at < len(rows) and rows[at].role is Role.BODY and rows[at].cells[index] is None:
                continue
            if at - first > 1 and rows[first].role is Role.BODY:
                top, bottom = place.head_row + 1 + first, place.head_row + at
                grid.sheet.merge_cells(
                    start_row=top, end_row=bottom, start_column=index + 1, end_column=index + 1
                )
            first = at


def _line_count(grid: Grid, row: Row, columns: Sequence[Slot], *, indented: bool) -> int:
    """How many lines the longest text of a row takes."""
    lines = 1
    for index, (slot, cell) in enumerate(zip(columns, row.cells, strict=True)):
        text = cell.value if isinstance(cell, Missing) else cell
        if isinstance(text, str) and not measures.runs_on(row.cells, index, row.role):
            indent = slot.indent + (indented and index == 0)
            room = _width(grid, index + 1) - indent * measures.INDENT
            lines = max(lines, measures.line_count(text, room, bold=row.role is not Role.BODY))
    return lines


def _width(grid: Grid, column: int) -> float:
    return float(grid.sheet.column_dimensions[get_column_letter(column)].width)


def _note_columns(grid: Grid, columns: int) -> tuple[int, float]:
    """The last of the columns that a note runs over, and their width together."""
    width = 0.0
    for column in range(1, columns + 1):
        width += _width(grid, column)
        if width >= _WIDEST_NOTE:
            return column, width
    return columns, width
