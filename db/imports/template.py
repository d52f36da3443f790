"""The workbook of a kind to be filled in: locked headings, lists of the database's codes, an example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from db.imports.columns import (
    EXAMPLE,
    FIRST_COLUMN,
    HEAD_ROW,
    INSTRUCTIONS,
    CodeOf,
    Column,
    SheetKind,
    WorkbookKind,
)
from db.imports.entry import Shape, check, no_entry, shape
from db.imports.filled import present_rows, require_listed
from db.imports.instructions import write_instructions
from db.imports.lists import Lists
from db.imports.looks import (
    ALERT,
    GREY,
    aligned,
    cell_at,
    letters,
    line_count,
    make_entry,
    make_head,
    protect,
    row_height,
    set_up_page,
    set_value,
    text_width,
    write,
    write_title,
)
from db.imports.sample_mark import mark_sample
from db.imports.saving import saved
from db.queries.sample import holds_sample
from db.scope import Scope

_MARKS: Final = 1
"""The column that marks the example."""
_FIRST_ENTRY: Final = HEAD_ROW + 2
_WIDEST: Final = 48.0
"""Digits that a column of texts takes at most."""
_LAST_COLUMN: Final = 16_384
"""Of every sheet of Excel."""


def template(session: Session, kind: WorkbookKind, scope: Scope, *, prefill: bool = False) -> bytes:
    """The bytes of a template for a scope, which offers the codes that it sees; equal data gives equal bytes.

    With prefill, what the scope may correct is filled in, so that it is corrected rather than written
    again, and every sheet says where there is sample data. Raises NotFilled where the facts of the kind
    cannot be.
    """
    if prefill:
        require_listed(kind)
    workbook = Workbook()
    workbook.properties.title = kind.title
    lists = Lists(session, scope)
    first = workbook.worksheets[0]
    first.title = INSTRUCTIONS
    write_instructions(first, kind, lists)
    for number, part in enumerate(kind.sheets):
        before = {each.facts.noun for each in kind.sheets[:number]}
        sheet = workbook.create_sheet(part.name)
        _write_sheet(sheet, kind, part, lists, new_nouns=before)
        if prefill:
            _fill(sheet, session, scope, part, lists)
    lists.write(workbook)
    if prefill and holds_sample(session):
        mark_sample(workbook)
    return saved(workbook)


def _write_sheet(
    sheet: Worksheet, kind: WorkbookKind, part: SheetKind, lists: Lists, *, new_nouns: set[str]
) -> None:
    """Everything but rows. new_nouns are the things that rows of sheets before may bring."""
    last = _FIRST_ENTRY + kind.most_rows - 1
    write_title(sheet, part.title, f"{part.explains} Write from row {_FIRST_ENTRY} on.")
    sheet.column_dimensions["A"].width = 10
    _unlock(sheet.column_dimensions["A"])
    sheet.add_data_validation(no_entry(f"A{_FIRST_ENTRY}:A{last}"))
    mark = write(sheet, HEAD_ROW + 1, _MARKS, EXAMPLE, letters(GREY, italic=True))
    mark.alignment = aligned("left", vertical="center")
    for at, column in enumerate(part.columns, FIRST_COLUMN):
        looks = shape(column.form, lists.values(column) or ())
        _write_column(sheet, at, column, looks)
        letter = get_column_letter(at)
        cells = f"{letter}{_FIRST_ENTRY}:{letter}{last}"
        may_be_new = isinstance(column.form, CodeOf) and column.form.noun in new_nouns
        rule = check(column, cells, f"{letter}{_FIRST_ENTRY}", lists.name(column), may_be_new=may_be_new)
        sheet.add_data_validation(rule)
    _set_height(sheet, HEAD_ROW + 1, part, [column.example for column in part.columns])
    _close(sheet, FIRST_COLUMN + len(part.columns), last)
    sheet.freeze_panes = f"{get_column_letter(FIRST_COLUMN + 1)}{HEAD_ROW + 1}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = f"{get_column_letter(FIRST_COLUMN)}{_FIRST_ENTRY}"
    set_up_page(sheet, f"{kind.title}: {part.title}", sum(_widths(sheet, part)), HEAD_ROW)
    protect(sheet)


def _write_column(sheet: Worksheet, at: int, column: Column, looks: Shape) -> None:
    dimension = sheet.column_dimensions[get_column_letter(at)]
    dimension.width = max(looks.width, len(column.heading) * 1.15 + 4)
    make_entry(dimension, looks.pattern, align=looks.align, wraps=looks.wraps)
    for row in (1, 2):
        write(sheet, row, at, None)
    needed = write(
        sheet, HEAD_ROW - 1, at, "required" if column.is_required else None, letters(ALERT, size=8)
    )
    head = write(sheet, HEAD_ROW, at, column.heading)
    example = write(
        sheet,
        HEAD_ROW + 1,
        at,
        column.example,
        letters(GREY, italic=True),
        pattern=looks.pattern,
    )
    needed.alignment = head.alignment = aligned(looks.align)
    example.alignment = aligned(looks.align, vertical="center", wraps=looks.wraps)
    make_head(head)


def _close(sheet: Worksheet, after: int, last: int) -> None:
    """Right of the columns nothing can be written, and yet nothing is locked: whole rows can be taken out."""
    letter = get_column_letter(after)
    dimension = ColumnDimension(sheet, index=letter, min=after, max=_LAST_COLUMN, width=10)
    _unlock(dimension)
    sheet.column_dimensions[letter] = dimension
    sheet.add_data_validation(no_entry(f"{letter}{_FIRST_ENTRY}:{get_column_letter(_LAST_COLUMN)}{last}"))


def _unlock(dimension: ColumnDimension) -> None:
    make_entry(dimension, "General")


def _fill(sheet: Worksheet, session: Session, scope: Scope, part: SheetKind, lists: Lists) -> None:
    filled = list(present_rows(session, scope, part, lists))
    _widen(sheet, part, filled)
    for row, values in enumerate(filled, _FIRST_ENTRY):
        _set_height(sheet, row, part, values)
        for at, (value, column) in enumerate(zip(values, part.columns, strict=True), FIRST_COLUMN):
            looks = shape(column.form)
            cell = cell_at(sheet, row, at)
            set_value(cell, value)
            make_entry(cell, looks.pattern, align=looks.align, wraps=looks.wraps)


def _widen(sheet: Worksheet, part: SheetKind, rows: Sequence[Sequence[object]]) -> None:
    """Make the columns whose texts do not wrap wide enough for them."""
    for at, column in enumerate(part.columns):
        texts = [value for row in rows if isinstance(value := row[at], str)]
        if texts and not shape(column.form).wraps:
            dimension = sheet.column_dimensions[get_column_letter(FIRST_COLUMN + at)]
            needed = max(text_width(text) for text in texts) + 3
            dimension.width = max(dimension.width, min(needed, _WIDEST))


def _set_height(sheet: Worksheet, row: int, part: SheetKind, values: Sequence[object]) -> None:
    """Make a row as high as the texts in it that wrap."""
    lines = max(
        line_count(str(value or ""), width) if shape(column.form).wraps else 1
        for value, column, width in zip(values, part.columns, _widths(sheet, part), strict=True)
    )
    sheet.row_dimensions[row].height = row_height(lines)


def _widths(sheet: Worksheet, part: SheetKind) -> list[float]:
    letters_of_columns = (get_column_letter(FIRST_COLUMN + at) for at in range(len(part.columns)))
    return [float(sheet.column_dimensions[letter].width) for letter in letters_of_columns]
