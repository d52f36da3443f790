"""Money moved between the lines of a budget version. Source: domain.md a.3, b.3.

Zero-sum by construction. Whether the donor must approve follows from the moves, and is never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import BudgetMissing, NotFound
from db.models.funding import BudgetLine, BudgetReallocation, CostCategory, FundingSource
from db.money import Money
from db.queries.budgets import moves_of, version_in_force
from db.queries.visibility import visible_source
from db.recording.amounts import positive_money_of
from db.recording.done import By, Done
from db.recording.facts import FactRefused
from db.recording.reach import held_source, require_whole
from db.recording.texts import line, paragraph


@dataclass(frozen=True, slots=True)
class ReallocationFact:
    """A move that is asked for; the amount is in major units of the reporting currency."""

    source: str
    from_line: str
    to_line: str
    amount: Decimal
    reason: str
    requested_on: date
    """Decides the version."""


@dataclass(frozen=True, slots=True)
class ApprovalFact:
    """The donor's approval of a move."""

    reallocation: int
    approval_ref: str
    approved_on: date


def request(session: Session, by: By, fact: ReallocationFact) -> Done:
    """Move money between two lines of the version in force. Raises NotFound, BudgetMissing, FactRefused."""
    source = held_source(session, by.scope, fact.source)
    thing = f"reallocation of {source.code}"
    require_whole(session, by.scope, source, thing)
    version = version_in_force(session, source.id, fact.requested_on)
    if version is None:
        raise BudgetMissing(source.code, fact.requested_on)
    found = session.scalars(select(BudgetLine).where(BudgetLine.budget_version_id == version))
    lines = {each.code: each for each in found}
    giving = _line(thing, "from_line", fact.from_line, lines)
    taking = _line(thing, "to_line", fact.to_line, lines)
    if giving is taking:
        raise FactRefused(thing, "to_line", "it would move money from a line to itself")
    amount = positive_money_of(thing, "amount", fact.amount, source.reporting_currency)
    left = _left(session, version, giving, source)
    if amount > left:
        raise FactRefused(thing, "amount", f"{giving.code} has {left} that can be moved")
    row = BudgetReallocation(
        from_line_id=giving.id,
        to_line_id=taking.id,
        amount_minor=amount.minor,
        reason=paragraph(thing, "reason", fact.reason),
        requested_on=fact.requested_on,
        is_sample=source.is_sample,
    )
    session.add(row)
    session.flush()
    told = {
        "fromLine": giving.code,
        "toLine": taking.code,
        "amount": f"{amount.amount} {amount.currency}",
        "requestedOn": fact.requested_on.isoformat(),
    }
    return Done(row.id, f"reallocation {source.code} {row.id}", after=told, reason=row.reason)


def approve(session: Session, by: By, fact: ApprovalFact) -> Done:
    """Note that the donor has approved a move. Raises NotFound, FactRefused."""
    source = held_source(session, by.scope, _source_of(session, by, fact.reallocation))
    thing = f"reallocation {source.code} {fact.reallocation}"
    require_whole(session, by.scope, source, thing)
    row = session.get_one(BudgetReallocation, fact.reallocation)
    if row.approved_on is not None:
        raise FactRefused(thing, "reallocation", f"it was approved on {row.approved_on}")
    if fact.approved_on < row.requested_on:
        raise FactRefused(thing, "approved_on", f"it was asked for later, on {row.requested_on}")
    row.approval_ref = line(thing, "approval_ref", fact.approval_ref)
    row.approved_on = fact.approved_on
    session.flush()
    told = {"approvalRef": row.approval_ref, "approvedOn": row.approved_on.isoformat()}
    return Done(row.id, thing, after=told)


def _line(thing: str, field: str, code: str, lines: dict[str, BudgetLine]) -> BudgetLine:
    if code not in lines:
        raise NotFound("budget line", code, sorted(lines))
    if lines[code].category is CostCategory.OVERHEAD:
        raise FactRefused(thing, field, "overhead follows from the direct lines; name one of those")
    return lines[code]


def _left(session: Session, version: int, giving: BudgetLine, source: FundingSource) -> Money:
    """What the line has with every move that was asked for."""
    moves = moves_of(session, [version]).get(version, [])
    moved_in = sum(move.amount_minor for move in moves if move.to_code == giving.code)
    moved_out = sum(move.amount_minor for move in moves if move.from_code == giving.code)
    return Money(giving.amount_minor + moved_in - moved_out, source.reporting_currency)


def _source_of(session: Session, by: By, reallocation: int) -> str:
    found = session.scalar(
        select(FundingSource.code)
        .join(BudgetLine, BudgetLine.funding_source_id == FundingSource.id)
        .join(BudgetReallocation, BudgetReallocation.from_line_id == BudgetLine.id)
        .where(BudgetReallocation.id == reallocation, *visible_source(by.scope))
    )
    if found is None:
        raise NotFound("reallocation", str(reallocation))
    return found
