"""Where the maintained totals of the ledger are not the sums of its rows. Nothing but a fault makes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select, union_all
from sqlalchemy.orm import Session

from db.models.funding import BudgetLine, FundingSource
from db.money import Money
from db.periods import Month
from db.queries.month_totals import KEY, SUMS, maintained_totals, totals_of_rows
from db.rates import FUNCTIONAL


@dataclass(frozen=True, slots=True)
class Sums:
    """Some ledger entries: how many, and what they add up to."""

    entries: int
    reporting: Money
    usd: Money


@dataclass(frozen=True, slots=True)
class DifferingTotal:
    """A budget line at an office in a month. One that is on one side only has no entry on the other."""

    line: str
    office: str
    month: Month
    maintained: Sums
    posted: Sums


def differing_totals(session: Session, source_id: int, until: date | None = None) -> list[DifferingTotal]:
    """Those of a funding source, up to the end of a month, by line, office and month; one statement."""
    differing = _differing(maintained_totals(source_id, until), totals_of_rows(source_id, until)).subquery()
    found = session.execute(
        select(BudgetLine.code, FundingSource.reporting_currency, differing)
        .join(BudgetLine, BudgetLine.id == differing.c.budget_line_id)
        .join(FundingSource, FundingSource.id == differing.c.funding_source_id)
        .order_by(
            BudgetLine.code,
            differing.c.office,
            differing.c.fiscal_year,
            differing.c.fiscal_period,
            BudgetLine.id,
        )
    )
    return [
        DifferingTotal(line, office, Month(year, month), _sums(sums[:3], currency), _sums(sums[3:], currency))
        for line, currency, _, year, month, _, office, *sums in found
    ]


def _differing(maintained: Select[Any], posted: Select[Any]) -> Select[Any]:
    """The keys of which the two say something else, with what each says."""
    # a union that is grouped again, because not every SQLite has a full outer join
    one, other = maintained.subquery(), posted.subquery()
    none: ColumnElement[int] = literal_column("0")
    both = union_all(
        select(*one.c, none.label("entries_2"), none.label("reporting_2"), none.label("usd_2")),
        select(*(other.c[name] for name in KEY), none, none, none, *(other.c[name] for name in SUMS)),
    ).subquery()
    key, sums = [both.c[name] for name in KEY], [func.sum(column) for column in list(both.c)[len(KEY) :]]
    half = len(SUMS)
    return (
        select(*key, *(of.label(f"sum_{at}") for at, of in enumerate(sums)))
        .group_by(*key)
        .having(or_(*(left != right for left, right in zip(sums[:half], sums[half:], strict=True))))
    )


def _sums(values: Sequence[Any], currency: str) -> Sums:
    entries, reporting, usd = map(int, values)
    return Sums(entries, Money(reporting, currency), Money(usd, FUNCTIONAL))
