"""A list as comma-separated values that spreadsheets open rightly and programs read without guessing.

Source: RFC 4180. UTF-8 with its mark in front, or Excel would take it for an older encoding. Nothing but
the heading and the rows is in it. A text that a spreadsheet would compute gets an apostrophe in front;
a number never does. Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from reports.listing import ListColumn, Row, Value, ValueKind

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"

_MARK: Final = "\ufeff"
_COMPUTED: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS: Final = ("\t", "\r", "\n")


def heading(columns: Sequence[ListColumn]) -> bytes:
    """The beginning of a file."""
    return (_MARK + _lines([[column.name for column in columns]])).encode()


def lines(columns: Sequence[ListColumn], rows: Iterable[Row]) -> bytes:
    """Rows, each on a line; nothing for an empty value."""
    kinds = [column.kind for column in columns]
    written = ([_written(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in rows)
    # a text from outside may hold half a character, which has no form in UTF-8
    return _lines(written).encode(errors="replace")


def harmless(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet might compute it."""
    computed = text.lstrip().startswith(_COMPUTED) or text.startswith(_CONTROLS)
    return f"'{text}" if computed else text


def _written(kind: ValueKind, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return harmless(str(value)) if kind is ValueKind.TEXT else str(value)


def _lines(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
