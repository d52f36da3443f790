"""The sections of the narrative report. Source: domain.md b.1."""

from dataclasses import replace
from datetime import UTC, datetime

from db.queries.writing import Written
from reports.compose import compose
from reports.dataset import Bullets, Paragraph, Section, Signature, Subheading, TableHere, Tone
from reports.facts import Facts
from tests.reports.figures.facts import stated
from tests.reports.figures.meetings import meeting, recommended, with_meetings
from tests.reports.figures.worked import WORKED


def outline(found: Facts) -> dict[str, Section]:
    return {section.key: section for section in compose(found).outline}


def written(section: str, text: str) -> Facts:
    said = Written(section, text, "staff", datetime(2020, 1, 10, tzinfo=UTC))
    return replace(stated(WORKED).at("2019-Q4"), sections={section: said})


def test_there_are_fifteen_sections_with_the_headings_of_the_form() -> None:
    sections = compose(stated(WORKED).at("2019-Q4")).outline

    assert [(section.number, section.title) for section in sections] == [
        (1, "Project information"),
        (2, "Summary"),
        (3, "Context"),
        (4, "Progress against results"),
        (5, "Activities and events"),
        (6, "Work plan"),
        (7, "Beneficiaries"),
        (8, "Deviations"),
        (9, "Partnerships and coordination"),
        (10, "Monitoring and learning"),
        (11, "Risk and financial integrity"),
        (12, "Cross-cutting issues"),
        (13, "Financial summary"),
        (14, "Conclusion and next steps"),
        (15, "Signature"),
    ]


def test_a_section_that_nobody_wrote_says_so() -> None:
    prose = {
        key: section.blocks[0]
        for key, section in outline(stated(WORKED).at("2019-Q4")).items()
        if isinstance(section.blocks[0], Paragraph)
    }

    assert prose == dict.fromkeys(
        (
            *("summary", "context", "progress", "events", "work_plan", "beneficiaries", "deviations"),
            *("partnerships", "monitoring", "risk", "cross_cutting", "conclusion"),
        ),
        Paragraph("Not yet written.", Tone.ABSENT),
    )


def test_a_text_of_blanks_is_not_a_text() -> None:
    assert outline(written("context", " \n\n "))["context"].blocks == (
        Paragraph("Not yet written.", Tone.ABSENT),
    )


def test_a_blank_line_begins_a_paragraph_and_a_single_one_does_not() -> None:
    section = outline(written("context", "One.\nStill one.\n\n  Two.\n\n\n\nThree.\n"))["context"]

    assert section.blocks == (Paragraph("One.\nStill one."), Paragraph("Two."), Paragraph("Three."))


def test_each_table_stands_in_its_section() -> None:
    places = {
        key: [block.table for block in section.blocks if isinstance(block, TableHere)]
        for key, section in outline(with_meetings(meeting("A"))).items()
    }

    assert {key: tables for key, tables in places.items() if tables} == {
        "project_information": ["project_information"],
        "progress": ["indicators"],
        "events": ["events", "recommendations"],
        "deviations": ["plan_deviations"],
        "financial_summary": ["financial_summary", "funds_statement"],
    }


def test_the_summary_gives_three_figures_and_the_main_deviation() -> None:
    summary = outline(stated(WORKED).at("2019-Q4"))["summary"]

    assert summary.blocks[-1] == Bullets(
        (
            "Expenditure in the period: NOK\u00a0289,098.26, of which direct costs NOK\u00a0270,185.29.",
            "Balance of the grant at the period’s end: NOK\u00a01,210,901.74.",
            "No event was held.",
            "Main deviation: budget line 3.4, Line 3.4, over 10\u00a0%: NOK\u00a04,291.69 (10.2%) "
            "against its approved budget.",
        )
    )


def test_the_summary_counts_only_what_is_known() -> None:
    def said(facts: Facts) -> tuple[str, ...]:
        bullets = outline(facts)["summary"].blocks[-1]
        assert isinstance(bullets, Bullets)
        return bullets.items[2:]

    nothing_deviates = "No budget line deviates beyond the agreed limit."
    assert said(with_meetings(meeting("A"), meeting("B"))) == (
        "Events held: 2; participations not known.",
        nothing_deviates,
    )
    assert said(with_meetings(meeting("A", total=1200), meeting("B"))) == (
        "Events held: 2; 1,200 participations in 1 of them counted.",
        nothing_deviates,
    )


def test_each_event_is_told_and_its_recommendations_come_last() -> None:
    facts = with_meetings(
        meeting("A", outcomes=("One agreed.", "Two agreed."), recommendations=(recommended(1),)),
        meeting("B"),
    )

    assert outline(facts)["events"].blocks[1:] == (
        TableHere("events", wide=True),
        Subheading("Event A"),
        Paragraph("Tbilisi, Georgia, 24–25\u00a0Oct\u00a02019. Two days on recruitment."),
        Bullets(("One agreed.", "Two agreed.")),
        Subheading("Event B"),
        Paragraph("Tbilisi, Georgia, 24–25\u00a0Oct\u00a02019. Two days on recruitment."),
        Subheading("Recommendations"),
        TableHere("recommendations"),
    )


def test_without_events_there_are_no_recommendations() -> None:
    assert outline(with_meetings())["events"].blocks[1:] == (TableHere("events", wide=True),)


def test_the_signature_is_blank() -> None:
    assert outline(stated(WORKED).at("2019-Q4"))["signature"].blocks == (
        Signature(("Name", "Title", "Date", "Signature")),
    )


def test_small_figures_about_people_are_said_to_be_withheld_without_the_threshold() -> None:
    [_, note] = outline(stated(WORKED).at("2019-Q4"))["beneficiaries"].blocks

    assert isinstance(note, Paragraph)
    assert note.tone is Tone.NOTE
    assert "small figures are withheld" in note.text
    assert not any(character.isdigit() for character in note.text)
