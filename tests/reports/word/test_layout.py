"""Which items lie on landscape pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.dataset import Block, Paragraph, Section, Signature, Subheading, TableHere
from reports.word.layout import Item, kept_with_signature, stretches
from tests.reports.word import by_hand

WIDE = TableHere("events", wide=True)
NARROW = TableHere("recommendations")
LINE = Paragraph("One line.")
PAGE = Paragraph("\n".join(["A line of a long text."] * 40))
HEADING = Subheading("A part")
EMPTY = TableHere("deviations", wide=True)


def ways(*sections: tuple[Block, ...]) -> list[tuple[str, int]]:
    """The stretches of a report of these sections: the paper, and how many items lie on it."""
    outline = tuple(
        Section(str(number), number, "A section", blocks) for number, blocks in enumerate(sections, 1)
    )
    dataset = replace(by_hand.DATASET, outline=outline)
    return [(stretch.paper.name, len(stretch.items)) for stretch in stretches(dataset)]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((LINE, NARROW), [("portrait", 3)]),
        ((WIDE,), [("landscape", 2)]),
        ((LINE, WIDE), [("landscape", 3)]),
        ((PAGE, WIDE), [("portrait", 2), ("landscape", 1)]),
        ((PAGE, HEADING, LINE, WIDE), [("portrait", 2), ("landscape", 3)]),
        ((PAGE, LINE, WIDE), [("portrait", 3), ("landscape", 1)]),
        ((NARROW, LINE, WIDE), [("portrait", 3), ("landscape", 1)]),
        ((EMPTY,), [("portrait", 2)]),
    ],
)
def test_a_wide_table_takes_its_short_introduction_along(
    blocks: tuple[Block, ...], expected: list[tuple[str, int]]
) -> None:
    assert ways(blocks) == expected


def test_a_few_lines_between_wide_tables_get_no_page_of_their_own() -> None:
    assert ways((WIDE, LINE), (WIDE,)) == [("landscape", 5)]
    assert ways((WIDE, PAGE), (WIDE,)) == [("landscape", 2), ("portrait", 1), ("landscape", 2)]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((WIDE, LINE), [("landscape", 3)]),
        ((WIDE, PAGE), [("landscape", 2), ("portrait", 1)]),
        ((WIDE, HEADING, LINE, NARROW), [("landscape", 5)]),
        ((WIDE, HEADING, LINE, HEADING, PAGE), [("landscape", 4), ("portrait", 2)]),
        ((WIDE, HEADING, PAGE, HEADING, LINE), [("landscape", 2), ("portrait", 4)]),
    ],
)
def test_a_section_goes_on_below_its_wide_table_while_the_page_has_room(
    blocks: tuple[Block, ...], expected: list[tuple[str, int]]
) -> None:
    assert ways(blocks) == expected


def test_the_next_section_goes_back_to_upright_pages() -> None:
    assert ways((WIDE,), (LINE,)) == [("landscape", 2), ("portrait", 2)]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ((HEADING, LINE, Signature()), range(2)),
        ((PAGE, Signature()), range(1, 1)),
        ((NARROW, LINE, Signature()), range(1, 2)),
        ((LINE, NARROW), range(0)),
    ],
)
def test_a_block_to_sign_keeps_the_short_text_before_it(before: tuple[Block, ...], expected: range) -> None:
    assert kept_with_signature(before, by_hand.DATASET.tables) == expected


def test_no_item_is_lost_or_moved() -> None:
    items: list[Item] = [item for stretch in stretches(by_hand.DATASET) for item in stretch.items]

    assert items == [item for section in by_hand.OUTLINE for item in (section, *section.blocks)]
