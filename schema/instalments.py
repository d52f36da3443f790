"""What writes the money that was asked of the donor and received, and the interest on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from db.periods import Quarter
from resolvers import funding as deeds
from schema.common import input_type, output_type
from schema.funding import Instalment, InterestEarned
from schema.mutations import REVISION, MutationInput, mutation, optional, required
from schema.refusals import NotFound
from schema.write_refusals import FactRefused, IdempotencyKeyReused, NewerEdit


@input_type
class InstalmentRecordInput(MutationInput):
    """A payment asked of the donor, with what came of it. What is left out stands there no more."""

    source: str = required("The funding source's code.")
    no: int = required("Its number in the agreement.")
    requested_on: date | None = optional("The day it was asked for.")
    requested: Decimal | None = optional("What was asked for, in the agreement currency.")
    received_on: date | None = optional("The day it was received; not while it is awaited.")
    received: Decimal | None = optional("What was received, in the agreement currency.")
    functional: Decimal | None = optional(
        "What was received, in the functional currency; wins over the rate."
    )
    receipt_rate: Decimal | None = optional(
        "Agreement currency per 1 unit of functional currency at receipt, where the bank does not say more."
    )
    bank_reference: str | None = optional("The bank's reference.")
    expected_revision: int = required(REVISION)
    reason: str | None = optional("Why; needed where something that stood there changes.")


@input_type
class InterestRecordInput(MutationInput):
    """Interest on a grant in a quarter."""

    source: str = required("The funding source's code.")
    quarter: Quarter = required("The quarter it was earned in.")
    currency: str = required("ISO 4217 code of the currency.")
    amount: Decimal = required("The interest, with up to two decimals.")
    expected_amount: Decimal | None = optional(
        "The amount that you have seen to stand there; not where there is none yet. When another stands "
        "there, nothing is overwritten."
    )
    reason: str | None = optional("Why; needed where another amount stood there.")


InstalmentResult: TypeAlias = Annotated[
    Instalment | NotFound | FactRefused | NewerEdit | IdempotencyKeyReused,
    strawberry.union(
        "InstalmentResult", description="The instalment as it is now, or why it was not written."
    ),
]
InterestResult: TypeAlias = Annotated[
    InterestEarned | NotFound | FactRefused | IdempotencyKeyReused,
    strawberry.union("InterestResult", description="The interest as it is now, or why it was not written."),
]


@output_type
class InstalmentMutations:
    """What writes money received. For accounts that reach every country of the programme."""

    instalment_record: InstalmentResult | None = mutation(
        deeds.RECORD_INSTALMENT,
        InstalmentRecordInput,
        description="Record a payment that was asked for, and later what came of it.",
    )
    interest_record: InterestResult | None = mutation(
        deeds.RECORD_INTEREST,
        InterestRecordInput,
        description="Record the interest of a quarter.",
    )
