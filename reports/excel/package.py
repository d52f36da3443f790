"""A workbook as a file on disk, of any length: properties and times of ours, never the clock or a library."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say."""


def save_streamed(workbook: Workbook, out: IO[bytes], parts: Mapping[str, bytes]) -> None:
    """Write a workbook, with these parts in place of its own; a sheet passes through in pieces."""
    ExcelWriter(workbook, _Package(out, parts)).save()


class _Package(ZipFile):
    """A zip whose entries have no time and no system."""

    def __init__(self, out: IO[bytes], parts: Mapping[str, bytes]) -> None:
        super().__init__(out, "w", ZIP_DEFLATED, allowZip64=True, compresslevel=6)
        self._parts = parts

    def writestr(self, name: Any, data: Any, *_options: Any) -> None:
        super().writestr(_entry(name), self._parts.get(name, data))

    def write(self, filename: Any, name: Any = None, *_options: Any) -> None:
        with Path(filename).open("rb") as source, self.open(_entry(name), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    return entry
