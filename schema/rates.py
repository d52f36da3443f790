"""Exchange rates, and what writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

import strawberry

from db.models.ledger import RateSource
from db.queries.exchange_rates import ExchangeRateRow
from resolvers import rates as deeds
from schema.common import SAMPLE, field, input_type, member_type, output_type
from schema.mutations import MutationInput, mutation, optional, required
from schema.write_refusals import FactRefused, IdempotencyKeyReused, NewerEdit


@member_type(lambda shown: type(shown) is ExchangeRateRow)
class ExchangeRate:
    """A version of an exchange rate. The highest version counts, and earlier ones stay."""

    source: RateSource = field("Where it comes from.")
    currency: str = field("ISO 4217 code of the currency.")
    effective_from: date = field("The first day it is in force.")
    version: int = field("Counts from 1.")
    units_per_usd: Decimal = field("Units of the currency for one US dollar.")
    published_on: date | None = field("When it was published, where that is known.")
    is_sample: bool = field(SAMPLE)


@input_type
class RateRecordInput(MutationInput):
    """An exchange rate, or another version of one."""

    rate_source: RateSource = required("Where it comes from.")
    currency: str = required("ISO 4217 code of the currency.")
    effective_from: date = required("The first day it is in force.")
    units_per_usd: Decimal = required(
        "Units of the currency for one US dollar, with up to eight decimals. Where a bank quotes for more "
        "units, divide first."
    )
    published_on: date | None = optional("When it was published.")
    expected_revision: int = required(
        "The number of the version that you have seen, 0 where there is none yet; when there is a newer one, "
        "none is added."
    )
    reason: str | None = optional("Why; another version than the first needs one.")


RateResult: TypeAlias = Annotated[
    ExchangeRate | FactRefused | NewerEdit | IdempotencyKeyReused,
    strawberry.union("RateResult", description="The version that was written, or why none was."),
]


@output_type
class RateMutations:
    """What writes exchange rates. For accounts that reach every country."""

    rate_record: RateResult | None = mutation(
        deeds.RECORD,
        RateRecordInput,
        description="Write a rate, or a new version of one. What is posted keeps its rate.",
    )
