"""Commitments, with what changed them: what can be listed, in which orders. Not their sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from db.models.funding import BudgetLine, CostCategory, FundingSource
from db.models.ledger import Commitment, CommitmentChange
from db.money import Money
from db.periods import Quarter
from db.queries.conditions import finds, for_output, in_quarter, named, of_programme, on_days, one_of
from db.queries.page import ListQuery, Order, Partition
from db.queries.rows import Lookup, Parts, columns_of
from db.queries.visibility import of_visible_source, on_visible_line
from db.scope import Withheld


class CommitmentOrder(StrEnum):
    """In what order commitments are listed."""

    OLDEST_FIRST = "OLDEST_FIRST"
    NEWEST_FIRST = "NEWEST_FIRST"
    PO_NO = "PO_NO"
    PO_NO_DESCENDING = "PO_NO_DESCENDING"


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """An obligation that is not yet expenditure."""

    id: int
    po_no: str
    funding_source_id: int
    budget_line_id: int
    cost_category: CostCategory
    vendor_code: str
    currency: str
    committed_on: date
    is_sample: bool


@dataclass(frozen=True, slots=True)
class CommitmentQuery(ListQuery[CommitmentRow]):
    """Commitments of the sources, entered into from since to until, under the budget lines, and so on."""

    row = CommitmentRow

    source: tuple[str, ...] | None = None
    programme: tuple[str, ...] | None = None
    quarter: Quarter | None = None
    since: date | None = None
    until: date | None = None
    """Included."""
    line: tuple[str, ...] | None = None
    """Codes of budget lines, in whichever version."""
    category: tuple[CostCategory, ...] | None = None
    output: tuple[str, ...] | None = None
    """Codes of the result nodes that the budget lines are for."""
    currency: tuple[str, ...] | None = None
    po_no: tuple[str, ...] | None = None
    vendor: tuple[str, ...] | None = None
    """Codes of vendors."""
    text: str | None = None
    order: CommitmentOrder = CommitmentOrder.OLDEST_FIRST

    def select(self) -> Select[Any]:
        return select(*columns_of(CommitmentRow, Commitment)).where(*self.conditions())

    def conditions(self) -> list[ColumnElement[bool]]:
        return [
            *of_visible_source(self.scope, Commitment.funding_source_id),
            *on_visible_line(self.scope, Commitment.budget_line_id),
            *named(Commitment.funding_source_id, FundingSource, self.source),
            *of_programme(Commitment.funding_source_id, self.programme),
            *in_quarter(Commitment.committed_on, self.quarter),
            *on_days(Commitment.committed_on, self.since, self.until),
            *named(Commitment.budget_line_id, BudgetLine, self.line),
            *one_of(Commitment.cost_category, self.category),
            *for_output(Commitment.budget_line_id, self.output),
            *one_of(Commitment.currency, self.currency),
            *one_of(Commitment.po_no, self.po_no),
            *one_of(Commitment.vendor_code, self.vendor),
            *finds(Commitment, self.text),
        ]

    @property
    def ordering(self) -> Order:
        return _ORDERS[self.order]

    @property
    def withheld(self) -> Withheld | None:
        return self.scope.withheld


_ORDERS = {
    CommitmentOrder.OLDEST_FIRST: Order.of("commitments", Commitment.committed_on, Commitment.id),
    CommitmentOrder.NEWEST_FIRST: Order.of(
        "commitments/newest", Commitment.committed_on, Commitment.id, descending=True
    ),
    CommitmentOrder.PO_NO: Order.of("commitments/po-no", Commitment.po_no),
    CommitmentOrder.PO_NO_DESCENDING: Order.of(
        "commitments/po-no-descending", Commitment.po_no, descending=True
    ),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What is open of a commitment changes on a day."""

    commitment_id: int
    changed_on: date
    amount_minor: int
    currency: str

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


COMMITMENTS_OF_SOURCE = Partition(Commitment.funding_source_id)

commitments_by_id = Lookup(CommitmentQuery, Commitment.id)
changes_by_commitment = Parts(
    ChangeRow,
    select(*columns_of(ChangeRow, CommitmentChange, currency=Commitment.currency))
    .join(Commitment, Commitment.id == CommitmentChange.commitment_id)
    .order_by(CommitmentChange.changed_on, CommitmentChange.id),
)
