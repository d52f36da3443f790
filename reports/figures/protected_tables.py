"""The protected tables T7 and T8 as they were released. Source: domain.md b.5, sheet 6.

Counts of people are stored nowhere yet, so there is nothing that could be released.
"""

from __future__ import annotations

from typing import Final

from reports.facts import Facts
from reports.table import Column, Missing, Row, Table

_TABLES: Final = (
    ("T7", "Persons assisted, by country and form of exploitation"),
    ("T8", "Persons assisted, by country and sex"),
)

COLUMNS = (
    Column("table", "Table"),
    Column("about", "What it counts"),
    Column("released", "Released version"),
)


def tabulate(facts: Facts) -> Table:
    """One row for each table."""
    return Table(
        "protected_tables",
        f"Protected tables, {facts.period}",
        COLUMNS,
        tuple(Row(code, (code, about, Missing.NOT_RELEASED)) for code, about in _TABLES),
        notes=(
            "Counts of people assisted are shown only once they are released; small figures are withheld.",
        ),
    )
