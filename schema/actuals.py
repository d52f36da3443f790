"""What writes the values of indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from db.models.results import ActualStatus
from db.periods import Quarter
from resolvers import results as deeds
from schema.common import input_type, output_type
from schema.mutations import REVISION, MutationInput, mutation, optional, required
from schema.refusals import NotFound
from schema.results import CATEGORY, DIMENSION, Actual
from schema.write_refusals import FactRefused, IdempotencyKeyReused, NewerEdit


@input_type
class ActualRecordInput(MutationInput):
    """An indicator's value for a quarter, whole or of one category of one dimension."""

    indicator: str = required("The indicator's code; it is none that counts people who are assisted.")
    quarter: Quarter = required("The quarter.")
    dimension: str | None = optional(DIMENSION)
    category: str | None = optional(CATEGORY)
    value: Decimal | None = optional("The value, with up to four decimals; not of a qualitative indicator.")
    numerator: Decimal | None = optional("What the value is a share of: the part.")
    denominator: Decimal | None = optional("What the value is a share of: the whole.")
    evidence_ref: str = required("Where the evidence lies in the office archive.")
    status: ActualStatus | None = optional("Whether it counts; `DRAFT` without it.")
    provisional: bool | None = optional("Whether it may still change; not without it.")
    comment: str | None = optional("What is worth saying about it.")


@input_type
class ActualCorrectInput(ActualRecordInput):
    """A value as it is to stand instead. What is left out stands there no more."""

    expected_revision: int = required(REVISION)
    reason: str = required("Why.")


ActualResult: TypeAlias = Annotated[
    Actual | NotFound | FactRefused | NewerEdit | IdempotencyKeyReused,
    strawberry.union("ActualResult", description="The value as it is now, or why it was not written."),
]


@output_type
class ActualMutations:
    """What writes values of indicators, of the programmes that the account reaches.

    A value of one country is for accounts that reach that country.
    """

    actual_record: ActualResult | None = mutation(
        deeds.RECORD, ActualRecordInput, description="Write a value that is not there yet."
    )
    actual_correct: ActualResult | None = mutation(
        deeds.CORRECT, ActualCorrectInput, description="Write another value in the place of one."
    )
