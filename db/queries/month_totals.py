"""The totals of the ledger by budget line, office and month, as posting maintains them and as rows add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select, text
from sqlalchemy.orm import Session

from db.models.ledger import LedgerEntry, LedgerMonthTotal

# in the order of the ledger's index, in which its rows can be added up as they are read
KEY: Final = ("funding_source_id", "fiscal_year", "fiscal_period", "budget_line_id", "office")
SUMS: Final = ("entries", "amount_reporting_minor", "amount_usd_minor")


def add_to_totals(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add ledger entries, given by column, in the transaction that inserts them."""
    added: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        sums = added[tuple(row[name] for name in KEY)]
        sums[0] += 1
        sums[1] += row["amount_reporting_minor"]
        sums[2] += row["amount_usd_minor"]
    names = (*KEY, *SUMS)
    session.execute(_ADD, [dict(zip(names, (*key, *sums), strict=True)) for key, sums in added.items()])


def maintained_totals(source_id: int, until: date | None = None) -> Select[Any]:
    """Of a funding source, up to the end of a month, as posting maintains them."""
    total = LedgerMonthTotal
    return select(*_key(total), total.entries, total.amount_reporting_minor, total.amount_usd_minor).where(
        *_until(total, source_id, until)
    )


def totals_of_rows(source_id: int, until: date | None = None) -> Select[Any]:
    """The same as they must be: the rows of the ledger added up by the database."""
    entry = LedgerEntry
    return (
        select(
            *_key(entry),
            func.count().label("entries"),
            func.sum(entry.amount_reporting_minor).label("amount_reporting_minor"),
            func.sum(entry.amount_usd_minor).label("amount_usd_minor"),
        )
        .where(*_until(entry, source_id, until))
        .group_by(*_key(entry))
    )


_ADD: Final = text("""
    INSERT INTO ledger_month_total (
        funding_source_id, fiscal_year, fiscal_period, budget_line_id, office,
        entries, amount_reporting_minor, amount_usd_minor
    )
    VALUES (
        :funding_source_id, :fiscal_year, :fiscal_period, :budget_line_id, :office,
        :entries, :amount_reporting_minor, :amount_usd_minor
    )
    ON CONFLICT (funding_source_id, fiscal_year, fiscal_period, budget_line_id, office) DO UPDATE SET
        entries = ledger_month_total.entries + excluded.entries,
        amount_reporting_minor = ledger_month_total.amount_reporting_minor + excluded.amount_reporting_minor,
        amount_usd_minor = ledger_month_total.amount_usd_minor + excluded.amount_usd_minor
""")


def _key(model: Any) -> list[Any]:
    return [getattr(model, name) for name in KEY]


def _until(model: Any, source_id: int, until: date | None) -> list[ColumnElement[bool]]:
    of_source = [model.funding_source_id == source_id]
    if until is None:
        return of_source
    return [*of_source, model.fiscal_year * 100 + model.fiscal_period <= until.year * 100 + until.month]
