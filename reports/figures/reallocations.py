"""Which moves between budget lines have taken effect, and which wait for the donor. Source: domain.md b.3.

A move has effect when it was approved, or when it needs no approval. One that waits has moved nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from db.models.funding import CostCategory
from db.queries.budgets import Move
from reports.facts import Facts

APPROVED_ALWAYS = frozenset({CostCategory.STAFF, CostCategory.OVERHEAD})
"""Categories that nothing is moved into without approval."""


@dataclass(frozen=True, slots=True)
class Reallocations:
    """The moves asked for by the period's end, within the version in force then, as they were asked for."""

    effective: tuple[Move, ...]
    waiting: tuple[Move, ...]


def compute(facts: Facts) -> Reallocations:
    """Every move, judged by what had been moved when it was asked for."""
    end = facts.period.end
    terms = Terms(
        {line.code: line.amount_minor for line in facts.lines},
        {line.code: line.category for line in facts.lines},
        Fraction(facts.agreement.deviation_share),
        facts.version.approved_on or facts.version.effective_from,
    )
    effective: list[Move] = []
    waiting: list[Move] = []
    for move, needs_approval in judged(facts.moves, terms):
        has_effect = not needs_approval or _approved_by(move, end)
        (effective if has_effect else waiting).append(move)
    return Reallocations(tuple(effective), tuple(waiting))


def judged(moves: Sequence[Move], terms: Terms) -> list[tuple[Move, bool]]:
    """Every move of a version, as they were asked for, with whether it needs the donor's approval."""
    found: list[tuple[Move, bool]] = []
    unapproved: list[Move] = []
    """Those that had effect without approval, when they were asked for."""
    for move in moves:
        needs_approval = _requires_approval(move, unapproved, moves, terms)
        if not needs_approval:
            unapproved.append(move)
        found.append((move, needs_approval))
    return found


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rule is held against."""

    budgets: Mapping[str, int]
    categories: Mapping[str, CostCategory]
    share: Fraction
    approved_on: date
    """When the version was approved: earlier moves are in it already."""


def _requires_approval(move: Move, unapproved: Sequence[Move], every: Sequence[Move], terms: Terms) -> bool:
    if terms.categories.get(move.to_code) in APPROVED_ALWAYS or not terms.budgets.get(move.to_code):
        return True
    return any(
        _moved_since(code, move, unapproved, every, terms) + move.amount_minor
        > terms.share * terms.budgets.get(code, 0)
        for code in (move.from_code, move.to_code)
    )


def _moved_since(
    code: str, move: Move, unapproved: Sequence[Move], every: Sequence[Move], terms: Terms
) -> int:
    """What was moved out of and into a line, added, since the donor last approved anything about it."""
    asked = move.requested_on
    approvals = [
        of.approved_on for of in every if code in _lines(of) and of.approved_on and of.approved_on <= asked
    ]
    since = max([terms.approved_on, *approvals])
    return sum(
        of.amount_minor
        for of in unapproved
        if code in _lines(of) and of.requested_on >= since and not _approved_by(of, asked)
    )


def _lines(move: Move) -> tuple[str, str]:
    return move.from_code, move.to_code


def _approved_by(move: Move, on: date) -> bool:
    return move.approved_on is not None and move.approved_on <= on
