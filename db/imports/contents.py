"""What an archive says of its own parts: what each of them is, and where each leads."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final

from db.imports import archive, limits, parts
from db.imports.archive import Entry
from db.imports.limits import in_words
from db.imports.markup import Element, elements, refuse_document_types
from db.imports.refusal import Reason, WorkbookRefused, misleading

_TYPES: Final = "[Content_Types].xml"
_AT_MOST: Final[Mapping[str, int]] = {
    parts.WORKSHEET: limits.UNPACKED_AT_MOST,
    parts.STRINGS: limits.STRINGS_AT_MOST,
    parts.STYLES: limits.STYLES_AT_MOST,
    parts.MAIN: limits.STRUCTURE_AT_MOST,
    parts.RELATIONS: limits.STRUCTURE_AT_MOST,
    **dict.fromkeys(parts.NOTES, limits.NOTES_AT_MOST),
}


class Contents:
    """The parts of an archive. Raises WorkbookRefused for one that cannot be a workbook's."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._budget = limits.STRUCTURE_ELEMENTS_AT_MOST
        entries = [entry for entry in archive.read_entries(file, size) if not _is_empty_folder(entry)]
        _refuse_twins(entries)
        self.entries: Mapping[str, Entry] = {entry.name: entry for entry in entries}
        self.types: Mapping[str, str] = self._types()
        """What each part is declared to be."""

    def unpack(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece."""
        return archive.unpack(self._file, self.entries[name])

    def refuse_large(self, name: str, kind: str) -> None:
        """Refuse a part that is larger than one of its kind may be."""
        size = self.entries[name].unpacked
        at_most = _AT_MOST.get(kind, limits.PART_AT_MOST)
        if size > at_most:
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                f"its part “{name}” has {in_words(size)}",
                "copy the filled rows into a new workbook",
                limit=f"at most {in_words(at_most)}",
            )

    def only(self, kind: str) -> str | None:
        """The one part of a kind; None when there is none."""
        names = [name for name, each in self.types.items() if each == kind]
        if len(names) > 1:
            raise misleading(f"it has two parts of one kind, “{names[0]}” and “{names[1]}”")
        return names[0] if names else None

    def relations(self) -> Mapping[str, Mapping[str, str]]:
        """By the name of each part the parts it leads to, by the ids it uses; each relation is allowed."""
        found = {}
        for name, kind in self.types.items():
            if kind == parts.RELATIONS:
                found[_owner(name)] = self._relations(name)
        return found

    def elements(self, name: str, wanted: set[str]) -> list[Element]:
        """Elements of a part that says what the others are; all of those together are limited."""
        self.refuse_large(name, parts.RELATIONS)
        content = b"".join(refuse_document_types(self.unpack(name), name))
        found, count = elements(content, name, wanted, self._budget)
        self._budget -= count
        return found

    def _types(self) -> dict[str, str]:
        if _TYPES not in self.entries:
            if "mimetype" in self.entries or "content.xml" in self.entries:
                raise WorkbookRefused(
                    Reason.OTHER_FORMAT,
                    "it is an OpenDocument file (.ods)",
                    "save it as “Excel Workbook (.xlsx)”",
                )
            raise not_a_workbook()
        by_extension: dict[str, str] = {}
        by_name: dict[str, str] = {}
        for element in self.elements(_TYPES, {"Default", "Override"}):
            kind = element.get("ContentType")
            if "PartName" in element.attributes:
                by_name[element.get("PartName").lower()] = kind
            else:
                by_extension[element.get("Extension").lower()] = kind
        types = {}
        for name in self.entries:
            if name == _TYPES:
                continue
            extension = name.rpartition(".")[2].lower()
            types[name] = by_name.get(f"/{name}".lower()) or by_extension.get(extension, "")
        return types

    def _relations(self, name: str) -> dict[str, str]:
        folder = posixpath.dirname(posixpath.dirname(name))
        targets = {}
        for element in self.elements(name, {"Relationship"}):
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


def _owner(name: str) -> str:
    """The part that relations are of; empty for those of the whole archive."""
    folder, last = posixpath.split(name)
    around, is_of = posixpath.split(folder)
    return posixpath.join(around, last.removesuffix(".rels")) if is_of == "_rels" else ""


def not_a_workbook() -> WorkbookRefused:
    """The file is something else."""
    return WorkbookRefused(
        Reason.NOT_A_WORKBOOK,
        "it is not an Excel workbook",
        "open it in Excel and save it as “Excel Workbook (.xlsx)”",
    )


def _refuse_twins(entries: Iterable[Entry]) -> None:
    """Refuse two names that one program takes for one and another for two."""
    seen: set[str] = set()
    for entry in entries:
        if entry.name.lower() in seen:
            raise misleading(f"two parts of it are named “{entry.name}”")
        seen.add(entry.name.lower())


def _is_empty_folder(entry: Entry) -> bool:
    if not entry.name.endswith("/"):
        return False
    if entry.unpacked:
        raise misleading(f"its folder “{entry.name}” has content")
    return True
