"""The sheet of an error book that lists its problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from db.imports.looks import (
    ACCENT,
    ALERT,
    letters,
    line_count,
    make_head,
    row_height,
    set_up_page,
    write,
    write_title,
)
from db.imports.problems import Problem

_HEADINGS: Final = ("Sheet", "Cell", "Found", "Expected")
_WIDTHS: Final = (24, 12, 46, 74)
_HEAD_ROW: Final = 4


def write_problems(
    sheet: Worksheet, problems: Sequence[Problem], more: int, links: Mapping[tuple[str, str], str]
) -> None:
    """Write the list. more are those that it leaves out; links lead to cells of the same workbook."""
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_properties.tabColor = ALERT
    write_title(sheet, "Problems", _summary(len(problems) + more, is_alone=not links))
    if more:
        write(sheet, 3, 1, f"Here are the first {len(problems):,}; {more:,} more are not listed.")
    for at, heading in enumerate(_HEADINGS, 1):
        make_head(write(sheet, _HEAD_ROW, at, heading))
    for row, problem in enumerate(problems, _HEAD_ROW + 1):
        _write_problem(sheet, row, problem, links.get((problem.sheet, problem.cell)))
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    set_up_page(sheet, "Problems", sum(_WIDTHS), _HEAD_ROW)
    sheet.sheet_view.showGridLines = False


def _summary(count: int, *, is_alone: bool) -> str:
    found = "One problem was found" if count == 1 else f"{count:,} problems were found"
    if is_alone:
        return f"{found}, and nothing was recorded. Correct your workbook and send it again."
    return (
        f"{found}, and nothing was recorded. Correct the coloured cells and send this workbook again "
        "as it is; this sheet is not read."
    )


def _write_problem(sheet: Worksheet, row: int, problem: Problem, link: str | None) -> None:
    texts = (problem.sheet or "The whole workbook", problem.cell, problem.found, problem.expected)
    for at, text in enumerate(texts, 1):
        write(sheet, row, at, text, wraps=True)
    lines = max(line_count(text, width) for text, width in zip(texts, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = row_height(lines)
    if link is not None:
        cell = sheet.cell(row, 2 if problem.cell else 1)
        cell.font = letters(ACCENT, link=True)
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate,
            location=f"{quote_sheetname(problem.sheet)}!{link}",
            tooltip=f"Go to {link} of {problem.sheet}",
        )
