"""Templates filled in as an office would: rows typed below the example."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.engine import Engine, reading
from db.imports.columns import FIRST_COLUMN, HEAD_ROW, SheetKind
from db.imports.filled import cell_value
from db.imports.kinds import kind_of
from db.imports.template import template
from db.scope import Scope
from tests.db.imports.books import opened, written

FIRST_ENTRY = HEAD_ROW + 2


def filled_in(engine: Engine, kind: str, rows: Mapping[str, Iterable[Any]]) -> bytes:
    """The present template of a kind, with facts typed into its sheets."""
    known = kind_of(kind)
    with reading(engine) as session:
        book = opened(template(session, known, Scope.everything()))
    for sheet in known.sheets:
        for row, fact in enumerate(rows.get(sheet.name, ()), FIRST_ENTRY):
            for column, value in enumerate(typed(sheet, fact), FIRST_COLUMN):
                if value is not None:
                    book[sheet.name].cell(row, column, value)
    return written(book)


def with_cells(content: bytes, sheet: str, cells: Mapping[str, Any]) -> bytes:
    """A workbook in which somebody has typed over some cells."""
    book = opened(content)
    for address, value in cells.items():
        book[sheet][address] = value
    return written(book)


def typed(sheet: SheetKind, fact: Any) -> Sequence[Any]:
    """A fact as somebody types it."""
    return [cell_value(column, getattr(fact, column.field)) for column in sheet.columns]
