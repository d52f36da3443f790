"""Money as every answer shows it."""

from __future__ import annotations

from decimal import Decimal

from schema.common import field, output_type
from schema.scalars import BigInt


@output_type
class Money:
    """An exact amount of one currency."""

    amount: Decimal = field("The amount in major units, with exactly two decimals.")
    currency: str = field("ISO 4217 code: `NOK`.")
    minor: BigInt = field("The same amount in whole minor units (øre, cents).")
