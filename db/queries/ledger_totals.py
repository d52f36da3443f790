"""Totals of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from sqlalchemy import case, func
from sqlalchemy.orm import Session

from db.models.funding import CostCategory
from db.models.ledger import DocumentType, LedgerEntry
from db.money import Money
from db.periods import Month, Quarter
from db.queries.ledger import LedgerQuery
from db.queries.line_keys import line_keys
from db.queries.totals import Key, Part, Totalled, groups_of, month_key, quarter_key
from db.queries.visibility import lines_for_assistance
from db.rates import FUNCTIONAL
from db.scope import Withheld


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
    usd: Money | None
    """None where it would tell apart what may only be known as one sum."""
    transaction: Money | None
    """None unless the currency is one of the keys."""
    withheld: Withheld | None
    """What is left out."""
    part: Part


def ledger_totals(session: Session, asked: LedgerQuery, by: Sequence[LedgerKey]) -> list[LedgerTotal]:
    """Cost of direct assistance is in sums by quarter and line for everyone, and in finer ones for few.

    Raises GroupingRefused and TooManyGroups.
    """
    summed, totalled = asked, _TOTALLED
    if asked.withheld and _is_wide(asked, by):
        summed, totalled = replace(asked, scope=replace(asked.scope, sees_assistance=True)), _WIDE
    return [
        LedgerTotal(
            **{name: value for name, value in group.keys.items() if name not in _NOT_SHOWN},
            count=group.count,
            reporting=Money(group.sums["reporting"] or 0, group.keys["reporting_currency"]),
            # each month has its rate: two sums of one quarter would give away what its months were
            usd=None if group.sums.get("assistance") else Money(group.sums["usd"] or 0, FUNCTIONAL),
            transaction=(
                Money(group.sums["transaction"] or 0, group.keys["currency"])
                if LedgerKey.CURRENCY in by
                else None
            ),
            withheld=summed.withheld,
            part=replace(group.part, asked=asked),
        )
        for group in groups_of(session, summed, totalled, by)
    ]


def _is_wide(asked: LedgerQuery, by: Sequence[LedgerKey]) -> bool:
    """Whether no group can be smaller than a budget line in a quarter."""
    narrowed = {each.name for each in fields(asked) if getattr(asked, each.name) is not None}
    return asked.scope.countries is None and set(by) <= _WIDE_KEYS and narrowed <= _WIDE_CONDITIONS


_WIDE_KEYS = {
    LedgerKey.PERIOD,
    LedgerKey.SOURCE,
    LedgerKey.BUDGET_LINE,
    LedgerKey.CATEGORY,
    LedgerKey.OUTPUT,
}
_WIDE_CONDITIONS = {"scope", "source", "programme", "quarter", "line", "category", "output", "order"}
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
_WIDE = replace(
    _TOTALLED,
    sums={
        **_TOTALLED.sums,
        "assistance": func.sum(case((LedgerEntry.budget_line_id.in_(lines_for_assistance()), 1), else_=0)),
    },
)
