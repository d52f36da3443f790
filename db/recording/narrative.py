"""The texts of a report, section by section. Source: domain.md a.8, b.1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models.reports import NarrativeSection, Report
from db.periods import Quarter
from db.recording.done import By, Done
from db.recording.drafts import begun_report, writable_report
from db.recording.editions import NewerEdit
from db.recording.facts import FactRefused
from db.recording.reach import held_source
from db.recording.texts import chapter, told_text

SECTIONS: Final = (
    "summary",
    "context",
    "progress",
    "events",
    "work_plan",
    "beneficiaries",
    "deviations",
    "partnerships",
    "monitoring",
    "risk",
    "cross_cutting",
    "conclusion",
)
"""The keys of the sections that have a text, in the order of the report."""
_LANGUAGE: Final = re.compile(r"[a-z]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class NarrativeFact:
    """A text that is to stand in a section of a report."""

    source: str
    period: Quarter
    section: str
    text: str
    """A blank line separates paragraphs; nothing in it is markup."""
    expected_revision: int
    """0 when nothing stands there yet."""
    language: str = "en"


def write(session: Session, by: By, fact: NarrativeFact) -> Done:
    """Write a section of the newest version of a report, which it begins where nobody has.

    Raises NotFound, OutsideSupport, FactRefused, NewerEdit, ReportFixed.
    """
    source = held_source(session, by.scope, fact.source)
    if fact.section not in SECTIONS:
        raise NotFound("section", fact.section, SECTIONS)
    thing = f"section {fact.section} of the report {source.code} {fact.period}"
    if not _LANGUAGE.fullmatch(fact.language):
        raise FactRefused(thing, "language", "a language is two small letters, such as en (ISO 639-1)")
    written = chapter(thing, "text", fact.text)
    report = writable_report(session, source, fact.period)
    row = _section(session, report, fact)
    revision = row.revision if row else 0
    if revision != fact.expected_revision:
        stood = (row.author, row.written_at, row.text) if row else (None, None, None)
        raise NewerEdit(thing, fact.expected_revision, revision, *stood)
    before = {"revision": revision, "text": told_text(row.text)} if row else None
    if row is None:
        row = NarrativeSection(
            report_id=(report or begun_report(session, source, fact.period)).id,
            section=fact.section,
            language=fact.language,
            revision=0,
            is_sample=source.is_sample,
        )
    row.text, row.author, row.written_at = written, by.actor.who, by.at
    row.revision += 1
    session.add(row)
    session.flush()
    return Done(row.id, thing, before, {"revision": row.revision, "text": told_text(written)})


def _section(session: Session, report: Report | None, fact: NarrativeFact) -> NarrativeSection | None:
    if report is None:
        return None
    return session.scalar(
        select(NarrativeSection).where(
            NarrativeSection.report_id == report.id,
            NarrativeSection.section == fact.section,
            NarrativeSection.language == fact.language,
        )
    )
