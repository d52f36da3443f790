"""The approved budget by quarter: the phases of every line in force, overhead included."""

from __future__ import annotations

from reports.facts import Facts
from reports.figures.publication import defaults
from reports.table import Column, Kind, Row, Table


def tabulate(facts: Facts) -> Table:
    """One row for each quarter that the version in force at the period's end plans for."""
    quarters = sorted({quarter for line in facts.lines for quarter in line.phases})
    rows = []
    for quarter in quarters:
        planned = facts.reporting(sum(line.phases.get(quarter, 0) for line in facts.lines))
        cells = (quarter.start, quarter.end, str(int(facts.version.kind)), defaults.COMMITTED, planned)
        rows.append(Row(str(quarter), cells))
    return Table(
        "iati_budgets",
        f"Budget by quarter as it is published, {facts.period}, {facts.currency}",
        (
            Column("start", "From", Kind.DATE),
            Column("end", "To", Kind.DATE),
            Column("type", "Type code"),
            Column("status", "Status code"),
            Column("value", "Budget", Kind.MONEY),
        ),
        tuple(rows),
        unit=facts.currency,
        notes=(f"Budget version {facts.version.version_no}.",),
        empty="The budget has no phases.",
    )
