"""The first sheet of a template: how to fill it in, and what each column takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from db.imports.columns import (
    EXAMPLE,
    HEAD_ROW,
    MARK_CELL,
    TEMPLATE_VERSION,
    Column,
    SheetKind,
    WorkbookKind,
)
from db.imports.entry import in_words, shape
from db.imports.lists import Lists
from db.imports.looks import (
    ACCENT,
    aligned,
    letters,
    line_count,
    make_head,
    protect,
    row_height,
    set_up_page,
    set_value,
    write,
)

_WIDTHS: Final = (24, 12, 46, 44, 40)
_HEADINGS: Final = ("Column", "Needed", "What to write", "Form", "Example")


def write_instructions(sheet: Worksheet, kind: WorkbookKind, lists: Lists) -> None:
    """Title, kind and version, what to do, and a table of the columns of each sheet."""
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    write(sheet, 1, 1, f"{kind.title}: how to fill this in", letters(ACCENT, size=14, bold=True))
    sheet.row_dimensions[1].height = 21
    write(sheet, 2, 1, "Kind of workbook")
    set_value(sheet[MARK_CELL], f"{kind.name}, template version {TEMPLATE_VERSION}")
    sheet[MARK_CELL].font = letters(bold=True)

    row = 4
    for number, paragraph in enumerate((*kind.explains, *_always(kind)), 1):
        _write_paragraph(sheet, row, f"{number}. {paragraph}")
        row += 1
    for part in kind.sheets:
        row = _write_columns(sheet, row + 1, part, lists)
    set_up_page(sheet, kind.title, sum(_WIDTHS))
    sheet.sheet_view.showGridLines = False
    protect(sheet)


def _always(kind: WorkbookKind) -> Sequence[str]:
    first = HEAD_ROW + 2
    return (
        f"Write from row {first} on, one row below the other. The row marked “{EXAMPLE}” shows the form and "
        "is never read. A sheet that you do not need stays empty.",
        "Columns marked “required” need a value in every row. Other cells may stay empty.",
        "Where a cell has a list, choose from it. The lists are those of the day this template was made.",
        "Write values, not formulas: a copied formula is pasted with “Paste special, values”.",
        "Headings, sheets and their names stay as they are. Rows can be added, taken out and sorted.",
        f"At most {kind.most_rows:,} rows in all. Save as an Excel workbook (.xlsx), without a password.",
        "Nothing about people who were assisted: no names, telephone numbers, birth dates or case numbers.",
        "What you send is first shown: what is new, what changes from which value to which, and every "
        "problem with its cell. Nothing is recorded until you say so. With problems you get your workbook "
        "back, the cells coloured and commented: correct them in it and send it again as it is.",
    )


def _write_paragraph(sheet: Worksheet, row: int, text: str) -> None:
    write(sheet, row, 1, text, wraps=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
    sheet.row_dimensions[row].height = row_height(line_count(text, sum(_WIDTHS)))


def _write_columns(sheet: Worksheet, row: int, part: SheetKind, lists: Lists) -> int:
    """Write the table of a sheet's columns; the row after it."""
    write(sheet, row, 1, f"Sheet “{part.name}”", letters(ACCENT, size=11, bold=True))
    write(sheet, row + 1, 1, part.explains)
    for at, heading in enumerate(_HEADINGS, 1):
        make_head(write(sheet, row + 2, at, heading))
    row += 3
    for column in part.columns:
        _write_column(sheet, row, column, lists.values(column))
        row += 1
    return row


def _write_column(sheet: Worksheet, row: int, column: Column, values: tuple[str, ...] | None) -> None:
    needed = "required" if column.is_required else "if known"
    form = in_words(column.form, values)
    write(sheet, row, 1, column.heading, letters(bold=column.is_required), wraps=True)
    write(sheet, row, 2, needed)
    write(sheet, row, 3, column.help, wraps=True)
    write(sheet, row, 4, form, wraps=True)
    write(sheet, row, 5, column.example, wraps=True, pattern=shape(column.form).pattern)
    texts = (column.heading, needed, column.help, form, str(column.example or ""))
    lines = max(line_count(text, width) for text, width in zip(texts, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = row_height(lines)
    for at in range(1, len(_WIDTHS) + 1):
        sheet.cell(row, at).alignment = aligned("left", vertical="top" if lines > 1 else "center", wraps=True)
