"""What people write into reports, and what they wrote."""

from __future__ import annotations

from typing import Final

from db.periods import Quarter
from db.queries.texts import (
    NarrativeQuery,
    NarrativeRow,
    NoteQuery,
    NoteRow,
    notes_by_id,
    notes_written,
    sections_by_id,
    sections_written,
)
from db.recording import narrative, notes
from db.recording.narrative import NarrativeFact
from db.recording.notes import NoteFact
from resolvers.context import Context
from resolvers.permissions import Permission
from resolvers.writes import Mutation

WRITE: Final = Mutation(
    "narrativeWrite", Permission.NARRATIVE_WRITE, NarrativeFact, narrative.write, "section", sections_by_id
)
EXPLAIN: Final = Mutation(
    "deviationExplain", Permission.NARRATIVE_WRITE, NoteFact, notes.explain, "deviation note", notes_by_id
)


async def sections(context: Context, source: str, period: Quarter, language: str) -> list[NarrativeRow]:
    """The sections of a report that have a text."""
    context.require(Permission.REPORTS_READ)
    asked = NarrativeQuery(context.scope, source, period, language)
    return await context.reads.run(sections_written, asked)


async def explanations(context: Context, source: str, period: Quarter) -> list[NoteRow]:
    """Why lines deviate in a quarter."""
    context.require(Permission.REPORTS_READ)
    return await context.reads.run(notes_written, NoteQuery(context.scope, source, period))
