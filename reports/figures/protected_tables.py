"""The protected tables T7 and T8 as they were released. Source: domain.md b.5, sheet 6.

Counts of people are stored nowhere yet, so there is nothing that could be released.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reports.facts import Facts
from reports.table import Column, Missing, Row, Table


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table of counts of people, and whether a version of it is released."""

    code: str
    about: str
    released: str | None = None
    """None: not released."""


_TABLES: Final = (
    ProtectedTable("T7", "Persons assisted, by country and form of exploitation"),
    ProtectedTable("T8", "Persons assisted, by country and sex"),
)


def compute(_facts: Facts) -> tuple[ProtectedTable, ...]:
    """Both tables, whatever the facts are."""
    return _TABLES


COLUMNS = (
    Column("table", "Table"),
    Column("about", "What it counts"),
    Column("released", "Released version"),
)


def tabulate(found: tuple[ProtectedTable, ...], facts: Facts) -> Table:
    """One row for each table."""
    return Table(
        "protected_tables",
        f"Protected tables, {facts.period}",
        COLUMNS,
        tuple(
            Row(table.code, (table.code, table.about, table.released or Missing.NOT_RELEASED))
            for table in found
        ),
        notes=(
            "Counts of people assisted are shown only once they are released; small figures are withheld.",
        ),
    )
