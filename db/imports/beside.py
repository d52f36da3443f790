"""What stands in a workbook beside the cells that are read: it would be kept unseen with the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from db.imports import limits
from db.imports.columns import INSTRUCTIONS, WorkbookKind
from db.imports.error_book import EARLIER, EXPECTED, FOUND
from db.imports.lists import LISTS
from db.imports.markup import elements
from db.imports.package import Package
from db.imports.parts import NOTES
from db.imports.problems import NO_PERSON, PROBLEMS, Problem, personal_text
from db.imports.reader import Sheets

_OURS: Final = (INSTRUCTIONS, LISTS, PROBLEMS)
"""Sheets that the program writes, and never reads."""
_NOTE: Final = ("comment", "threadedComment")
_PLACE: Final = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}", re.ASCII)
_LONGEST: Final = 32_767
"""Characters of a note; what Excel allows."""
_BETWEEN: Final = re.compile("|".join(map(re.escape, (EXPECTED, EARLIER, f"\n\n{FOUND}"))))


def problems_beside(package: Package, sheets: Sheets, kind: WorkbookKind) -> Iterator[Problem]:
    """Sheets and pictures that nobody reads, and persons on our own sheets and in notes."""
    known = {sheet.name for sheet in kind.sheets}
    for sheet in package.sheets:
        if sheet.name in _OURS:
            yield from _written_on(sheets, sheet.name)
        elif sheet.name not in known:
            yield Problem(sheet.name, "", "a sheet that is not of the template", "no other; take it out")
    yield from _notes(package)
    drawn = {name for part, name in package.beside.items() if package.types[part] not in NOTES}
    for name in sorted(drawn - {""} or drawn):
        yield Problem(name, "", "a picture, chart or drawing", "cells alone, for nothing else is read")


def _written_on(sheets: Sheets, name: str) -> Iterator[Problem]:
    for row in sheets.rows(name):
        for cell in row.cells.values():
            if isinstance(cell.value, str) and (found := personal_text(cell.value)):
                yield Problem(name, cell.address, found, NO_PERSON)


def _notes(package: Package) -> Iterator[Problem]:
    # a comment that is answered is kept twice, once as a note
    found: dict[tuple[str, str], Problem] = {}
    for part, sheet in package.beside.items():
        if package.types[part] not in NOTES:
            continue
        content = b"".join(package.unpack(part))
        notes, _ = elements(content, part, _NOTE, limits.NOTES_ELEMENTS_AT_MOST)
        for note in notes:
            place = note.get("ref") if _PLACE.fullmatch(note.get("ref")) else ""
            if len(note.text) > _LONGEST:
                found[sheet, place] = Problem(
                    sheet, place, "a very long note", f"one of at most {_LONGEST:,} characters"
                )
            elif any(map(personal_text, _pieces(note.text))):
                found[sheet, place] = Problem(sheet, place, "a note about a person, as it seems", NO_PERSON)
    yield from found.values()


def _pieces(note: str) -> list[str]:
    """A note, or what a mark of ours was put together from: a birth date may not come about by that."""
    return _BETWEEN.split(note.removeprefix(FOUND)) if note.startswith(FOUND) else [note]
