"""Totals of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func
from sqlalchemy.orm import Session

from db.models.funding import CostCategory
from db.models.ledger import DocumentType, LedgerEntry
from db.money import Money
from db.periods import Month, Quarter
from db.queries.ledger import LedgerQuery
from db.queries.line_keys import line_keys
from db.queries.totals import Key, Part, Totalled, groups_of, month_key, quarter_key
from db.rates import FUNCTIONAL


class LedgerKey(StrEnum):
    """What totals of the ledger can be grouped by."""

    PERIOD = "PERIOD"
    MONTH = "MONTH"
    SOURCE = "SOURCE"
    OFFICE = "OFFICE"
    BUDGET_LINE = "BUDGET_LINE"
    CATEGORY = "CATEGORY"
    OUTPUT = "OUTPUT"
    CURRENCY = "CURRENCY"
    KIND = "KIND"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTotal:
    """What some ledger entries have in common, and their sums. A key that was not asked for is None."""

    period: Quarter | None = None
    month: Month | None = None
    source: str | None = None
    office: str | None = None
    line: str | None = None
    category: CostCategory | None = None
    output_id: int | None = None
    currency: str | None = None
    kind: DocumentType | None = None
    count: int
    reporting: Money
    usd: Money
    transaction: Money | None
    """None unless the currency is one of the keys."""
    part: Part


def ledger_totals(session: Session, asked: LedgerQuery, by: Sequence[LedgerKey]) -> list[LedgerTotal]:
    """Raises GroupingRefused and TooManyGroups."""
    return [
        LedgerTotal(
            **{name: value for name, value in group.keys.items() if name not in _NOT_SHOWN},
            count=group.count,
            reporting=Money(group.sums["reporting"] or 0, group.keys["reporting_currency"]),
            usd=Money(group.sums["usd"] or 0, FUNCTIONAL),
            transaction=(
                Money(group.sums["transaction"] or 0, group.keys["currency"])
                if LedgerKey.CURRENCY in by
                else None
            ),
            part=group.part,
        )
        for group in groups_of(session, asked, _TOTALLED, by)
    ]


_NOT_SHOWN = ("output_code", "reporting_currency")
_TOTALLED = Totalled(
    keys={
        # of the fiscal calendar, which an index holds; posting sets it from the posting date
        LedgerKey.PERIOD: (quarter_key(LedgerEntry.fiscal_year, LedgerEntry.fiscal_period),),
        LedgerKey.MONTH: (month_key(LedgerEntry.fiscal_year, LedgerEntry.fiscal_period),),
        LedgerKey.OFFICE: (Key("office", LedgerEntry.office),),
        LedgerKey.CATEGORY: (Key("category", LedgerEntry.cost_category, sort=list(CostCategory).index),),
        LedgerKey.CURRENCY: (Key("currency", LedgerEntry.transaction_currency),),
        LedgerKey.KIND: (Key("kind", LedgerEntry.document_type, sort=list(DocumentType).index),),
        **{
            LedgerKey(name): keys
            for name, keys in line_keys(LedgerEntry.funding_source_id, LedgerEntry.budget_line_id).items()
        },
    },
    always=(Key("reporting_currency", LedgerEntry.reporting_currency),),
    sums={
        "reporting": func.sum(LedgerEntry.amount_reporting_minor),
        "usd": func.sum(LedgerEntry.amount_usd_minor),
        "transaction": func.sum(LedgerEntry.transaction_minor),
    },
)
