"""Which budget is in force, what it plans, and what was moved within it. All in the reporting currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.models.funding import (
    BudgetKind,
    BudgetLine,
    BudgetPhase,
    BudgetReallocation,
    BudgetStatus,
    BudgetVersion,
    CostCategory,
)
from db.models.results import ResultNode
from db.periods import Quarter


@dataclass(frozen=True, slots=True)
class Version:
    """A budget version that is or was in force."""

    id: int
    version_no: int
    kind: BudgetKind
    approved_on: date | None
    approval_ref: str | None
    effective_from: date


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line as a version has it. One that a later version leaves out stays, with budget 0."""

    code: str
    category: CostCategory
    description: str
    country: str | None
    output: str | None
    """Code of the result node that the line pays for."""
    is_partner_cost: bool
    is_direct_assistance: bool
    """In any version: whoever was paid under the number once is behind its sums for good."""
    amount_minor: int
    phases: Mapping[Quarter, int] = field(default_factory=dict)

    @property
    def sort_key(self) -> tuple[int, ...]:
        """Lines stand in the order of their numbers: 3.2 before 3.10."""
        return tuple(int(part) for part in self.code.split("."))


@dataclass(frozen=True, slots=True)
class Move:
    """A reallocation between two lines."""

    from_code: str
    to_code: str
    amount_minor: int
    requested_on: date
    approved_on: date | None
    id: int = 0


def version_in_force(session: Session, source_id: int, on: date) -> int | None:
    """The id of the approved or superseded version with the latest first day on or before a day.

    Source: domain.md b.2, 11.
    """
    versions = versions_until(session, source_id, on)
    return versions[-1].id if versions else None


def versions_until(session: Session, source_id: int, on: date) -> list[Version]:
    """Every version that has come into force by a day; the last one is in force."""
    found = session.execute(
        select(
            BudgetVersion.id,
            BudgetVersion.version_no,
            BudgetVersion.kind,
            BudgetVersion.approved_on,
            BudgetVersion.approval_ref,
            BudgetVersion.effective_from,
        )
        .where(
            BudgetVersion.funding_source_id == source_id,
            BudgetVersion.effective_from <= on,
            BudgetVersion.status.in_((BudgetStatus.APPROVED, BudgetStatus.SUPERSEDED)),
        )
        .order_by(BudgetVersion.effective_from, BudgetVersion.version_no)
    )
    return [Version(row[0], row[1], BudgetKind(row[2]), *row[3:]) for row in found]


def lines_in_force(session: Session, versions: list[Version]) -> list[Line]:
    """The lines of the last version, by number.

    A line of an earlier version that the last one leaves out stays among them, with budget 0.
    """
    ids = [version.id for version in versions]
    rows = session.execute(
        select(BudgetLine, ResultNode.code)
        .outerjoin(ResultNode, ResultNode.id == BudgetLine.result_node_id)
        .where(BudgetLine.budget_version_id.in_(ids))
    ).all()
    for_assistance = {line.code for line, _ in rows if line.is_direct_assistance}
    phases = _phases(session, ids[-1])
    by_code: dict[str, tuple[int, Line]] = {}
    for line, output in rows:
        age = ids.index(line.budget_version_id)
        if line.code in by_code and by_code[line.code][0] > age:
            continue
        in_force = line.budget_version_id == ids[-1]
        by_code[line.code] = (
            age,
            Line(
                line.code,
                line.category,
                line.description,
                line.country,
                output,
                line.is_partner_cost,
                line.code in for_assistance,
                line.amount_minor if in_force else 0,
                phases[line.id] if in_force else {},
            ),
        )
    return sorted((line for _, line in by_code.values()), key=lambda line: line.sort_key)


def moves_within(session: Session, version_id: int, until: date) -> list[Move]:
    """The reallocations between lines of a version that were asked for by a day, as they were asked for.

    An approval may be missing, or later than that day.
    """
    return moves_of(session, [version_id], until).get(version_id, [])


def moves_of(
    session: Session, version_ids: Sequence[int], until: date | None = None
) -> dict[int, list[Move]]:
    """The same of several versions, by version; without a day, all that were ever asked for."""
    source, target = aliased(BudgetLine), aliased(BudgetLine)
    asked = [] if until is None else [BudgetReallocation.requested_on <= until]
    found = session.execute(
        select(
            source.budget_version_id,
            source.code,
            target.code,
            BudgetReallocation.amount_minor,
            BudgetReallocation.requested_on,
            BudgetReallocation.approved_on,
            BudgetReallocation.id,
        )
        .join(source, source.id == BudgetReallocation.from_line_id)
        .join(target, target.id == BudgetReallocation.to_line_id)
        .where(source.budget_version_id.in_(version_ids), *asked)
        .order_by(BudgetReallocation.requested_on, BudgetReallocation.id)
    )
    moves: dict[int, list[Move]] = {}
    for row in found:
        moves.setdefault(row[0], []).append(Move(*row[1:]))
    return moves


def _phases(session: Session, version_id: int) -> Mapping[int, Mapping[Quarter, int]]:
    found = session.execute(
        select(BudgetPhase.budget_line_id, BudgetPhase.quarter, BudgetPhase.amount_minor)
        .join(BudgetLine, BudgetLine.id == BudgetPhase.budget_line_id)
        .where(BudgetLine.budget_version_id == version_id)
    )
    by_line: dict[int, dict[Quarter, int]] = defaultdict(dict)
    for line_id, quarter, minor in found:
        by_line[line_id][Quarter.parse(quarter)] = minor
    return by_line
