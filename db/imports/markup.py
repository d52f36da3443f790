"""XML read with care: bytes looked at before any parser, then small parts as plain elements."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from db.imports import limits
from db.imports.refusal import Reason, WorkbookRefused, damaged

_DECLARED: Final = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_ENCODINGS: Final = (b"utf-8", b"us-ascii", b"ascii")
_FORBIDDEN: Final = (b"<!DOCTYPE", b"<!ENTITY")
_OVERLAP: Final = max(map(len, _FORBIDDEN)) - 1


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its start, and what is written in it."""

    path: str
    """The local names from the outermost element to this one: `workbook/sheets/sheet`."""
    namespace: str
    attributes: dict[str, str]
    """By local name; those in a namespace of their own are `namespace name`."""
    letters: list[str] = field(default_factory=list)
    """What is written in it, but in other such elements within it, piece by piece."""

    @property
    def text(self) -> str:
        return "".join(self.letters)

    def get(self, name: str) -> str:
        """An attribute; empty when it is not there."""
        return self.attributes.get(name, "")


def refuse_document_types(pieces: Iterable[bytes], part: str) -> Iterator[bytes]:
    """Pass the pieces of an XML part on while they are UTF-8 without a document type.

    In UTF-8 a document type can only be written in these very letters, so no parser is needed to see it.
    """
    before = b""
    is_first = True
    for piece in pieces:
        if is_first:
            _check_encoding(piece, part)
            is_first = False
        seen = before + piece
        if any(word in seen for word in _FORBIDDEN):
            raise WorkbookRefused(
                Reason.DOCUMENT_TYPE,
                f"its part “{part}” declares a document type or entities",
                "no office program writes this: open it in Excel and save it anew",
                limit="none may",
            )
        before = piece[-_OVERLAP:]
        yield piece


def elements(content: bytes, part: str, wanted: Collection[str], at_most: int) -> tuple[list[Element], int]:
    """The elements whose local name is wanted, in their order, and how many there are of any name.

    The content has passed refuse_document_types. Raises WorkbookRefused when there are more than at_most
    elements, when they lie too deep within each other, or when it is no XML.
    """
    found: list[Element] = []
    path: list[str] = []
    within: list[tuple[int, Element]] = []
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        namespace, _, local = name.rpartition(" ")
        path.append(local)
        count += 1
        if count > at_most or len(path) > limits.DEPTH_AT_MOST:
            raise too_intricate(part)
        if local in wanted:
            found.append(Element("/".join(path), namespace, attributes))
            within.append((len(path), found[-1]))

    def end(_name: str) -> None:
        if within and within[-1][0] == len(path):
            within.pop()
        path.pop()

    def write(letters: str) -> None:
        if within:
            within[-1][1].letters.append(letters)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = write
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise damaged(f"its part “{part}” is not well-formed XML") from None
    return found, count


def too_intricate(part: str) -> WorkbookRefused:
    """A part has more elements, or deeper or longer ones, than any office program writes."""
    return WorkbookRefused(
        Reason.TOO_LARGE,
        f"its part “{part}” is more intricate than a workbook needs",
        "copy the filled rows into a new workbook",
        limit=f"at most {limits.DEPTH_AT_MOST} elements within each other, "
        f"and {limits.in_words(limits.ROW_XML_AT_MOST)} a row",
    )


def _check_encoding(first: bytes, part: str) -> None:
    declared = _DECLARED.search(first[:1024])
    if b"\0" in first[:4] or (declared and declared[1].lower() not in _ENCODINGS):
        raise WorkbookRefused(
            Reason.OTHER_FORMAT,
            f"its part “{part}” is not written in UTF-8",
            "open it in Excel and save it anew",
        )
