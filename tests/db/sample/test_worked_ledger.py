from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.funding import BudgetLine, BudgetPhase, BudgetVersion, FundingSource, Instalment
from db.models.ledger import Commitment, CommitmentChange, LedgerEntry
from db.periods import Quarter
from db.queries.rates import rate_table

IN_2019 = LedgerEntry.fiscal_year == 2019


def rows(session: Session, *columns: Any) -> list[tuple[Any, ...]]:
    found = session.execute(
        select(*columns)
        .join(BudgetLine, BudgetLine.id == LedgerEntry.budget_line_id)
        .where(IN_2019)
        .order_by(LedgerEntry.document_no)
    )
    return [tuple(row) for row in found]


def test_the_eight_rows_are_posted_as_worked_by_hand(session: Session) -> None:
    found = rows(
        session,
        LedgerEntry.document_no,
        LedgerEntry.posting_date,
        BudgetLine.code,
        LedgerEntry.office,
        LedgerEntry.transaction_currency,
        LedgerEntry.transaction_minor,
        LedgerEntry.rate_tc_per_usd,
        LedgerEntry.rate_rc_per_usd,
        LedgerEntry.amount_usd_minor,
        LedgerEntry.amount_reporting_minor,
    )

    assert [(*row[:6], str(row[6].normalize()), str(row[7].normalize()), *row[8:]) for row in found] == [
        (
            "LED-0001",
            date(2019, 10, 21),
            "3.1",
            "GE",
            "GEL",
            18_450_00,
            "2.977",
            "9.087",
            6_197_51,
            56_316_81,
        ),
        ("LED-0002", date(2019, 10, 28), "3.1", "GE", "GEL", 6_300_00, "2.977", "9.087", 2_116_22, 19_230_13),
        ("LED-0003", date(2019, 10, 25), "3.2", "GE", "EUR", 4_212_50, "0.918", "9.087", 4_588_78, 41_698_24),
        (
            "LED-0004",
            date(2019, 10, 31),
            "1.1",
            "UA",
            "UAH",
            145_000_00,
            "24.197",
            "9.087",
            5_992_48,
            54_453_65,
        ),
        ("LED-0005", date(2019, 11, 29), "3.3", "UA", "USD", 3_500_00, "1", "9.125", 3_500_00, 31_937_50),
        (
            "LED-0006",
            date(2019, 12, 5),
            "3.4",
            "MD",
            "MDL",
            88_000_00,
            "17.491",
            "9.201",
            5_031_16,
            46_291_69,
        ),
        ("LED-0007", date(2019, 12, 12), "3.1", "BY", "BYN", 5_125_40, "2.109", "9.201", 2_430_25, 22_360_74),
        ("LED-0008", date(2019, 12, 31), "3.2", "GE", "EUR", -212_50, "0.918", "9.087", -231_48, -2_103_47),
    ]


def test_they_add_up_to_the_worked_totals(session: Session) -> None:
    usd, nok = session.execute(
        select(func.sum(LedgerEntry.amount_usd_minor), func.sum(LedgerEntry.amount_reporting_minor)).where(
            IN_2019
        )
    ).one()

    assert (usd, nok) == (29_624_92, 270_185_29)


def test_they_add_up_by_office(session: Session) -> None:
    found = session.execute(
        select(LedgerEntry.office, func.sum(LedgerEntry.amount_reporting_minor))
        .where(IN_2019)
        .group_by(LedgerEntry.office)
    ).all()

    assert dict(found) == {
        "GE": 115_141_71,
        "UA": 86_391_15,
        "MD": 46_291_69,
        "BY": 22_360_74,
    }


def test_all_of_them_lie_in_the_last_quarter_and_none_names_an_event(session: Session) -> None:
    found = rows(session, LedgerEntry.posting_date, LedgerEntry.event_id)

    assert {str(Quarter.of(posting_date)) for posting_date, _ in found} == {"2019-Q4"}
    assert {event for _, event in found} == {None}


def test_the_correction_names_its_row_and_takes_its_rates_with_their_date(session: Session) -> None:
    correction = session.scalars(select(LedgerEntry).where(LedgerEntry.document_no == "LED-0008")).one()
    named = session.scalars(select(LedgerEntry).where(LedgerEntry.document_no == "LED-0003")).one()

    assert correction.document_type == "CORRECTION"
    assert correction.reverses_id == named.id
    assert correction.rate_date == date(2019, 10, 25)


def test_version_1_of_the_budget_is_all_in_the_last_quarter(session: Session) -> None:
    found = session.execute(
        select(BudgetLine.code, BudgetLine.amount_minor, BudgetPhase.quarter, BudgetPhase.amount_minor)
        .join(BudgetVersion, BudgetVersion.id == BudgetLine.budget_version_id)
        .join(BudgetPhase, BudgetPhase.budget_line_id == BudgetLine.id)
        .where(BudgetVersion.version_no == 1)
        .order_by(BudgetLine.code)
    ).all()

    assert [tuple(row) for row in found] == [
        ("1.1", 60_000_00, "2019-Q4", 60_000_00),
        ("3.1", 90_000_00, "2019-Q4", 90_000_00),
        ("3.2", 36_000_00, "2019-Q4", 36_000_00),
        ("3.3", 35_000_00, "2019-Q4", 35_000_00),
        ("3.4", 42_000_00, "2019-Q4", 42_000_00),
        ("4.1", 18_410_00, "2019-Q4", 18_410_00),
    ]
    assert sum(minor for _, minor, _, _ in found) == 281_410_00


def test_one_instalment_came_before_2020(session: Session) -> None:
    first = session.scalars(select(Instalment).where(Instalment.received_on < date(2020, 1, 1))).one()

    assert (first.received_on, first.received_minor) == (date(2019, 7, 1), 1_500_000_00)
    assert (first.functional_minor, first.receipt_rate) == (175_767_52, Decimal("8.534"))


def test_the_agreement_says_that_its_number_is_invented(session: Session) -> None:
    source = session.scalars(select(FundingSource)).one()

    assert (source.code, source.agreement_no) == ("NMFA-RCTP", "SAMPLE-0000")
    assert source.overhead_on_partner_costs is True
    assert (source.deviation_share, source.overhead_rate) == (Decimal("0.10"), Decimal("0.07"))


@pytest.mark.parametrize(
    ("currency", "on", "units"),
    [
        ("GEL", date(2019, 10, 31), "2.977"),
        ("UAH", date(2019, 10, 1), "24.197"),
        ("EUR", date(2019, 10, 25), "0.918"),
        ("NOK", date(2019, 10, 31), "9.087"),
        ("NOK", date(2019, 11, 1), "9.125"),
        ("NOK", date(2019, 12, 31), "9.201"),
        ("MDL", date(2019, 12, 5), "17.491"),
        ("BYN", date(2019, 12, 12), "2.109"),
    ],
)
def test_the_rates_of_the_worked_ledger_are_in_force(
    session: Session, currency: str, on: date, units: str
) -> None:
    assert rate_table(session).in_force(currency, on).units_per_usd == Decimal(units)


def test_one_purchase_order_is_open_at_the_end_of_2019(session: Session) -> None:
    found = session.execute(
        select(Commitment.po_no, Commitment.currency, func.sum(CommitmentChange.amount_minor))
        .join(CommitmentChange, CommitmentChange.commitment_id == Commitment.id)
        .where(CommitmentChange.changed_on <= date(2019, 12, 31))
        .group_by(Commitment.po_no, Commitment.currency)
    ).all()

    assert [tuple(row) for row in found] == [("PO-2019-001", "NOK", 12_000_00)]
