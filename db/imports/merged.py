"""What stands around the rows of a sheet, found in its bytes without keeping any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from db.imports import limits
from db.imports.refusal import Reason, WorkbookRefused, misleading

_MERGED: Final = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([^\"'<>]{1,32})[\"']")
_MERGED_WORD: Final = b"mergeCell"
_TABLE: Final = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s/>]")
_TABLE_WORD: Final = b"sheetData"
_TAG_AT_MOST: Final = 512


def merged_areas(pieces: Iterator[bytes], name: str) -> tuple[str, ...]:
    """The merged areas of a sheet with one table, which stand behind its rows.

    A tag is found in the bytes themselves, because no text or attribute may contain “<”.
    """
    areas: list[str] = []
    tables = 0
    rest = b""
    for piece in pieces:
        seen = rest + piece
        cut = seen.rfind(b"<")
        if _TABLE_WORD in seen:
            tables += len(_TABLE.findall(seen[:cut]))
        if _MERGED_WORD in seen:
            areas += (area.decode("ascii", "replace") for area in _MERGED.findall(seen[:cut]))
        rest = seen[cut:] if 0 <= len(seen) - cut <= _TAG_AT_MOST else b""
        if tables > 1:
            raise misleading(f"its part “{name}” has two tables")
        if len(areas) > limits.MERGED_AT_MOST:
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                f"its part “{name}” has more than {limits.MERGED_AT_MOST:,} merged areas",
                "unmerge the cells",
                limit=f"at most {limits.MERGED_AT_MOST:,}",
            )
    return tuple(areas)
