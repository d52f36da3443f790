"""The document is built of what Word knows: headings, captions, sections, head and foot lines."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from tests.reports.word import by_hand
from tests.reports.word.reading import (
    R,
    W,
    body,
    defined_style,
    field_codes,
    found,
    paragraphs,
    part,
    style,
    text,
    value,
)


def test_headings_are_real_and_in_order(document: bytes) -> None:
    read = docx.Document(BytesIO(document))
    headings = [
        (each.style.name, each.text)
        for each in read.paragraphs
        if each.style is not None and (each.style.name or "").startswith("Heading")
    ]

    assert headings == [
        ("Heading 1", "1. Project information"),
        ("Heading 1", "2. Summary"),
        ("Heading 1", "3. Context"),
        ("Heading 1", "4. Progress against results"),
        ("Heading 1", "5. Activities and events"),
        ("Heading 2", "Conference in Tbilisi"),
        ("Heading 1", "8. Deviations"),
        ("Heading 1", "13. Financial summary"),
        ("Heading 1", "15. Signature"),
    ]


def test_the_cover_says_what_the_report_is(document: bytes) -> None:
    assert paragraphs(document, "Title") == ["Quarterly progress report"]
    assert paragraphs(document, "Warning") == ["SAMPLE DATA · DRAFT"]
    assert dict(fact.split("\t") for fact in paragraphs(document, "CoverFact")) == {
        "Period": "1 October – 31 December 2019",
        "Donor": "Norway, Ministry of Foreign Affairs",
        "Submitted by": "International Organization for Migration",
        "Programme": "RCTP",
        "Agreement number": "not recorded",
        "Report": "NMFA-RCTP 2019-Q4 v1",
        "Version": "1",
        "Status": "Draft",
        "Due": "30\u00a0Jan\u00a02020",
        "Reporting currency": "NOK",
        "Budget version": "1, in force from 1 July 2019",
        "Exchange rates": "UN operational rates of exchange, rate of the posting date",
        "Data as of": "20\u00a0Jan\u00a02020, 14:05\u00a0UTC",
        "Snapshot": by_hand.HEADER.snapshot_id,
    }
    assert "Small figures about people are withheld." in paragraphs(document, "Normal")


def test_each_line_of_the_contents_leads_to_its_heading(document: bytes) -> None:
    marks = {each.get(f"{W}name"): each.getparent() for each in found(body(document), "w:p/w:bookmarkStart")}
    links = found(body(document), "w:p/w:hyperlink")

    for link in links:
        name = link.get(f"{W}anchor")
        heading = marks[name]
        assert heading is not None
        assert style(heading) == "Heading1"
        assert text(link) == text(heading) + "\t"
        assert field_codes(link) == [rf"PAGEREF {name} \h"]
    assert len(links) == len(by_hand.OUTLINE)


def test_captions_stand_above_their_tables_and_are_numbered_by_a_field(document: bytes) -> None:
    assert paragraphs(document, "Caption") == [
        "Table 1. Project information",
        "Table 2. Indicators, 2019-Q4",
        "Table 3. Events, 2019-Q4",
        "Table 4. Recommendations of the conference",
        "Table 5. Deviations from the plan, 2019-Q4",
        "Table 6. Budget and expenditure by category, 2019-Q4, NOK",
    ]
    for caption in found(body(document), 'w:p[w:pPr/w:pStyle/@w:val="Caption"]'):
        following = caption.getnext()
        assert following is not None
        assert following.tag == f"{W}tbl"
        assert field_codes(caption) == [r"SEQ Table \* ARABIC"]


def test_wide_tables_turn_the_page_with_their_heading_and_it_turns_back(document: bytes) -> None:
    ways: list[tuple[str | None, list[str]]] = []
    headings: list[str] = []
    for each in body(document):
        if style(each) in {"Heading1", "Heading2"}:
            headings.append(text(each))
        for section in found(each, "self::w:sectPr | w:pPr/w:sectPr"):
            ways.append((value(section, "w:pgSz", f"{W}orient"), headings))
            headings = []

    assert ways == [
        (None, ["1. Project information", "2. Summary", "3. Context"]),
        ("landscape", ["4. Progress against results", "5. Activities and events"]),
        (None, ["Conference in Tbilisi", "8. Deviations", "13. Financial summary", "15. Signature"]),
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("header", "Quarterly progress report, NMFA-RCTP\tSAMPLE DATA · DRAFT\t1 October – 31 December 2019"),
        ("footer", "NMFA-RCTP 2019-Q4 v1\tPage 1 of 1"),
    ],
)
def test_every_section_has_the_warnings_above_and_the_report_below(
    document: bytes, kind: str, expected: str
) -> None:
    relations = {
        each.get("Id"): each.get("Target")
        for each in found(part(document, "word/_rels/document.xml.rels"), "pr:Relationship")
    }
    sections = found(body(document), "//w:sectPr")

    assert len(sections) == 3
    for section in sections:
        name = value(section, f"w:{kind}Reference", f"{R}id")
        assert text(part(document, f"word/{relations[name]}")) == expected


def test_the_warnings_are_in_the_alert_colour(document: bytes) -> None:
    run = found(part(document, "word/portraitHead.xml"), './/w:r[w:t="SAMPLE DATA · DRAFT"]')[0]

    assert value(run, "w:rPr/w:rStyle") == "Alert"
    assert value(defined_style(document, "Alert"), "w:rPr/w:color") == "9C2A2A"


def test_pages_are_counted_by_fields(document: bytes) -> None:
    assert field_codes(part(document, "word/landscapeFoot.xml")) == ["PAGE", "NUMPAGES"]


def test_no_paragraph_is_empty(document: bytes) -> None:
    """Only one that ends a section is, because the format wants it; it has no height to speak of."""
    empty = [each for each in found(body(document), "w:p") if not text(each).strip()]

    assert [style(each) for each in empty] == ["SectionEnd"] * 2
    assert all(found(each, "w:pPr/w:sectPr") for each in empty)


def test_every_style_that_is_used_is_defined(document: bytes) -> None:
    defined = {each.get(f"{W}styleId") for each in found(part(document, "word/styles.xml"), "w:style")}
    parts = ("document", "portraitHead", "landscapeHead", "portraitFoot", "landscapeFoot")
    used = {
        each.get(f"{W}val")
        for name in parts
        for each in found(part(document, f"word/{name}.xml"), ".//w:pStyle | .//w:rStyle | .//w:tblStyle")
    }

    assert used <= defined


def test_headings_have_the_sizes_and_colour_of_the_look(document: bytes) -> None:
    for name, half_points in (("Heading1", "40"), ("Heading2", "28"), ("Heading3", "23"), ("Normal", "21")):
        defined = defined_style(document, name)
        assert value(defined, "w:rPr/w:sz") == half_points
        assert value(defined, "w:rPr/w:color") == ("1A1A1A" if name == "Normal" else "1F3A5F")


def test_lists_are_real_and_the_block_to_sign_is_whole(document: bytes) -> None:
    assert paragraphs(document, "ListBullet")[0] == "Three conferences"
    assert paragraphs(document, "SignatureLine") == ["Name\t\t", "Title\t\t", "Date\t\t", "Signature\t\t"]
    bullet = value(defined_style(document, "ListBullet"), "w:pPr/w:numPr/w:numId")
    [defined] = found(part(document, "word/numbering.xml"), "w:num")
    assert bullet == defined.get(f"{W}numId")


def test_what_is_not_there_says_so(document: bytes) -> None:
    assert paragraphs(document, "Absent") == ["Not yet written."]
