"""Reads a produced document back, part by part, without any of the code that made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
}
W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"

_MARKS = {f"{W}br": "\n", f"{W}tab": "\t"}


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it stands on paper. A cell across several columns counts once."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]
    """The legend and the notes."""


def part(document: bytes, name: str) -> etree._Element:
    """A part's root element."""
    with ZipFile(BytesIO(document)) as archive:
        return etree.fromstring(archive.read(name))


def defined_style(document: bytes, name: str) -> etree._Element:
    """A style, by the name that paragraphs use."""
    [defined] = found(part(document, "word/styles.xml"), f'w:style[@w:styleId="{name}"]')
    return defined


def body(document: bytes) -> etree._Element:
    return found(part(document, "word/document.xml"), "w:body")[0]


def found(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path with the usual prefixes."""
    elements = element.xpath(path, namespaces=NAMESPACES)
    assert isinstance(elements, list)
    return [each for each in elements if isinstance(each, etree._Element)]


def value(element: etree._Element, path: str, attribute: str = f"{W}val") -> str | None:
    """An attribute of the only element at a path; None where there is none."""
    elements = found(element, path)
    assert len(elements) <= 1, f"{path} is there {len(elements)} times"
    return elements[0].get(attribute) if elements else None


def text(element: etree._Element) -> str:
    """What a reader sees, with line ends and tabs as characters; field codes are not shown."""
    shown = found(element, ".//w:t | .//w:br | .//w:r/w:tab")
    return "".join(_MARKS.get(each.tag) or each.text or "" for each in shown)


def field_codes(element: etree._Element) -> list[str]:
    """The instructions of the fields in an element."""
    return [(each.text or "").strip() for each in found(element, ".//w:instrText")]


def style(paragraph: etree._Element) -> str | None:
    return value(paragraph, "w:pPr/w:pStyle")


def paragraphs(document: bytes, *styles: str) -> list[str]:
    """The texts of the body's paragraphs in these styles, in order."""
    return [text(each) for each in found(body(document), "w:p") if style(each) in styles]


def printed_tables(document: bytes) -> list[PrintedTable]:
    """Every table with its caption and what stands below it, in order."""
    blocks = list(body(document))
    return [_printed(blocks, index) for index, each in enumerate(blocks) if each.tag == f"{W}tbl"]


def _printed(blocks: list[etree._Element], index: int) -> PrintedTable:
    head, *rows = [tuple(text(cell) for cell in found(row, "w:tc")) for row in found(blocks[index], "w:tr")]
    assert style(blocks[index - 1]) == "Caption"
    return PrintedTable(text(blocks[index - 1]), head, tuple(rows), tuple(_below(blocks, index + 1)))


def _below(blocks: list[etree._Element], index: int) -> Iterator[str]:
    while index < len(blocks) and blocks[index].tag == f"{W}p" and style(blocks[index]) == "TableNote":
        yield text(blocks[index])
        index += 1
