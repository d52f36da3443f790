"""Prints the outline: headings, prose, lists, tables, the block to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from reports.dataset import Bullets, Dataset, Paragraph, Section, Signature, Subheading, TableHere, Tone
from reports.word import contents, tables
from reports.word.layout import Item, Stretch, kept_with_signature
from reports.word.markup import NOTHING, TAB, WITH_NEXT, Markup, paragraph, paragraphs_of, run

_STYLE: Final = {Tone.PLAIN: "Normal", Tone.NOTE: "Note", Tone.ABSENT: "Absent"}
_BELOW_TABLE: Final = Markup('<w:spacing w:before="200"/>')
_TOP_OF_PAGE: Final = Markup('<w:spacing w:before="0"/>')


def printed(stretch: Stretch, dataset: Dataset, numbers: Iterator[int], *, at_top: bool) -> Iterator[Markup]:
    """The items of a stretch as paragraphs and tables; numbers goes on counting tables through the document.

    at_top: they begin a page, so that a heading needs no space above it.
    """
    kept = kept_with_signature(stretch.items, dataset.tables)
    above: Item | None = None
    for index, item in enumerate(stretch.items):
        first = _TOP_OF_PAGE if at_top and index == 0 else NOTHING
        clear = _BELOW_TABLE if isinstance(above, TableHere) else NOTHING
        keep = WITH_NEXT if index in kept else NOTHING
        match item:
            case Section():
                yield paragraph("Heading1", contents.target(dataset, item), properties=first)
            case Subheading():
                yield paragraph("Heading2", run(item.text), properties=first)
            case Paragraph():
                yield from _prose(_STYLE[item.tone], paragraphs_of(item.text), keep, clear)
            case Bullets():
                yield from _prose("ListBullet", item.items, keep, clear)
            case TableHere():
                table = dataset.tables[item.table]
                yield tables.caption(table, next(numbers))
                yield tables.body(table, stretch.paper)
                yield from tables.foot(table)
            case Signature():
                for field in item.fields:
                    yield paragraph("SignatureLine", run(field), TAB, TAB)
            case _:
                assert_never(item)
        above = item


def _prose(style: str, texts: Iterable[str], keep: Markup, clear: Markup) -> Iterator[Markup]:
    """Paragraphs of one style; the first stands clear of a table above it."""
    for text in texts:
        yield paragraph(style, run(text), properties=Markup(f"{keep}{clear}"))
        clear = NOTHING
