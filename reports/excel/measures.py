"""How wide text is and how many lines it takes, so that nothing is cut and no number prints as ###.

Widths are in Excel's unit: one digit of the default font. They are generous, because each
program draws the same font a little differently.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from reports.cells import as_text
from reports.excel.looks import MANY_COLUMNS, Slot, slots
from reports.table import Cell, Column, Kind, Missing, Role, Table

NARROWEST: Final = {
    Kind.TEXT: 14.0,
    Kind.MIXED: 16.0,
    Kind.MONEY: 16.0,
    Kind.DATE: 11.0,
    Kind.COUNT: 10.0,
    Kind.YEAR: 8.0,
    Kind.SHARE: 10.0,
    Kind.NUMBER: 12.0,
    Kind.RATE: 12.0,
}
CODES: Final = 12.0
"""The width of a text column that holds nothing longer."""
WIDEST_TEXT: Final = 48.0
TIGHTER: Final = ((MANY_COLUMNS, 0.31), (10, 0.8))
"""A table of more columns than that is set tighter, so that it can be read on one page's width."""
LONGEST_WORD: Final = 24.0
"""A word up to this width is not broken, however tight the table."""
PADDING: Final = 1.5
SAFETY: Final = 1.05
"""The screen draws letters wider than paper does."""
INDENT: Final = 1.5
"""What one step of indentation takes."""
LINE: Final = 12.75
"""Points from one line of 10-point text to the next."""
ROW: Final = 15.0
"""Points of a row of one line."""
HIGHEST: Final = 409.0
"""Points that Excel allows."""

_ARIAL: Final = {
    sign: width / 556
    for width, signs in (
        (222, "'ijl|"),
        (278, " \u00a0!,./:;I[]\\ft·"),
        (333, "()-`r{}“”‘’"),
        (389, '"*'),
        (500, "ckvxyzJ^"),
        (584, "+<=>~−"),
        (611, "FTZ"),
        (667, "ABEKPSVXY&"),
        (722, "CDHNRUw"),
        (778, "GOQ"),
        (833, "mM"),
        (1000, "W%@—…"),
    )
    for sign in signs
}
"""Widths of its letters in digits; all others of the alphabet are as wide as a digit."""
_FALLBACK: Final = 1.2
"""Georgian and other letters come from another font."""
_BOLD: Final = 1.08


@lru_cache(maxsize=10_000)
def text_width(text: str, *, bold: bool = False, size: int = 10) -> float:
    """The width of one line of text."""
    width = sum(_ARIAL.get(sign) or _other_width(sign) for sign in text)
    return width * (_BOLD if bold else 1.0) * SAFETY * size / 10


def shown(cell: Cell, column: Column) -> str:
    """A cell as a spreadsheet shows it: as elsewhere, but with ISO dates."""
    return cell.isoformat() if isinstance(cell, date) else as_text(cell, column)


def line_count(text: str, width: float, *, bold: bool = False, size: int = 10) -> int:
    """How many lines text takes in a column, breaking between words, or inside one that is too long."""
    room = max(width - PADDING, 1.0)
    lines = 0
    for line in _wrapped(text, room, bold=bold, size=size):
        lines += max(math.ceil(line / room), 1)
    return lines


def height(lines: int, *, size: int = 10) -> float:
    """The points of a row of so many lines."""
    return min((ROW if lines <= 1 else lines * LINE + 2.5) * size / 10, HIGHEST)


def column_widths(tables: Sequence[Table]) -> list[float]:
    """The width of each column of a sheet with these tables below one another."""
    found = [
        [_column_width(table, index, slot) for index, slot in enumerate(slots(table))] for table in tables
    ]
    widths = [max(needed) for needed in zip_longest(*found, fillvalue=0.0)]
    for table in tables:
        _make_room_for_labels(table, widths)
    return [math.ceil(width * 10) / 10 for width in widths]


def runs_on(row_cells: Sequence[Cell], index: int, role: Role) -> bool:
    """Whether a label of a group or a total runs on over empty cells right of it."""
    return role is not Role.BODY and len(row_cells) > index + 1 and row_cells[index + 1] is None


def _column_width(table: Table, index: int, slot: Slot) -> float:
    column = slot.column
    tighter = next((factor for columns, factor in TIGHTER if len(table.columns) > columns), 1.0)
    widest, narrowest, codes = WIDEST_TEXT * tighter, NARROWEST[column.kind] * tighter, CODES * tighter
    in_groups = index == 0 and any(row.role is Role.GROUP for row in table.rows)
    around = PADDING + INDENT * (slot.indent or in_groups)
    body = 0.0
    for row in table.rows:
        cell = row.cells[index]
        if isinstance(cell, str) and runs_on(row.cells, index, row.role):
            continue
        needed = text_width(shown(cell, column), bold=row.role is not Role.BODY) + around
        # only text may wrap; a number must fit, and so must each word of a symbol
        if isinstance(cell, Missing) and tighter < 1.0:
            needed = max(text_width(word) for word in cell.value.split()) + around
        elif isinstance(cell, str):
            word = max(map(text_width, cell.split()), default=0.0) + around
            needed = min(needed, max(widest, min(word, LONGEST_WORD)))
        body = max(body, needed)
    if column.kind is Kind.TEXT and body <= codes:
        narrowest = codes
    return _with_head(column.label, max(body, narrowest), around)


def _with_head(label: str, width: float, around: float) -> float:
    """The width at which a head, however it wraps, keeps away from its neighbour's."""
    # as narrow letters and as wide ones draw it, for the lines may break differently
    while any(
        max(_wrapped(label, width * safety, bold=True)) > (width - around) * safety
        for safety in (1.0, SAFETY)
    ):
        width += 0.5
    return width


def _wrapped(text: str, room: float, *, bold: bool = False, size: int = 10) -> list[float]:
    """The widths of the lines that text takes, a word that is too long standing on one of its own.

    A sign of per cent stays with the word before it, as it does where both just fit.
    """
    space = text_width(" ", bold=bold, size=size)
    lines: list[float] = []
    for paragraph in text.replace(" %", "\u00a0%").split("\n"):
        lines.append(0.0)
        for word in paragraph.split(" "):
            needed = text_width(word, bold=bold, size=size)
            if lines[-1] and lines[-1] + space + needed > room:
                lines.append(needed)
            else:
                lines[-1] += needed + (space if lines[-1] else 0.0)
    return lines


def _make_room_for_labels(table: Table, widths: list[float]) -> None:
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            if not isinstance(cell, str) or not runs_on(row.cells, index, row.role):
                continue
            after = next((at for at in range(index + 1, len(row.cells)) if row.cells[at] is not None), None)
            room = sum(widths[index : after or len(row.cells)])
            widths[index] += max(text_width(cell, bold=True) + PADDING - room, 0.0)


def _other_width(sign: str) -> float:
    if sign < "\u0530":
        # Latin with accents, and Cyrillic
        return 1.25 if sign.isupper() else 1.0
    return _FALLBACK if sign < "\u2e80" else 2.0
