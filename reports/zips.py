"""Zip archives that depend on what is in them alone: no clock, no system."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LEVEL: Final = 6
"""How hard entries are compressed."""
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say."""


def entry(name: str) -> ZipInfo:
    """An entry to be written, without a time."""
    found = ZipInfo(name, _EARLIEST)
    found.compress_type = ZIP_DEFLATED
    found.create_system = 0  # the same on every system
    return found


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The archive of these parts, by name, in their order."""
    out = io.BytesIO()
    with ZipFile(out, "w", compresslevel=LEVEL) as archive:
        for name, content in parts.items():
            archive.writestr(entry(name), content)
    return out.getvalue()
