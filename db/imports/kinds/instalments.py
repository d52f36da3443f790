"""Money asked of the donor and received, and interest on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from db.imports.codes import CURRENCY, SOURCE
from db.imports.columns import Amount, Column, Day, Number, QuarterCode, SheetKind, Text, Whole, WorkbookKind
from db.recording.instalments import INSTALMENTS, INTEREST

_SOURCE: Final = Column("source", "Funding source", SOURCE, "Code of the grant agreement.", "NMFA-RCTP", True)

KIND: Final = WorkbookKind(
    "instalments",
    "Instalments and interest",
    (
        "One row for each payment asked of the donor, with what came of it.",
        "Only money received counts. What is received needs its amount in US dollars, or the rate it was "
        "received at; the amount wins.",
    ),
    (
        SheetKind(
            "Instalments",
            "Instalments",
            "Payments asked of the donor and received.",
            INSTALMENTS,
            (
                _SOURCE,
                Column("no", "No.", Whole(), "Number of the instalment in the agreement.", 1, True),
                Column("requested_on", "Requested on", Day(), "When it was asked for.", date(2019, 6, 24)),
                Column(
                    "requested",
                    "Requested",
                    Amount(),
                    "How much was asked for, in the agreement's currency.",
                    Decimal("1500000.00"),
                ),
                Column(
                    "received_on", "Received on", Day(), "When it came; empty until then.", date(2019, 7, 1)
                ),
                Column(
                    "received",
                    "Received",
                    Amount(),
                    "How much came, in the agreement's currency.",
                    Decimal("1500000.00"),
                ),
                Column(
                    "functional",
                    "Received, USD",
                    Amount(),
                    "How much that was in US dollars.",
                    Decimal("175767.52"),
                ),
                Column(
                    "receipt_rate",
                    "Receipt rate",
                    Number(8),
                    "Units of the agreement's currency for one US dollar, where the dollars are not known.",
                    Decimal("8.534"),
                ),
                Column("bank_reference", "Bank reference", Text(80), "The bank's reference.", "BANK-01"),
            ),
        ),
        SheetKind(
            "Interest",
            "Interest earned",
            "Interest on the grant, by quarter and currency.",
            INTEREST,
            (
                _SOURCE,
                Column("quarter", "Quarter", QuarterCode(), "The quarter it was earned in.", "2020-Q1", True),
                Column("currency", "Currency", CURRENCY, "ISO code of the currency.", "USD", True),
                Column("amount", "Amount", Amount(), "The interest.", Decimal("112.40"), True),
            ),
        ),
    ),
)
