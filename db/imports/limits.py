"""What a workbook may be at most. Source: docs/decisions/0024."""

from __future__ import annotations

from typing import Final

_MIB: Final = 2**20

FILE_AT_MOST: Final = 64 * _MIB
UNPACKED_AT_MOST: Final = 512 * _MIB
"""All parts together: some 570,000 ledger rows of 16 columns."""
PART_AT_MOST: Final = 16 * _MIB
"""Any part but sheets and their texts: a picture, the styles."""
STRUCTURE_AT_MOST: Final = _MIB
"""A part that says what the other parts are."""
STRUCTURE_ELEMENTS_AT_MOST: Final = 20_000
"""Elements in all of those together."""
STYLES_AT_MOST: Final = 4 * _MIB
STYLES_ELEMENTS_AT_MOST: Final = 200_000
NOTES_AT_MOST: Final = 4 * _MIB
"""The part with the notes of a sheet."""
NOTES_ELEMENTS_AT_MOST: Final = 200_000
TIMES_AT_MOST: Final = 50
"""How many times its packed size a part may be; honest sheets are 8 to 25 times."""
TIMES_FROM: Final = _MIB
"""Below this size no part is held to its packed size."""
ENTRIES_AT_MOST: Final = 1_000
NAME_AT_MOST: Final = 255
DEPTH_AT_MOST: Final = 32
"""Elements within each other."""

SHEETS_AT_MOST: Final = 50
COLUMNS_AT_MOST: Final = 256
"""The last column with a value is IV."""
ROWS_AT_MOST: Final = 1_048_576
GAP_AT_MOST: Final = 10_000
"""Empty rows between two rows with values."""
ROW_XML_AT_MOST: Final = _MIB // 2
"""One row, or one shared text, as it is written in the file."""
STRINGS_AT_MOST: Final = 48 * _MIB
"""The part with the texts that cells share; 300,000 ledger rows have some 23 MB of them."""
TEXTS_AT_MOST: Final = 2_000_000
"""How many of them there may be."""
MERGED_AT_MOST: Final = 2_000
"""Merged areas of a sheet."""


def in_words(size: int) -> str:
    """A number of bytes as an office knows it: `64 MB`, `12 kB`."""
    if size >= _MIB:
        return f"{size / _MIB:,.0f} MB"
    return f"{max(1, round(size / 1024)):,} kB"
