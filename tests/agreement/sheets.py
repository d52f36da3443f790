"""Reads a workbook's tables back with a reader that shares no code with the one that wrote it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from python_calamine import CalamineWorkbook

Value: TypeAlias = float | str | date | None


def table_on(workbook: bytes, sheet: str, labels: Sequence[str], rows: int) -> list[list[Value]]:
    """The rows below the head that has these labels, as the file stores them. Fails without such a head."""
    found = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_name(sheet)
    stored = found.to_python(skip_empty_area=False)
    heads = [number for number, row in enumerate(stored) if list(row[: len(labels)]) == list(labels)]
    assert len(heads) == 1, f"{sheet} has {len(heads)} heads {labels}"
    body = stored[heads[0] + 1 : heads[0] + 1 + rows]
    return [[_value(cell) for cell in row[: len(labels)]] for row in body]


def _value(cell: object) -> Value:
    if cell == "" or cell is None:
        return None
    if isinstance(cell, bool):
        raise AssertionError("no report has a yes-or-no cell")
    if isinstance(cell, int | float):
        return float(cell)
    assert isinstance(cell, str | date), f"{cell!r} is none of text, number and day"
    return cell
