"""Exchange rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from db.imports.codes import CURRENCY
from db.imports.columns import Column, Day, Number, SheetKind, WorkbookKind, code
from db.models.ledger import RateSource
from db.recording.rates import RATES

KIND: Final = WorkbookKind(
    "rates",
    "Exchange rates",
    (
        "One row for each currency and day on which a new rate comes into force.",
        "A rate is the units of the currency for one US dollar. Where a bank quotes for 10, 100 or more "
        "units, divide first.",
        "A rate that is there already and differs becomes a new version: what is posted keeps its rate.",
    ),
    (
        SheetKind(
            "Rates",
            "Exchange rates",
            "Units of a currency for one US dollar, from a day on.",
            RATES,
            (
                code("rate_source", "Source", RateSource, "Where the rate comes from.", "UNORE"),
                Column("currency", "Currency", CURRENCY, "ISO code of the currency.", "GEL", True),
                Column(
                    "effective_from",
                    "Effective from",
                    Day(),
                    "The first day it is in force.",
                    date(2020, 1, 1),
                    True,
                ),
                Column(
                    "units_per_usd",
                    "Units per USD",
                    Number(8),
                    "How many units one US dollar is worth.",
                    Decimal("2.867"),
                    True,
                ),
                Column(
                    "published_on",
                    "Published on",
                    Day(),
                    "When it was published; leave it empty if that is unknown.",
                    date(2019, 12, 31),
                ),
            ),
        ),
    ),
)
