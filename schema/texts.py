"""What people write into reports: texts of sections, and why budget lines deviate."""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from db.periods import Quarter
from db.queries.texts import NarrativeRow, NoteRow
from resolvers import texts as deeds
from schema.common import SAMPLE, Info, field, input_type, member_type, output_type
from schema.figure_field import Period
from schema.mutations import REVISION, MutationInput, mutation, optional, required
from schema.refusals import BudgetMissing, NotFound, OutsideSupport
from schema.write_refusals import FactRefused, IdempotencyKeyReused, NewerEdit, ReportFixed

Source: TypeAlias = Annotated[str, strawberry.argument(description="The funding source's code.")]
Language: TypeAlias = Annotated[
    str, strawberry.argument(description="ISO 639-1 code of the language of the texts.")
]


async def _sections(info: Info, source: Source, period: Period, language: Language = "en") -> Any:
    return await deeds.sections(info.context, source, period, language)


async def _explanations(info: Info, source: Source, period: Period) -> Any:
    return await deeds.explanations(info.context, source, period)


@member_type(lambda shown: type(shown) is NarrativeRow)
class NarrativeSection:
    """The text of a section of a report."""

    source: str = field("The funding source's code.")
    period: Quarter = field("The reporting period.")
    section: str = field("The section's key: `summary`.")
    language: str = field("ISO 639-1 code of its language.")
    text: str = field("The text; a blank line separates paragraphs, and nothing in it is markup.")
    author: str = field("The account that wrote it last.")
    written_at: datetime = field("When it was written last.")
    revision: int = field("Counts how often it was written.")
    is_sample: bool = field(SAMPLE)


@member_type(lambda shown: type(shown) is NoteRow)
class DeviationNote:
    """Why a budget line deviates, what follows from it and what is done."""

    source: str = field("The funding source's code.")
    period: Quarter = field("The reporting period.")
    line: str = field("The code of the line, or the letter of the category.")
    reason: str = field("Why it deviates.")
    consequence: str | None = field("What follows from it for the results.")
    action: str = field("What is done about it.")
    approval_ref: str | None = field("Where the donor's approval is written; null: not approved.")
    approved_on: date | None = field("The day of the approval; null: not approved.")
    author: str | None = field("The account that wrote it last; null when that is not known.")
    written_at: datetime | None = field("When it was written last; null when that is not known.")
    revision: int = field("Counts how often it was written.")
    is_sample: bool = field(SAMPLE)


@input_type
class NarrativeWriteInput(MutationInput):
    """A text that is to stand in a section of a report."""

    source: str = required("The funding source's code.")
    period: Quarter = required("The reporting period.")
    section: str = required("The section's key: `summary`; a wrong one is answered with those there are.")
    language: str | None = optional("ISO 639-1 code of its language; `en` without it.")
    text: str = required("Up to 200,000 characters; a blank line separates paragraphs. Empty: none.")
    expected_revision: int = required(REVISION)


@input_type
class DeviationExplainInput(MutationInput):
    """Why a budget line deviates. What is left out stands there no more."""

    source: str = required("The funding source's code.")
    period: Quarter = required("The reporting period.")
    line: str = required("The code of the line, or the letter of the category where those are compared.")
    reason: str = required("Why it deviates.")
    consequence: str | None = optional("What follows from it for the results.")
    action: str = required("What is done about it.")
    approval_ref: str | None = optional("Where the donor's approval is written; with its day.")
    approved_on: date | None = optional("The day of the approval; with its reference.")
    expected_revision: int = required(REVISION)


NarrativeResult: TypeAlias = Annotated[
    NarrativeSection
    | NotFound
    | OutsideSupport
    | FactRefused
    | NewerEdit
    | ReportFixed
    | IdempotencyKeyReused,
    strawberry.union("NarrativeResult", description="The section as it is now, or why it was not written."),
]
DeviationNoteResult: TypeAlias = Annotated[
    DeviationNote
    | NotFound
    | OutsideSupport
    | BudgetMissing
    | FactRefused
    | NewerEdit
    | ReportFixed
    | IdempotencyKeyReused,
    strawberry.union("DeviationNoteResult", description="The note as it is now, or why it was not written."),
]


@output_type
class TextQueries:
    """Questions about what people wrote."""

    narrative: list[NarrativeSection] | None = strawberry.field(
        resolver=_sections,
        description="The sections of a report that have a text, by key. Null, with an error, without the "
        "right `reports.read`.",
    )
    deviation_notes: list[DeviationNote] | None = strawberry.field(
        resolver=_explanations,
        description="Why budget lines deviate in a period, by line. Null, with an error, without the right "
        "`reports.read`.",
    )


@output_type
class TextMutations:
    """What writes texts. A report that is signed takes none; checks that were made of it are taken back."""

    narrative_write: NarrativeResult | None = mutation(
        deeds.WRITE,
        NarrativeWriteInput,
        description="Write a section of a report, which is begun where nobody has.",
    )
    deviation_explain: DeviationNoteResult | None = mutation(
        deeds.EXPLAIN,
        DeviationExplainInput,
        description="Write why a budget line deviates in a period.",
    )
