"""Totals of commitments, each currency by itself: what a commitment is worth in another changes every day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models.funding import CostCategory
from db.models.ledger import Commitment, CommitmentChange
from db.money import Money
from db.periods import Month, Quarter
from db.queries.commitments import CommitmentQuery
from db.queries.line_keys import line_keys
from db.queries.totals import Key, Part, Totalled, days, groups_of
from db.scope import Withheld


class CommitmentKey(StrEnum):
    """What totals of commitments can be grouped by; the currency always is."""

    PERIOD = "PERIOD"
    MONTH = "MONTH"
    SOURCE = "SOURCE"
    BUDGET_LINE = "BUDGET_LINE"
    CATEGORY = "CATEGORY"
    OUTPUT = "OUTPUT"
    CURRENCY = "CURRENCY"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentTotal:
    """What some commitments have in common, and their sum. A key that was not asked for is None."""

    period: Quarter | None = None
    month: Month | None = None
    source: str | None = None
    line: str | None = None
    category: CostCategory | None = None
    output_id: int | None = None
    currency: str
    count: int
    open: Money
    """After every change that is recorded."""
    withheld: Withheld | None
    """What is left out."""
    part: Part


def commitment_totals(
    session: Session, asked: CommitmentQuery, by: Sequence[CommitmentKey]
) -> list[CommitmentTotal]:
    """Raises GroupingRefused and TooManyGroups."""
    return [
        CommitmentTotal(
            **{name: value for name, value in group.keys.items() if name != "output_code"},
            count=group.count,
            open=Money(group.sums["open"] or 0, group.keys["currency"]),
            # by currency, which is finer than by quarter and line
            withheld=asked.withheld,
            part=group.part,
        )
        for group in groups_of(session, asked, _TOTALLED, by)
    ]


_CHANGED = (
    select(CommitmentChange.commitment_id, func.sum(CommitmentChange.amount_minor).label("open"))
    .group_by(CommitmentChange.commitment_id)
    .subquery()
)


def _with_changes(listed: Select[Any]) -> Select[Any]:
    return listed.outerjoin(_CHANGED, _CHANGED.c.commitment_id == Commitment.id)


_CURRENCY = Key("currency", Commitment.currency)
_TOTALLED = Totalled(
    keys={
        CommitmentKey.CATEGORY: (Key("category", Commitment.cost_category, sort=list(CostCategory).index),),
        CommitmentKey.CURRENCY: (_CURRENCY,),
        **{
            CommitmentKey(name): keys
            for name, keys in (
                *days(Commitment.committed_on).items(),
                *line_keys(Commitment.funding_source_id, Commitment.budget_line_id).items(),
            )
        },
    },
    always=(_CURRENCY,),
    sums={"open": func.sum(_CHANGED.c.open)},
    joins=(_with_changes,),
)
