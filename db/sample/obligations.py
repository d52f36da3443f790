"""What is ordered and not yet paid, and what was moved between budget lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from db.models.funding import BudgetReallocation, CostCategory
from db.models.ledger import Commitment, CommitmentChange
from db.money import Money

# number, line, category, supplier, currency, then day and change of what is open
_COMMITMENTS: Final = (
    (
        ("PO-2019-001", "3.1", CostCategory.OPERATIONAL, 6, "NOK"),
        (
            (date(2019, 12, 9), "12,000.00"),
            (date(2020, 1, 24), "-7,500.00"),
            (date(2020, 2, 17), "-4,500.00"),
        ),
    ),
    (
        ("PO-2020-001", "3.3", CostCategory.OPERATIONAL, 25, "USD"),
        (
            (date(2020, 1, 20), "16,700.00"),
            (date(2020, 2, 26), "-2,080.00"),
            (date(2020, 3, 26), "-2,080.00"),
            (date(2020, 5, 26), "-2,080.00"),
            (date(2020, 7, 26), "-2,080.00"),
            (date(2020, 8, 26), "-2,080.00"),
            (date(2020, 10, 26), "-2,080.00"),
            (date(2020, 11, 26), "-2,080.00"),
            (date(2020, 12, 31), "-2,140.00"),
        ),
    ),
    (
        ("PO-2020-002", "3.1", CostCategory.OPERATIONAL, 37, "GEL"),
        (
            (date(2020, 3, 2), "19,000.00"),
            (date(2020, 4, 14), "-17,100.00"),
            (date(2020, 8, 17), "19,750.00"),
            (date(2020, 9, 21), "-8,000.00"),
            (date(2020, 10, 6), "-13,650.00"),
        ),
    ),
    (
        ("PO-2020-003", "2.2", CostCategory.OFFICE, 13, "UAH"),
        (
            (date(2020, 9, 1), "68,800.00"),
            (date(2020, 10, 3), "-17,200.00"),
            (date(2020, 11, 3), "-17,200.00"),
            (date(2020, 12, 3), "-17,200.00"),
        ),
    ),
    (
        ("PO-2020-004", "3.8", CostCategory.OPERATIONAL, 27, "BYN"),
        ((date(2020, 12, 18), "1,960.00"),),
    ),
)


def add_commitments(
    session: Session, source_id: int, lines_2019: Mapping[str, int], lines_2020: Mapping[str, int]
) -> None:
    """Purchase orders with their dated changes; what is open on a day is their sum up to it."""
    for (po_no, line, category, supplier, currency), changes in _COMMITMENTS:
        committed_on = changes[0][0]
        lines = lines_2019 if committed_on.year == 2019 else lines_2020
        commitment = Commitment(
            po_no=po_no,
            funding_source_id=source_id,
            budget_line_id=lines[line],
            cost_category=category,
            vendor_code=f"SAMPLE-{supplier:02}",
            currency=currency,
            committed_on=committed_on,
            is_sample=True,
        )
        session.add(commitment)
        session.flush()
        session.add_all(
            CommitmentChange(
                commitment_id=commitment.id,
                changed_on=on,
                amount_minor=Money.parse(amount, currency).minor,
            )
            for on, amount in changes
        )
    session.flush()


def add_reallocations(session: Session, lines: Mapping[str, int]) -> None:
    """One move that needs no approval, and one that does because it goes to staff."""
    session.add_all(
        (
            BudgetReallocation(
                from_line_id=lines["3.2"],
                to_line_id=lines["3.8"],
                amount_minor=Money.parse("6,000.00", "NOK").minor,
                reason="Sample: trips not made; information tools printed instead",
                requested_on=date(2020, 6, 15),
                is_sample=True,
            ),
            BudgetReallocation(
                from_line_id=lines["3.1"],
                to_line_id=lines["1.2"],
                amount_minor=Money.parse("15,000.00", "NOK").minor,
                reason="Sample: online meetings need less room hire and more preparation",
                requested_on=date(2020, 9, 10),
                approval_ref="SAMPLE-APPROVAL-02",
                approved_on=date(2020, 9, 25),
                is_sample=True,
            ),
        )
    )
    session.flush()
