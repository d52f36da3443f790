"""Text of people is data: it is printed as it was written, and nothing in it is obeyed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.characters import printable
from reports.dataset import Bullets, Dataset, Paragraph, Section, Subheading
from reports.word import narrative
from reports.word.markup import paragraphs_of
from tests.reports.word import by_hand
from tests.reports.word.reading import body, field_codes, found, paragraphs, part, printed_tables

SEEN = 'A control \ufffd character, <w:b/> & "quotes", =HYPERLINK("x"), { SEQ Table }, a lone \ufffd half'


def test_what_xml_cannot_hold_is_replaced_where_it_can_be_seen(document: bytes) -> None:
    assert paragraphs(document, "ListBullet") == ["Three conferences", by_hand.GEORGIAN, SEEN]
    assert printed_tables(document)[3].rows[2][1] == SEEN


def test_every_script_arrives(document: bytes) -> None:
    assert by_hand.UKRAINIAN in paragraphs(document, "Normal")
    assert by_hand.GEORGIAN in printed_tables(document)[0].rows[3][1]


def test_a_blank_line_makes_a_paragraph_and_a_line_end_a_line(document: bytes) -> None:
    assert "A second paragraph follows a blank line.\nA line of its own follows a single one." in paragraphs(
        document, "Normal"
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", []),
        (" \n \n", []),
        ("one", ["one"]),
        ("one\r\n\r\ntwo", ["one", "two"]),
        ("one\n \t\n\n\ntwo\nthree", ["one", "two\nthree"]),
        ("one\u2029two", ["one", "two"]),
        ("a pasted\x0bline", ["a pasted\nline"]),
    ],
)
def test_paragraphs_of_a_text(written: str, expected: list[str]) -> None:
    assert paragraphs_of(written) == expected


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_each_kind_of_illegal_character_becomes_visible(character: str) -> None:
    assert printable(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("character", ["\t", "\n", "\u00a0", "\u202e", "😀", "ქ", "Ї"])
def test_legal_characters_stay(character: str) -> None:
    assert printable(f"a{character}b") == f"a{character}b"


def test_no_text_becomes_a_field_or_markup_wherever_it_stands() -> None:
    document = narrative.build(_troubled())

    assert {code.split()[0] for code in field_codes(body(document))} == {"PAGEREF", "SEQ"}
    assert not found(body(document), ".//w:fldSimple")
    assert paragraphs(document, "Heading1") == [f"1. {SEEN}"]
    assert paragraphs(document, "Heading2") == [SEEN]
    assert paragraphs(document, "Subtitle") == [SEEN]
    [table] = printed_tables(document)
    assert table.caption == f"Table 1. {SEEN}"
    assert table.head[0] == SEEN
    assert table.below[-1] == f"Note 1. {SEEN}"


def test_properties_take_any_text() -> None:
    core = part(narrative.build(_troubled()), "docProps/core.xml")

    [creator] = [each.text or "" for each in core if each.tag.endswith("}creator")]
    assert creator.startswith("A control \ufffd character, <w:b/>")
    assert len(creator) == 255  # no reader is promised more


def _troubled() -> Dataset:
    """A report in which every text makes trouble."""
    trouble = by_hand.TROUBLE
    columns = tuple(replace(column, label=trouble) for column in by_hand.RECOMMENDATIONS.columns)
    table = replace(by_hand.RECOMMENDATIONS, title=trouble, columns=columns, notes=(trouble,))
    blocks = (Subheading(trouble), Paragraph(trouble), Bullets((trouble,)), *by_hand.OUTLINE[7].blocks)
    place = by_hand.with_table(table).outline[0].blocks
    header = replace(
        by_hand.HEADER,
        programme_title=trouble,
        donor=trouble,
        period_text=trouble,
        organisation=trouble * 9,
        budget_version=trouble,
        rate_source=trouble,
    )
    outline = (Section("trouble", 1, trouble, (*blocks, *place)),)
    return replace(by_hand.DATASET, header=header, tables={table.key: table}, outline=outline)
