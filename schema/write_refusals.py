"""Why nothing was written: members of the unions that mutations are answered with."""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

from datetime import datetime
from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from db import answered, errors
from db.models.months import MonthState
from db.periods import Month
from db.recording import drafts, editions, facts
from schema.common import field
from schema.refusals import Refusal, refusal


def _input_field(root: strawberry.Parent[Any]) -> str:
    return to_camel_case(root.field)


@refusal(facts.FactRefused)
class FactRefused(Refusal):
    """Something cannot be written as it is, because of one field of the input."""

    thing: str = field("What was to be written.")
    reason: str = field("Why not, and what to do.")
    input_field: str = strawberry.field(
        resolver=_input_field, name="field", description="The field of the input that it is about."
    )


@refusal(editions.NewerEdit)
class NewerEdit(Refusal):
    """Somebody has written it since it was read; nothing was overwritten."""

    thing: str = field("What was to be written.")
    revision: int = field("The present revision; 0: it is not written yet.")
    who: str | None = field("The account that wrote what stands there; null when that is not known.")
    at: datetime | None = field("When it was written; null when that is not known.")
    present_text: str | None = field("What stands there.")


@refusal(answered.IdempotencyKeyReused)
class IdempotencyKeyReused(Refusal):
    """The key was given before, with another input."""

    mutation: str = field("The mutation it was given to.")
    client_mutation_id: str = field("The key.")


@refusal(drafts.ReportFixed)
class ReportFixed(Refusal):
    """The report is signed, and nothing in it is written any more."""

    report: str = field("The funding source's code and the period.")
    state: str = field("How far the report has come.")


@refusal(errors.MonthClosed)
class MonthClosed(Refusal):
    """The fiscal month does not take the posting."""

    document_no: str = field("The document that was to be posted.")
    source: str = field("The funding source's code.")
    month: Month = field("The month of the posting date.")
    state: MonthState = field("Its state.")
    next_open: Month | None = field("The next month that takes every posting; null: there is none.")


@refusal(errors.PostingRefused)
class PostingRefused(Refusal):
    """The document cannot be posted as it is."""

    document_no: str = field("The document that was to be posted.")
