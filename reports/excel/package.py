"""A workbook as a file on disk, of any length: properties and times of ours, never the clock or a library."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from reports.zips import LEVEL, entry


def save_streamed(workbook: Workbook, out: IO[bytes], parts: Mapping[str, bytes]) -> None:
    """Write a workbook, with these parts in place of its own; a sheet passes through in pieces."""
    ExcelWriter(workbook, _Package(out, parts)).save()


class _Package(ZipFile):
    """A zip whose entries have no time and no system."""

    def __init__(self, out: IO[bytes], parts: Mapping[str, bytes]) -> None:
        super().__init__(out, "w", ZIP_DEFLATED, allowZip64=True, compresslevel=LEVEL)
        self._parts = parts

    def writestr(self, name: Any, data: Any, *_options: Any) -> None:
        super().writestr(entry(name), self._parts.get(name, data))

    def write(self, filename: Any, name: Any = None, *_options: Any) -> None:
        with Path(filename).open("rb") as source, self.open(entry(name), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)
