"""A workbook as an archive of parts, checked as a whole before any XML library sees it.

with check_package(content) as package:
    for sheet in package.sheets: ...
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from db.imports import archive, limits, parts
from db.imports.archive import Entry
from db.imports.limits import in_words
from db.imports.markup import Element, elements, refuse_document_types
from db.imports.refusal import Reason, WorkbookRefused, damaged, misleading

_TYPES: Final = "[Content_Types].xml"
_MAIN_NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_R_ID: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_MERGED: Final = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([^\"'<>]{1,32})[\"']")
_MERGED_WORD: Final = b"mergeCell"
_MERGED_TAG_AT_MOST: Final = 512


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
        return _Check(file, size).package()
    except BaseException:
        file.close()
        raise


class _Check:
    """The checks of one file in their order; each is cheap before the next."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._entries = {
            entry.name: entry for entry in archive.read_entries(file, size) if not _is_empty_folder(entry)
        }
        self._budget = limits.STRUCTURE_ELEMENTS_AT_MOST
        self._merged: dict[str, tuple[str, ...]] = {}

    def package(self) -> Package:
        self._refuse_twins()
        types = self._types()
        for name, kind in types.items():
            parts.check_kind(name, kind)
            self._refuse_large(name, kind)
        main = self._only(types, parts.MAIN)
        if main is None:
            raise _not_a_workbook()
        for name, kind in types.items():
            self._look_through(name, kind)
        targets: dict[str, str] = {}
        for name, kind in types.items():
            if kind == parts.RELATIONS:
                relations = self._relations(name)
                if name == _relations_of(main):
                    targets = relations
        return self._described(main, targets, types)

    def _refuse_twins(self) -> None:
        seen: set[str] = set()
        for name in self._entries:
            if name.lower() in seen:
                raise misleading(f"two parts of it are named “{name}”")
            seen.add(name.lower())

    def _types(self) -> dict[str, str]:
        """What every part is declared to be."""
        if _TYPES not in self._entries:
            if "mimetype" in self._entries or "content.xml" in self._entries:
                raise WorkbookRefused(
                    Reason.OTHER_FORMAT,
                    "it is an OpenDocument file (.ods)",
                    "save it as “Excel Workbook (.xlsx)”",
                )
            raise _not_a_workbook()
        by_extension: dict[str, str] = {}
        by_name: dict[str, str] = {}
        for element in self._elements(_TYPES, {"Default", "Override"}):
            kind = element.get("ContentType")
            if "PartName" in element.attributes:
                by_name[element.get("PartName").lower()] = kind
            else:
                by_extension[element.get("Extension").lower()] = kind
        types = {}
        for name in self._entries:
            if name == _TYPES:
                continue
            extension = name.rpartition(".")[2].lower()
            types[name] = by_name.get(f"/{name}".lower()) or by_extension.get(extension, "")
        return types

    def _refuse_large(self, name: str, kind: str) -> None:
        size = self._entries[name].unpacked
        if kind in (parts.WORKSHEET, parts.STRINGS):
            return
        at_most = limits.PART_AT_MOST
        if kind in (parts.MAIN, parts.RELATIONS):
            at_most = limits.STRUCTURE_AT_MOST
        if kind == parts.STYLES:
            at_most = limits.STYLES_AT_MOST
        if size > at_most:
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                f"its part “{name}” has {in_words(size)}",
                "copy the filled rows into a new workbook",
                limit=f"at most {in_words(at_most)}",
            )

    def _look_through(self, name: str, kind: str) -> None:
        """Unpack a part to its end, keeping nothing of it but its merged areas."""
        pieces = archive.unpack(self._file, self._entries[name])
        if parts.is_xml(kind):
            pieces = refuse_document_types(pieces, name)
        if kind == parts.WORKSHEET:
            self._merged[name] = _merged(pieces, name)
            return
        is_first = True
        for piece in pieces:
            if is_first:
                parts.check_beginning(name, piece)
                is_first = False

    def _relations(self, name: str) -> dict[str, str]:
        """The parts that a part leads to, by the ids it uses; each relation is allowed."""
        folder = posixpath.dirname(posixpath.dirname(name))
        targets = {}
        for element in self._elements(name, {"Relationship"}):
            target = element.get("Target")
            is_external = element.get("TargetMode").lower() == "external"
            parts.check_relation(element.get("Type"), target, is_external=is_external)
            if is_external or target.startswith("#"):
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if target.count("..") > folder.count("/") + bool(folder):
                raise misleading(f"its part “{name}” leads out of the workbook")
            targets[element.get("Id")] = path
        return targets

    def _described(self, main: str, targets: Mapping[str, str], types: Mapping[str, str]) -> Package:
        found = self._elements(main, {"workbook", "workbookPr", "sheet"})
        if not found or found[0].path != "workbook" or found[0].namespace != _MAIN_NAMESPACE:
            if found and found[0].namespace.startswith(_STRICT):
                raise WorkbookRefused(
                    Reason.OTHER_FORMAT,
                    "it is a “Strict Open XML” workbook",
                    "save it as “Excel Workbook (.xlsx)”",
                )
            raise _not_a_workbook()
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
                sheets.append(Sheet(name, is_hidden, part, self._merged[part]))
        if len(sheets) > limits.SHEETS_AT_MOST:
            raise WorkbookRefused(
                Reason.TOO_MANY_PARTS,
                f"it has {len(sheets)} sheets",
                "copy the filled sheets into a new workbook",
                limit=f"at most {limits.SHEETS_AT_MOST}",
            )
        is_1904 = any(
            element.path == "workbook/workbookPr" and element.get("date1904") in ("1", "true")
            for element in found
        )
        return Package(
            self._file,
            self._entries,
            tuple(sheets),
            self._only(types, parts.STRINGS),
            self._only(types, parts.STYLES),
            is_1904,
        )

    def _elements(self, name: str, wanted: set[str]) -> list[Element]:
        """Elements of a part that says what the others are; all of those together are limited."""
        self._refuse_large(name, parts.RELATIONS)
        content = b"".join(refuse_document_types(archive.unpack(self._file, self._entries[name]), name))
        found, count = elements(content, name, wanted, self._budget)
        self._budget -= count
        return found

    @staticmethod
    def _only(types: Mapping[str, str], kind: str) -> str | None:
        names = [name for name, each in types.items() if each == kind]
        if len(names) > 1:
            raise misleading(f"it has two parts of one kind, “{names[0]}” and “{names[1]}”")
        return names[0] if names else None


def _merged(pieces: Iterator[bytes], name: str) -> tuple[str, ...]:
    """The merged areas of a sheet, which stand behind its rows; nothing else is kept."""
    areas: list[str] = []
    rest = b""
    for piece in pieces:
        seen = rest + piece
        cut = seen.rfind(b"<")
        if _MERGED_WORD in seen:
            areas += (area.decode("ascii", "replace") for area in _MERGED.findall(seen[:cut]))
        rest = seen[cut:] if 0 <= len(seen) - cut <= _MERGED_TAG_AT_MOST else b""
        if len(areas) > limits.MERGED_AT_MOST:
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                f"its part “{name}” has more than {limits.MERGED_AT_MOST:,} merged areas",
                "unmerge the cells",
                limit=f"at most {limits.MERGED_AT_MOST:,}",
            )
    return tuple(areas)


def _is_empty_folder(entry: Entry) -> bool:
    if not entry.name.endswith("/"):
        return False
    if entry.unpacked:
        raise misleading(f"its folder “{entry.name}” has content")
    return True


def _relations_of(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _not_a_workbook() -> WorkbookRefused:
    return WorkbookRefused(
        Reason.NOT_A_WORKBOOK,
        "it is not an Excel workbook",
        "open it in Excel and save it as “Excel Workbook (.xlsx)”",
    )
