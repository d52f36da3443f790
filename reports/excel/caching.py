"""The one pass over a saved workbook: results beside formulas, and nothing of the clock in the package.

The library writes formulas without their results, so that a previewer would show nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from reports.excel.grid import Stored
from reports.zips import zipped

_FORMULA: Final = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v\s*(?:/>|></v>)</c>')
_FIRST: Final = "[Content_Types].xml"


def with_results(sheet: str, results: Mapping[str, Stored]) -> str:
    """The XML of a sheet with the result of each formula in its cell.

    Raises ValueError unless there is one formula for each result and one result for each formula.
    """
    left = dict(results)

    def cell(found: re.Match[str]) -> str:
        address, attributes, formula = found.groups()
        result = left.pop(address)
        kind = ' t="str"' if result.is_text else ""
        return f'<c r="{address}"{attributes}{kind}>{formula}<v>{escape(result.written, quote=False)}</v></c>'

    written = _FORMULA.sub(cell, sheet)
    if left or written.count("<f>") != len(results):
        raise ValueError(f"formulas and their results do not match: {sorted(left)}")
    return written


def with_codes(sheet: str, addresses: Sequence[str]) -> str:
    """The XML of a sheet that says of these texts that they are no numbers typed wrongly."""
    if not addresses:
        return sheet
    mark = f'<ignoredError sqref="{" ".join(addresses)}" numberStoredAsText="1"/>'
    before, end, after = sheet.partition("</headerFooter>")
    if not end:
        raise ValueError("a sheet without a header has no place for its marks")
    return f"{before}{end}<ignoredErrors>{mark}</ignoredErrors>{after}"


def repacked(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with these parts in place of its own, its times fixed and the list of types first."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        names = sorted(old.namelist(), key=lambda name: name != _FIRST)
        return zipped({name: parts[name] if name in parts else old.read(name) for name in names})


def read_part(package: bytes, name: str) -> str:
    """One part of a package, as text."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()
