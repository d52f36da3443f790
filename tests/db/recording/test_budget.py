"""Budget versions that come in."""

from datetime import date
from decimal import Decimal

import pytest

from db.engine import Session
from db.models.funding import BudgetKind, BudgetStatus, CostCategory
from db.recording.budget import (
    LINES,
    PHASES,
    VERSIONS,
    LineFact,
    PhaseFact,
    VersionFact,
    require_whole_version,
)
from db.recording.facts import FactRefused
from tests.db.recording.conftest import Written

SOURCE = "NMFA-RCTP"
THIRD = VersionFact(SOURCE, 3, BudgetKind.REVISED, BudgetStatus.DRAFT, date(2020, 12, 1))


def line(code: str, amount: str, **more: object) -> LineFact:
    return LineFact(
        SOURCE,
        3,
        code,
        CostCategory.OPERATIONAL,
        "Conferences",
        Decimal(amount),
        **more,  # type: ignore[arg-type]
    )


def phase(code: str, quarter: str, amount: str) -> PhaseFact:
    return PhaseFact(SOURCE, 3, code, quarter, Decimal(amount))


def test_a_version_is_whole_when_its_phases_add_up_to_its_lines(session: Session, write: Written) -> None:
    assert write(VERSIONS, THIRD)[1] == []
    assert write(LINES, line("3.1", "100.00"))[1] == []
    assert write(PHASES, phase("3.1", "2020-Q4", "99.99"))[1] == []

    with pytest.raises(FactRefused) as refused:
        require_whole_version(session, SOURCE, 3)
    write(PHASES, phase("3.1", "2021-Q1", "0.01"))
    require_whole_version(session, SOURCE, 3)

    assert refused.value.reason == "its phases add up to 99.99, and the line is 100.00"


def test_a_version_stays_within_the_grant(session: Session, write: Written) -> None:
    """The grant is NOK 4,000,000.00."""
    write(VERSIONS, THIRD)
    write(LINES, line("3.1", "4000000.01"))
    write(PHASES, phase("3.1", "2020-Q4", "4000000.01"))

    with pytest.raises(FactRefused, match=r"4,000,000\.01, more than the grant of 4,000,000\.00"):
        require_whole_version(session, SOURCE, 3)


def test_an_amount_is_quantity_times_unit_cost_rounded_half_up(write: Written) -> None:
    """2.5 x 1.01 is 2.525, which is 2.53."""
    write(VERSIONS, THIRD)
    units = {"unit": "day", "quantity": Decimal("2.5"), "unit_cost": Decimal("1.01")}

    _states, refused = write(LINES, line("3.1", "2.52", **units), line("3.2", "2.53", **units))

    assert [each.error.reason for each in refused] == ["quantity times unit cost is 2.53, and not 2.52"]


def test_lines_of_a_version_that_cost_is_posted_to_stay_as_they_were_approved(write: Written) -> None:
    changed = LineFact(
        SOURCE, 2, "3.1", CostCategory.OPERATIONAL, "Conferences", Decimal("1.00"), result="OP1.1"
    )

    _states, (refused,) = write(LINES, changed)

    assert refused.error.field == "version_no"


def test_an_approval_is_named(write: Written) -> None:
    approved = VersionFact(SOURCE, 3, BudgetKind.REVISED, BudgetStatus.APPROVED, date(2020, 12, 1))

    _states, (refused,) = write(VERSIONS, approved)

    assert refused.error.field == "approved_on"
