"""Budgets and transactions."""

from __future__ import annotations

from collections.abc import Mapping

from reports.iati.elements import Element, add, add_amount, add_coded, add_day, add_text, has_value, written
from reports.iati.head import add_party
from reports.table import Table


def add_budgets(activity: Element, budgets: Table) -> None:
    """One budget for each quarter, valued on its first day."""
    for key in (row.key for row in budgets.rows):
        row = budgets.row(key)
        budget = add(activity, "budget", {"type": row["type"], "status": row["status"]})
        add_day(budget, "period-start", row["start"])
        add_day(budget, "period-end", row["end"])
        add_amount(budget, row["value"], row["start"])


def add_transactions(activity: Element, tables: Mapping[str, Table]) -> None:
    """In the table's order; the parties are rows of the table of organisations."""
    found, parties = tables["iati_transactions"], tables["iati_organisations"]
    for key in (row.key for row in found.rows):
        row = found.row(key)
        transaction = add(activity, "transaction")
        add_coded(transaction, "transaction-type", row["type"])
        add_day(transaction, "transaction-date", row["date"])
        add_amount(transaction, row["value"], row["date"])
        add_text(transaction, "description", row["description"])
        for tag, party in (("provider-org", row["provider"]), ("receiver-org", row["receiver"])):
            if has_value(party):
                add_party(transaction, tag, parties.row(written(party)))
