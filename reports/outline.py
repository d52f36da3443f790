"""The narrative report's sections, in the order of the donor's form. Source: domain.md b.1."""

from __future__ import annotations

from collections.abc import Sequence

from reports.cells import money_text, share_text
from reports.dataset import Block, Bullets, Paragraph, Section, Signature, Subheading, TableHere, Tone
from reports.facts import Facts
from reports.figures.deviations import Deviation, flag_text
from reports.figures.event_list import EventRow, dates_text
from reports.figures.expenditure import Expenditure
from reports.figures.funds import Funds

NOT_YET_WRITTEN = "Not yet written."
NOT_RELEASED = (
    "Counts of people assisted are not released in this report. "
    "Figures about people are shown only as released counts; small figures are withheld."
)


def outline(
    facts: Facts,
    spent: Expenditure,
    money: Funds,
    deviations: Sequence[Deviation],
    held: Sequence[EventRow],
) -> tuple[Section, ...]:
    """Every section with the texts that were written for it, and its tables."""

    def text(section: str) -> tuple[Block, ...]:
        written = facts.sections.get(section)
        if written is None or not written.text.strip():
            return (Paragraph(NOT_YET_WRITTEN, Tone.ABSENT),)
        return tuple(Paragraph(part.strip()) for part in written.text.split("\n\n") if part.strip())

    sections: tuple[tuple[str, str, tuple[Block, ...]], ...] = (
        ("project_information", "Project information", (TableHere("project_information"),)),
        ("summary", "Summary", (*text("summary"), _key_figures(facts, spent, money, deviations, held))),
        ("context", "Context", text("context")),
        ("progress", "Progress against results", (*text("progress"), TableHere("indicators", wide=True))),
        ("events", "Activities and events", (*text("events"), *_events(held))),
        ("work_plan", "Work plan", text("work_plan")),
        ("beneficiaries", "Beneficiaries", (*text("beneficiaries"), Paragraph(NOT_RELEASED, Tone.NOTE))),
        ("deviations", "Deviations", (*text("deviations"), TableHere("plan_deviations"))),
        ("partnerships", "Partnerships and coordination", text("partnerships")),
        ("monitoring", "Monitoring and learning", text("monitoring")),
        ("risk", "Risk and financial integrity", text("risk")),
        ("cross_cutting", "Cross-cutting issues", text("cross_cutting")),
        (
            "financial_summary",
            "Financial summary",
            (TableHere("financial_summary"), TableHere("funds_statement")),
        ),
        ("conclusion", "Conclusion and next steps", text("conclusion")),
        ("signature", "Signature", (Signature(),)),
    )
    return tuple(
        Section(key, number, title, blocks) for number, (key, title, blocks) in enumerate(sections, start=1)
    )


def _key_figures(
    facts: Facts,
    spent: Expenditure,
    money: Funds,
    deviations: Sequence[Deviation],
    held: Sequence[EventRow],
) -> Bullets:
    """Three figures and the main deviation, from the same sums as every table."""
    known = [event.participations for event in held if event.participations is not None]
    took_part = "participations not known"
    if known:
        took_part = f"{sum(known):,} participations in {len(known)} of them counted"
    flagged = [deviation for deviation in deviations if deviation.is_flagged]
    main = max(flagged, key=lambda deviation: abs(deviation.difference), default=None)
    said = "No budget line deviates beyond the agreed limit."
    if main is not None:
        share = f" ({share_text(main.share)})" if main.share is not None else ""
        said = (
            f"Main deviation: budget line {main.code}, {main.description}, {flag_text(main.flag, facts)}: "
            f"{money_text(main.difference)}{share} against its approved budget."
        )
    return Bullets(
        (
            f"Expenditure in the period: {money_text(spent.total.period)}, "
            f"of which direct costs {money_text(spent.direct.period)}.",
            f"Balance of the grant at the period’s end: {money_text(money.closing.reporting)}.",
            f"Events held: {len(held)}; {took_part}." if held else "No event was held.",
            said,
        )
    )


def _events(held: Sequence[EventRow]) -> tuple[Block, ...]:
    blocks: list[Block] = [TableHere("events", wide=True)]
    for event in held:
        meeting = event.meeting
        when = dates_text(meeting.start_date, meeting.end_date)
        blocks.append(Subheading(meeting.title))
        blocks.append(Paragraph(f"{meeting.city}, {meeting.country_name}, {when}. {meeting.summary}"))
        if meeting.outcomes:
            blocks.append(Bullets(meeting.outcomes))
    if held:
        blocks.append(Subheading("Recommendations"))
        blocks.append(TableHere("recommendations"))
    return tuple(blocks)
