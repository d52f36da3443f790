"""A workbook as bytes: equal workbooks give equal bytes, and nothing tells of the clock or of a library."""

from __future__ import annotations

import io
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook

_APPLICATION: Final = "RCTP reporting"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say."""


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook. Of its properties only the title and the keywords stay."""
    properties = _properties(workbook.properties.title, workbook.properties.keywords)
    written, out = io.BytesIO(), io.BytesIO()
    workbook.save(written)
    with ZipFile(written) as source, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for entry in source.infolist():
            copy = ZipInfo(entry.filename, _EARLIEST)
            copy.compress_type = ZIP_DEFLATED
            copy.create_system = 0  # the same on every system
            target.writestr(copy, properties.get(entry.filename) or source.read(entry))
    return out.getvalue()


def _properties(title: str | None, keywords: str | None) -> dict[str, bytes]:
    """The parts of properties; saving put the clock in one, and the library in the other."""
    core = (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title or '')}</dc:title>"
        f"{f'<cp:keywords>{escape(keywords)}</cp:keywords>' if keywords else ''}</cp:coreProperties>"
    )
    extended = f'<Properties xmlns="{_EXTENDED}"><Application>{_APPLICATION}</Application></Properties>'
    return {"docProps/core.xml": core.encode(), "docProps/app.xml": extended.encode()}
