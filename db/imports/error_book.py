"""The workbook that came in, with what is wrong marked in it: to be corrected, and sent again as it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill, Protection
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from db.imports.looks import ALERT_FILL, cell_at, storable
from db.imports.problem_list import write_problems
from db.imports.problems import PROBLEMS, Problem
from db.imports.saving import saved

MOST_MARKED: Final = 1_000
"""Problems that are marked and listed; the others are counted."""

MOST_ROWS: Final = 10_000
"""Of a workbook that is given back whole; of a longer one, the list of problems alone."""

FOUND: Final = "Found: "
"""How a mark begins."""
EXPECTED: Final = "\nExpected: "
EARLIER: Final = "\n\nEarlier comment: "
"""What parts it from a comment of the writer's own."""

_AUTHOR: Final = "Import"
_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
_LONGEST_ROW_TAG: Final = 64
_PIECE: Final = 1 << 20


def error_book(original: bytes, problems: Sequence[Problem], more: int = 0) -> bytes:
    """The workbook with each bad cell coloured and commented, and a last sheet that lists the problems.

    original has passed the check of its package. more is how many problems there are besides these.
    What an error book was marked with before is taken out first. A colour of the writer's own behind a
    bad cell is lost, and what was locked is not.
    """
    marked = problems[:MOST_MARKED]
    more += len(problems) - len(marked)
    if _is_longer(original, MOST_ROWS):
        alone = Workbook()
        sheet = alone.worksheets[0]
        sheet.title = PROBLEMS
        write_problems(sheet, marked, more, links={})
        return saved(alone)

    workbook = load_workbook(io.BytesIO(original), keep_links=False)
    if PROBLEMS in workbook.sheetnames:
        workbook.remove(workbook[PROBLEMS])
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    for sheet in sheets.values():
        _clear(sheet)
    links = _mark(sheets, marked)
    _open_at(workbook, write_to := workbook.create_sheet(PROBLEMS))
    write_problems(write_to, marked, more, links)
    return saved(workbook)


def _is_longer(package: bytes, rows: int) -> bool:
    """Whether the sheets of a workbook have more rows than that, counted without reading them."""
    found = 0
    with ZipFile(io.BytesIO(package)) as parts:
        for name in parts.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            with parts.open(name) as part:
                before = b""
                while piece := part.read(_PIECE):
                    # a tag may stand across two pieces, but is not counted in both
                    text = before + piece
                    ends = [match.end() for match in _ROW.finditer(text)]
                    found += len(ends)
                    if found > rows:
                        return True
                    before = text[max(ends[-1] if ends else 0, len(text) - _LONGEST_ROW_TAG) :]
    return False


def _clear(sheet: Worksheet) -> None:
    """Take out the marks of an earlier error book."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.text.startswith(FOUND):
                _, _, earlier = cell.comment.text.partition(EARLIER)
                cell.comment = Comment(earlier, _AUTHOR) if earlier else None
            if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == ALERT_FILL:
                cell.fill = PatternFill()


def _mark(sheets: Mapping[str, Worksheet], problems: Iterable[Problem]) -> dict[tuple[str, str], str]:
    """Colour and comment the cells; where each of them is, for links."""
    links = {}
    in_place = sorted(problems, key=lambda problem: (problem.sheet, problem.cell))
    for (name, place), of_cell in groupby(in_place, key=lambda problem: (problem.sheet, problem.cell)):
        if name not in sheets:
            continue
        links[name, place] = place or "A1"
        if place:
            _mark_cell(_top_left(sheets[name], place), list(of_cell))
    return links


def _mark_cell(cell: Cell, problems: Sequence[Problem]) -> None:
    text = "\n\n".join(
        f"{FOUND}{problem.found or 'nothing'}{EXPECTED}{problem.expected}" for problem in problems
    )
    if cell.comment is not None:
        text += f"{EARLIER}{cell.comment.text}"
    lines = sum(len(line) // 38 + 1 for line in text.split("\n"))
    cell.comment = Comment(storable(text), _AUTHOR, height=min(lines * 17 + 12, 400), width=300)
    cell.fill = PatternFill("solid", fgColor=ALERT_FILL)
    cell.protection = Protection(locked=False)


def _top_left(sheet: Worksheet, place: str) -> Cell:
    """The cell at a place, or the first of those it is merged with, which holds their value."""
    for merged in sheet.merged_cells.ranges:
        if place in merged:
            return cell_at(sheet, merged.min_row, merged.min_col)
    row, column = coordinate_to_tuple(place)
    return cell_at(sheet, row, column)


def _open_at(workbook: Workbook, sheet: Worksheet) -> None:
    """Open the workbook at a sheet; no other is selected with it, which would write into both."""
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = False
    workbook.active = sheet
    sheet.sheet_view.tabSelected = True
