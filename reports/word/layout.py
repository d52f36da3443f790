"""Which way round the paper lies: wide tables get landscape pages, and the rest goes back.

A heading goes along with its table, and a few lines between two wide tables do not get a page of their own.
Lengths are lines of text, estimated: the program that shows the document makes the pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil
from typing import Final, TypeAlias, assert_never

from reports.dataset import Block, Bullets, Dataset, Paragraph, Section, Signature, Subheading, TableHere
from reports.table import Table
from reports.word.look import LANDSCAPE, PORTRAIT, Paper

Item: TypeAlias = Section | Block
"""A section stands for its heading."""

LEAD_IN: Final = 10
"""So much text goes along with the wide table that it introduces."""
GAP: Final = 14
"""So much between two wide tables stays on their kind of page."""
WIDE_PAGE: Final = 28
"""What fits on a landscape page, with care."""

_LINE: Final = 95
"""Characters on a line."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages that lie one way, and what stands on them."""

    paper: Paper
    items: tuple[Item, ...]


def stretches(dataset: Dataset) -> list[Stretch]:
    """The outline, cut where the paper turns."""
    items = [item for section in dataset.outline for item in (section, *section.blocks)]
    lengths = [_length(item, dataset.tables) for item in items]
    wide = [_is_wide(item, dataset.tables) for item in items]
    for index in [index for index, is_wide in enumerate(wide) if is_wide]:
        first = _lead_in(items, lengths, index)
        wide[first:index] = [True] * (index - first)
    _close_gaps(wide, lengths)
    _fill_pages(wide, items, lengths)
    turned = groupby(zip(wide, items, strict=True), key=lambda pair: pair[0])
    return [
        Stretch(LANDSCAPE if is_wide else PORTRAIT, tuple(item for _, item in pairs))
        for is_wide, pairs in turned
    ]


def kept_with_signature(items: Sequence[Item], tables: Mapping[str, Table]) -> range:
    """The places of the short text before the block to sign, which never stands alone on a page."""
    signed = next((index for index, item in enumerate(items) if isinstance(item, Signature)), 0)
    first, room = signed, LEAD_IN
    for index in range(signed - 1, -1, -1):
        room -= ceil(_length(items[index], tables))
        if room < 0 or isinstance(items[index], TableHere):
            break
        first = index
    return range(first, signed)


def _length(item: Item, tables: Mapping[str, Table]) -> float:
    """About how many lines an item takes."""
    match item:
        case Section():
            return 3
        case Subheading():
            return 2
        case Paragraph():
            return _text_length(item.text)
        case Bullets():
            return sum(_text_length(text) for text in item.items)
        case TableHere():
            return _table_length(tables[item.table])
        case Signature():
            return 2 * len(item.fields)
    assert_never(item)


def _is_wide(item: Item, tables: Mapping[str, Table]) -> bool:
    """An empty table needs no wide page."""
    return isinstance(item, TableHere) and item.wide and bool(tables[item.table].rows)


def _lead_in(items: Sequence[Item], lengths: Sequence[float], table: int) -> int:
    """Where the short introduction of a table begins: at a heading, or at the table itself."""
    first, room = table, LEAD_IN
    for index in range(table - 1, -1, -1):
        item = items[index]
        room -= ceil(lengths[index])
        if room < 0 or isinstance(item, TableHere):
            break
        if isinstance(item, Section | Subheading):
            first = index
        if isinstance(item, Section):
            break
    return first


def _close_gaps(wide: list[bool], lengths: Sequence[float]) -> None:
    """Lay short stretches between wide ones the wide way."""
    turns = [index for index, is_wide in enumerate(wide) if is_wide]
    for before, after in pairwise(turns):
        if sum(lengths[before + 1 : after]) <= GAP:
            wide[before + 1 : after] = [True] * (after - before - 1)


def _fill_pages(wide: list[bool], items: Sequence[Item], lengths: Sequence[float]) -> None:
    """Let the section go on below its last wide table, part by part, while the page has room."""
    used = 0.0
    for index, item in enumerate(items):
        if wide[index]:
            used += lengths[index]
        elif index and wide[index - 1] and not isinstance(item, Section):
            after = _part_end(items, index)
            needed = sum(lengths[index:after])
            if used % WIDE_PAGE + needed <= WIDE_PAGE:
                wide[index:after] = [True] * (after - index)
                used += lengths[index]
        else:
            used = 0.0


def _part_end(items: Sequence[Item], first: int) -> int:
    """Where the next heading stands, after the one that a part may begin with."""
    rest = range(first + 1, len(items))
    return next((index for index in rest if isinstance(items[index], Section | Subheading)), len(items))


def _table_length(table: Table) -> float:
    """Rows wrap where a text is long; the caption, the head and the notes count too."""
    longest = (
        max((len(cell) for cell in row.cells if isinstance(cell, str)), default=0) for row in table.rows
    )
    return 4 + len(table.notes) + sum(1 + size // 40 for size in longest)


def _text_length(text: str) -> float:
    return 0.5 + sum(ceil(max(len(line), 1) / _LINE) for line in text.splitlines())
