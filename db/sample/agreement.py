"""The sample grant agreement, the instalments received under it and the interest on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from db.models.funding import (
    DeviationBasis,
    FundingSource,
    FxMethod,
    Instalment,
    InterestEarned,
    InterestRule,
)
from db.money import Money

SOURCE = "NMFA-RCTP"


def add_funding_source(
    session: Session, programme_id: int, organisations: Mapping[str, int]
) -> FundingSource:
    """The agreement. Its number and terms are invented, and its number says so."""
    source = FundingSource(
        code=SOURCE,
        programme_id=programme_id,
        donor_organisation_id=organisations["NO-MFA"],
        agreement_no="SAMPLE-0000",
        agreement_title="Regional Counter-Trafficking Programme (sample agreement)",
        grant_scheme="Sample grant scheme",
        responsible_unit="Sample unit",
        agreement_currency="NOK",
        committed_minor=Money.parse("4,000,000.00", "NOK").minor,
        signed_on=date(2019, 6, 24),
        support_start=date(2019, 7, 1),
        support_end=date(2020, 12, 31),
        reporting_currency="NOK",
        functional_currency="USD",
        fx_method=FxMethod.UNORE_POSTING,
        deviation_share=Decimal("0.10"),
        deviation_basis=DeviationBasis.LINE,
        overhead_rate=Decimal("0.07"),
        overhead_on_partner_costs=True,
        interest_rule=InterestRule.RETURN,
        min_refund_minor=Money.parse("500.00", "NOK").minor,
        refund_months=6,
        quarterly_due_days=30,
        final_due_months=6,
        is_sample=True,
    )
    session.add(source)
    session.flush()
    return source


def add_receipts(session: Session, source_id: int) -> None:
    """Instalments and interest. The last instalment was asked for and has not come: it counts nowhere."""
    session.add_all(
        (
            _instalment(
                source_id, 1, date(2019, 6, 24), date(2019, 7, 1), "1,500,000.00", "175,767.52", "8.534"
            ),
            _instalment(source_id, 2, date(2020, 2, 3), date(2020, 3, 16), "700,000.00", "74,850.30", None),
            _instalment(source_id, 3, date(2020, 6, 15), date(2020, 7, 13), "1,000,000.00", None, "9.664"),
            _instalment(source_id, 4, date(2020, 10, 12), date(2020, 11, 9), "600,000.00", "62,774.64", None),
            _instalment(source_id, 5, date(2020, 12, 14), None, "150,000.00", None, None),
        )
    )
    session.add_all(
        InterestEarned(
            funding_source_id=source_id,
            quarter=quarter,
            amount_minor=Money.parse(amount, currency).minor,
            currency=currency,
            is_sample=True,
        )
        for quarter, amount, currency in (
            ("2020-Q1", "112.40", "USD"),
            ("2020-Q2", "64.15", "USD"),
            ("2020-Q3", "310.00", "NOK"),
            ("2020-Q4", "38.90", "USD"),
        )
    )
    session.flush()


def _instalment(
    source_id: int,
    no: int,
    requested_on: date,
    received_on: date | None,
    amount: str,
    functional: str | None,
    receipt_rate: str | None,
) -> Instalment:
    minor = Money.parse(amount, "NOK").minor
    return Instalment(
        funding_source_id=source_id,
        no=no,
        requested_on=requested_on,
        requested_minor=minor,
        received_on=received_on,
        received_minor=minor if received_on else None,
        functional_minor=Money.parse(functional, "USD").minor if functional else None,
        receipt_rate=Decimal(receipt_rate) if receipt_rate else None,
        bank_reference=f"SAMPLE-BANK-{no:02}" if received_on else None,
        is_sample=True,
    )
