"""What the published file is held to: the money of the other files, and shares that are whole.

The builders print the cells of these tables and compute nothing, so that files agree when cells do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from db.money import Money
from reports.facts import Facts
from reports.figures.expenditure import TOTAL_KEY
from reports.figures.publication.classifications import COUNTRY, SECTOR
from reports.figures.publication.transactions import EXPENDITURE, INCOMING_FUNDS, expenditure_key
from reports.formulas import At
from reports.recount import received_to_date
from reports.rules import Rule
from reports.table import Cell, Table

_WHOLE: Final = Decimal(100)


def publication_rules(facts: Facts, tables: Mapping[str, Table]) -> Iterator[Rule]:
    """R13, R14 for the published file, and R19."""
    yield from _expenditure_rules(facts, tables)
    received, _ = received_to_date(facts)
    incoming = _sum_of(INCOMING_FUNDS, facts, tables)
    yield Rule(
        "R14", "Instalments received to date = incoming funds in the IATI file", received, found=incoming
    )
    for element, what in ((COUNTRY, "countries"), (SECTOR, "sectors")):
        text = f"Shares of the {what} in the IATI file, in per cent"
        yield Rule("R19", text, _WHOLE, found=_shares_of(element, tables))


def _expenditure_rules(facts: Facts, tables: Mapping[str, Table]) -> Iterator[Rule]:
    period, to_date = At("period", TOTAL_KEY, "expenditure"), At("to_date", TOTAL_KEY, "expenditure")
    narrative = tables["financial_summary"].cell(TOTAL_KEY, "period")
    yield Rule("R13", "Grand total of the period in the narrative = in this workbook", narrative, period)
    spent = tables["iati_transactions"].cell(expenditure_key(facts.period), "value")
    yield Rule("R13", "Expenditure of the period in the IATI file = in this workbook", spent, period)
    text = "Expenditure of all quarters in the IATI file = to date in this workbook"
    yield Rule("R13", text, _sum_of(EXPENDITURE, facts, tables), to_date)


def _sum_of(kind: str, facts: Facts, tables: Mapping[str, Table]) -> Money:
    """What the published transactions of a type add up to."""
    values = _cells(tables["iati_transactions"], "type", kind, "value")
    return Money.total((value for value in values if isinstance(value, Money)), facts.currency)


def _shares_of(element: str, tables: Mapping[str, Table]) -> Decimal:
    shares = _cells(tables["iati_classifications"], "element", element, "share")
    return sum((share for share in shares if isinstance(share, Decimal)), Decimal(0))


def _cells(table: Table, column: str, text: str, wanted: str) -> Iterator[Cell]:
    """The cells of a column in the rows that have a text in another."""
    rows = (table.row(row.key) for row in table.rows)
    return (row[wanted] for row in rows if row[column] == text)
