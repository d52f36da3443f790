"""A workbook as an archive of parts, checked as a whole before any XML library sees it.

with check_package(content) as package:
    for sheet in package.sheets: ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from db.imports import archive, limits, parts
from db.imports.archive import Entry
from db.imports.contents import Contents, not_a_workbook
from db.imports.markup import Element, refuse_document_types
from db.imports.merged import merged_areas
from db.imports.refusal import Reason, WorkbookRefused, damaged, misleading

_MAIN_NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_R_ID: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of rows and columns, as the workbook names it."""

    name: str
    is_hidden: bool
    part: str
    merged: tuple[str, ...] = ()
    """The merged areas, such as `A1:C1`."""


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook that has passed every check on the archive. Close it after a path was opened."""

    file: BinaryIO = field(repr=False)
    entries: Mapping[str, Entry] = field(repr=False)
    sheets: tuple[Sheet, ...]
    """In the order of the tabs; sheets with a chart alone are not among them."""
    strings: str | None
    """The part with the texts that cells share."""
    styles: str | None
    is_1904: bool
    """Whether days are counted from 1904, as old Macintosh versions did."""
    beside: Mapping[str, str]
    """The sheet that leads to each part with notes or something drawn; empty where none does."""
    types: Mapping[str, str] = field(repr=False)
    """What each part is declared to be."""

    def unpack(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece."""
        return archive.unpack(self.file, self.entries[part])

    def close(self) -> None:
        """Close the file, if a path was opened."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def check_package(content: bytes | Path) -> Package:
    """A workbook of which every part may be read. Raises WorkbookRefused for anything else.

    Costs as much as unpacking it once; memory does not grow with its size.
    """
    file: BinaryIO = BytesIO(content) if isinstance(content, bytes) else content.open("rb")
    try:
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        return _package(file, size)
    except BaseException:
        file.close()
        raise


def _package(file: BinaryIO, size: int) -> Package:
    """The checks of one file in their order; each is cheap before the next."""
    contents = Contents(file, size)
    for name, kind in contents.types.items():
        parts.check_kind(name, kind)
        contents.refuse_large(name, kind)
    main = contents.only(parts.MAIN)
    if main is None:
        raise not_a_workbook()
    merged = {name: _look_through(contents, name, kind) for name, kind in contents.types.items()}
    relations = contents.relations()
    found = _elements_of_workbook(contents, main)
    sheets = tuple(_sheets(found, relations.get(main, {}), contents.types, merged))
    return Package(
        file,
        contents.entries,
        sheets,
        contents.only(parts.STRINGS),
        contents.only(parts.STYLES),
        any(
            element.path == "workbook/workbookPr" and element.get("date1904") in ("1", "true")
            for element in found
        ),
        _beside(contents.types, sheets, relations),
        contents.types,
    )


def _look_through(contents: Contents, name: str, kind: str) -> tuple[str, ...]:
    """Unpack a part to its end, keeping nothing of it but its merged areas."""
    pieces = contents.unpack(name)
    if parts.is_xml(kind):
        pieces = refuse_document_types(pieces, name)
    if kind == parts.WORKSHEET:
        return merged_areas(pieces, name)
    is_first = True
    for piece in pieces:
        if is_first:
            parts.check_beginning(name, piece)
            is_first = False
    return ()


def _beside(
    types: Mapping[str, str], sheets: Iterable[Sheet], relations: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    led = {part: sheet.name for sheet in sheets for part in relations.get(sheet.part, {}).values()}
    return {
        name: led.get(name, "")
        for name, kind in types.items()
        if kind in parts.NOTES or parts.is_picture(kind)
    }


def _elements_of_workbook(contents: Contents, main: str) -> list[Element]:
    found = contents.elements(main, {"workbook", "workbookPr", "sheet"})
    if not found or found[0].path != "workbook" or found[0].namespace != _MAIN_NAMESPACE:
        if found and found[0].namespace.startswith(_STRICT):
            raise WorkbookRefused(
                Reason.OTHER_FORMAT,
                "it is a “Strict Open XML” workbook",
                "save it as “Excel Workbook (.xlsx)”",
            )
        raise not_a_workbook()
    return found


def _sheets(
    found: Iterable[Element],
    targets: Mapping[str, str],
    types: Mapping[str, str],
    merged: Mapping[str, tuple[str, ...]],
) -> list[Sheet]:
    """The sheets of rows and columns, in the order of the tabs."""
    sheets: list[Sheet] = []
    names: set[str] = set()
    for element in found:
        if element.path != "workbook/sheets/sheet":
            continue
        name, part = element.get("name"), targets.get(element.get(_R_ID), "")
        if part not in types:
            raise damaged(f"its sheet “{name}” is missing")
        if name.casefold() in names or part in {sheet.part for sheet in sheets}:
            raise misleading(f"two of its sheets are named “{name}”, or are one and the same")
        names.add(name.casefold())
        is_hidden = element.get("state") not in ("", "visible")
        if types[part] == parts.WORKSHEET:
            sheets.append(Sheet(name, is_hidden, part, merged[part]))
    if len(sheets) > limits.SHEETS_AT_MOST:
        raise WorkbookRefused(
            Reason.TOO_MANY_PARTS,
            f"it has {len(sheets)} sheets",
            "copy the filled sheets into a new workbook",
            limit=f"at most {limits.SHEETS_AT_MOST}",
        )
    return sheets
