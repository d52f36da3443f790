"""The money that came in and was spent, as it is published: sums of quarters, never a row of the ledger.

Expenditure has overhead in it and every line, also those that partners are paid from; a disbursement
to a partner beside it would tell the same money twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from db.periods import Quarter
from reports.cells import days_text
from reports.facts import Facts
from reports.figures.publication.organisations import FUNDING, REPORTING
from reports.figures.spending import Spending
from reports.table import Cell, Column, Kind, Row, Table

INCOMING_FUNDS, EXPENDITURE, INCOMING_COMMITMENT = "1", "4", "11"
"""IATI transaction types."""


def tabulate(facts: Facts) -> Table:
    """The commitment, each instalment received, and the expenditure of each quarter up to the period."""
    return Table(
        "iati_transactions",
        f"Transactions as they are published, {facts.period}, {facts.currency}",
        (
            Column("type", "Type code"),
            Column("date", "Date", Kind.DATE),
            Column("value", "Amount", Kind.MONEY),
            Column("description", "Description"),
            Column("provider", "Provider"),
            Column("receiver", "Receiver"),
        ),
        tuple(_rows(facts)),
        unit=facts.currency,
    )


def expenditure_key(quarter: Quarter) -> str:
    """The row of a quarter's expenditure."""
    return f"expenditure-{quarter}"


def _rows(facts: Facts) -> Iterator[Row]:
    cells: tuple[Cell, ...]
    signed_on = facts.publication.signed_on
    if signed_on is not None and signed_on <= facts.period.end:
        committed = facts.agreement.committed
        cells = (INCOMING_COMMITMENT, signed_on, committed, "Grant agreement", FUNDING, REPORTING)
        yield Row("commitment", cells)
    for receipt in facts.receipts:
        said = f"Instalment {receipt.no}"
        cells = (INCOMING_FUNDS, receipt.received_on, receipt.agreement, said, FUNDING, REPORTING)
        yield Row(f"instalment-{receipt.no}", cells)
    spending = Spending(facts)
    for quarter in sorted({facts.period, *(Quarter.of(spent.month.start) for spent in facts.spent)}):
        said = f"Expenditure {days_text(quarter.start, quarter.end)}, aggregated"
        cells = (EXPENDITURE, quarter.end, spending.total(quarter).reporting, said, REPORTING, None)
        yield Row(expenditure_key(quarter), cells)
