from collections import defaultdict
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.funding import (
    BudgetLine,
    BudgetPhase,
    BudgetReallocation,
    BudgetVersion,
    CostCategory,
    FundingSource,
)
from db.money import Money


def lines(session: Session, version_no: int) -> list[BudgetLine]:
    found = session.scalars(
        select(BudgetLine)
        .join(BudgetVersion, BudgetVersion.id == BudgetLine.budget_version_id)
        .where(BudgetVersion.version_no == version_no)
        .order_by(BudgetLine.code)
    )
    return list(found)


def phases(session: Session, version_no: int) -> dict[str, dict[str, int]]:
    """Minor units by line and quarter."""
    codes = {line.id: line.code for line in lines(session, version_no)}
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for phase in session.scalars(select(BudgetPhase).where(BudgetPhase.budget_line_id.in_(codes))):
        found[codes[phase.budget_line_id]][phase.quarter] = phase.amount_minor
    return found


def test_version_1_is_superseded_by_version_2_at_new_year(session: Session) -> None:
    found = session.scalars(select(BudgetVersion).order_by(BudgetVersion.version_no)).all()

    assert [
        (version.version_no, version.kind, version.status, str(version.effective_from)) for version in found
    ] == [
        (1, 1, "SUPERSEDED", "2019-07-01"),
        (2, 2, "APPROVED", "2020-01-01"),
    ]


def test_version_2_is_within_the_amount_committed(session: Session) -> None:
    committed = session.scalars(select(FundingSource.committed_minor)).one()

    assert sum(line.amount_minor for line in lines(session, 2)) == 3_549_190_00
    assert committed == 4_000_000_00


def test_the_phases_of_every_line_add_up_to_it(session: Session) -> None:
    for version_no in (1, 2):
        by_line = phases(session, version_no)
        for line in lines(session, version_no):
            assert sum(by_line[line.code].values()) == line.amount_minor, line.code


def test_version_2_keeps_the_phases_of_version_1(session: Session) -> None:
    kept = {code: by_quarter["2019-Q4"] for code, by_quarter in phases(session, 1).items()}

    assert {
        code: by_quarter["2019-Q4"]
        for code, by_quarter in phases(session, 2).items()
        if "2019-Q4" in by_quarter
    } == kept


def test_overhead_is_seven_per_cent_of_each_quarter_and_of_the_whole(session: Session) -> None:
    by_line = phases(session, 2)
    overhead = by_line.pop("4.1")
    direct: defaultdict[str, int] = defaultdict(int)
    for by_quarter in by_line.values():
        for quarter, minor in by_quarter.items():
            direct[quarter] += minor

    assert overhead == {
        "2019-Q4": 18_410_00,
        "2020-Q1": 54_670_00,
        "2020-Q2": 48_020_00,
        "2020-Q3": 52_220_00,
        "2020-Q4": 58_870_00,
    }
    for quarter, minor in direct.items():
        assert Money(minor, "NOK").share(Decimal("0.07")).minor == overhead[quarter]
    assert Money(sum(direct.values()), "NOK").share(Decimal("0.07")) == Money.parse("232190.00", "NOK")


def test_a_line_of_units_costs_units_times_unit_cost(session: Session) -> None:
    in_units = [line for line in lines(session, 2) if line.unit_cost_minor is not None]

    assert len(in_units) == 8
    for line in in_units:
        assert line.quantity is not None
        assert line.unit_cost_minor is not None
        assert line.quantity * line.unit_cost_minor == line.amount_minor


def test_staff_serves_no_single_result_and_operations_do(session: Session) -> None:
    for line in lines(session, 2):
        assert (line.result_node_id is not None) is (line.category is CostCategory.OPERATIONAL), line.code


def test_a_move_to_staff_was_approved(session: Session) -> None:
    codes = {line.id: line.code for line in lines(session, 2)}
    moves = session.scalars(select(BudgetReallocation).order_by(BudgetReallocation.id)).all()

    assert [
        (codes[move.from_line_id], codes[move.to_line_id], move.amount_minor, move.approval_ref)
        for move in moves
    ] == [
        ("3.2", "3.8", 6_000_00, None),
        ("3.1", "1.2", 15_000_00, "SAMPLE-APPROVAL-02"),
    ]
