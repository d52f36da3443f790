"""The sample budget: version 1 is the last quarter of 2019, version 2 adds the quarters of 2020.

Source: domain.md b.3 (the lines of version 1) and b.2, 12 (phases of the overhead line).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from db.models.funding import (
    BudgetKind,
    BudgetLine,
    BudgetPhase,
    BudgetStatus,
    BudgetVersion,
    CostCategory,
    FundingSource,
)
from db.money import Money

_STAFF, _OFFICE, _WORK = CostCategory.STAFF, CostCategory.OFFICE, CostCategory.OPERATIONAL
OVERHEAD_LINE: Final = "4.1"
_QUARTERS: Final = ("2019-Q4", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")


@dataclass(frozen=True, slots=True)
class _Line:
    """A direct line; phases in whole kroner, one for each quarter from 2019-Q4 on, 0 for none."""

    code: str
    category: CostCategory
    description: str
    phases: tuple[int, ...]
    country: str | None = None
    node: str | None = None
    is_partner_cost: bool = False
    is_direct_assistance: bool = False
    unit_cost: tuple[str, int] | None = None
    """Unit and its cost in whole kroner, where the amount is a number of units."""


def _monthly(code: str, category: CostCategory, description: str, cost: int, country: str | None) -> _Line:
    """A line that costs as much in every month of 2020."""
    return _Line(code, category, description, (0, *[3 * cost] * 4), country, unit_cost=("month", cost))


# fmt: off
_LINES: Final = (
    _Line("1.1", _STAFF, "Staff, Ukraine", (60_000, 84_000, 84_000, 84_000, 84_000), "UA"),
    _monthly("1.2", _STAFF, "Staff, Georgia", 24_000, "GE"),
    _monthly("1.3", _STAFF, "Staff, Moldova", 19_000, "MD"),
    _monthly("1.4", _STAFF, "Staff, Belarus", 15_000, "BY"),
    _monthly("2.1", _OFFICE, "Office, Georgia", 8_000, "GE"),
    _monthly("2.2", _OFFICE, "Office, Ukraine", 8_000, "UA"),
    _monthly("2.3", _OFFICE, "Office, Moldova", 5_000, "MD"),
    _monthly("2.4", _OFFICE, "Office, Belarus", 4_000, "BY"),
    _monthly("2.5", _OFFICE, "Communication, all offices", 3_000, None),
    _Line("3.1", _WORK, "Conferences", (90_000, 110_000, 50_000, 80_000, 150_000), node="OP1.1"),
    _Line("3.2", _WORK, "Travel", (36_000, 45_000, 20_000, 30_000, 45_000), node="OP1.1"),
    _Line("3.3", _WORK, "Research", (35_000, 40_000, 40_000, 40_000, 40_000), node="OP3.1"),
    _Line("3.4", _WORK, "NGO grant, Moldova", (42_000, 60_000, 60_000, 60_000, 60_000), "MD", "OP2.1", True),
    _Line("3.5", _WORK, "NGO grant, Ukraine", (0, 66_000, 66_000, 66_000, 66_000), "UA", "OP2.1", True),
    _Line("3.6", _WORK, "Direct assistance", (0, 48_000, 48_000, 48_000, 48_000), node="OP2.2",
          is_direct_assistance=True),
    _Line("3.7", _WORK, "Trainings", (0, 40_000, 25_000, 45_000, 60_000), node="OP2.1"),
    _Line("3.8", _WORK, "Prevention tools", (0, 30_000, 35_000, 35_000, 30_000), node="OP3.1"),
)
# fmt: on


def add_budget(
    session: Session, source: FundingSource, nodes: Mapping[str, int]
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Both versions with their lines and phases; the ids of the lines of each, by code."""
    first = _version(
        source,
        1,
        BudgetKind.ORIGINAL,
        BudgetStatus.SUPERSEDED,
        approved_on=date(2019, 6, 24),
        effective_from=date(2019, 7, 1),
    )
    second = _version(
        source,
        2,
        BudgetKind.REVISED,
        BudgetStatus.APPROVED,
        approved_on=date(2019, 12, 16),
        effective_from=date(2020, 1, 1),
    )
    session.add_all((first, second))
    session.flush()
    return (
        _add_lines(session, source, first, nodes, quarters=1),
        _add_lines(session, source, second, nodes, quarters=5),
    )


def _version(
    source: FundingSource,
    version_no: int,
    kind: BudgetKind,
    status: BudgetStatus,
    *,
    approved_on: date,
    effective_from: date,
) -> BudgetVersion:
    return BudgetVersion(
        funding_source_id=source.id,
        version_no=version_no,
        kind=kind,
        status=status,
        approved_on=approved_on,
        approval_ref=f"SAMPLE-BUDGET-{version_no}",
        effective_from=effective_from,
        is_sample=True,
    )


def _add_lines(
    session: Session, source: FundingSource, version: BudgetVersion, nodes: Mapping[str, int], quarters: int
) -> Mapping[str, int]:
    """The lines that have a phase in the first so many quarters, and the overhead on them; ids by code."""
    kept = [line for line in _LINES if any(line.phases[:quarters])]
    by_quarter = {line.code: _kroner(line.phases[:quarters]) for line in kept}
    by_quarter[OVERHEAD_LINE] = [
        Money.total(of_quarter, "NOK").share(source.overhead_rate)
        for of_quarter in zip(*by_quarter.values(), strict=True)
    ]
    rows = [_direct_row(line, version, nodes, by_quarter[line.code]) for line in kept]
    rows.append(_overhead_row(version, by_quarter[OVERHEAD_LINE]))
    session.add_all(rows)
    session.flush()
    session.add_all(
        BudgetPhase(budget_line_id=row.id, quarter=quarter, amount_minor=phase.minor)
        for row in rows
        for quarter, phase in zip(_QUARTERS, by_quarter[row.code], strict=False)
        if phase
    )
    session.flush()
    return {row.code: row.id for row in rows}


def _direct_row(
    line: _Line, version: BudgetVersion, nodes: Mapping[str, int], phases: Sequence[Money]
) -> BudgetLine:
    amount = Money.total(phases, "NOK")
    unit, unit_cost = (
        (line.unit_cost[0], Money(line.unit_cost[1] * 100, "NOK")) if line.unit_cost else (None, None)
    )
    return BudgetLine(
        budget_version_id=version.id,
        funding_source_id=version.funding_source_id,
        code=line.code,
        category=line.category,
        description=line.description,
        unit=unit,
        quantity=Decimal(amount.minor) / unit_cost.minor if unit_cost else None,
        unit_cost_minor=unit_cost.minor if unit_cost else None,
        amount_minor=amount.minor,
        country=line.country,
        result_node_id=nodes[line.node] if line.node else None,
        is_partner_cost=line.is_partner_cost,
        is_direct_assistance=line.is_direct_assistance,
    )


def _overhead_row(version: BudgetVersion, phases: Sequence[Money]) -> BudgetLine:
    return BudgetLine(
        budget_version_id=version.id,
        funding_source_id=version.funding_source_id,
        code=OVERHEAD_LINE,
        category=CostCategory.OVERHEAD,
        description="Overhead",
        amount_minor=Money.total(phases, "NOK").minor,
        is_partner_cost=False,
    )


def _kroner(amounts: Sequence[int]) -> list[Money]:
    return [Money(amount * 100, "NOK") for amount in amounts]
