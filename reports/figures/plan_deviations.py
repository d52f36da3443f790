"""Where the plan was not followed: the flagged budget lines, with what follows. Source: domain.md b.1 T9."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts import Facts
from reports.figures.deviations import Deviation
from reports.table import Column, Kind, Missing, Row, Table

NOT_YET = "Not yet written"


def tabulate(found: Sequence[Deviation], facts: Facts) -> Table:
    """One row for each flagged line; the same numbers as the Deviations sheet."""
    rows = tuple(
        Row(
            deviation.code,
            (
                f"Budget line {deviation.code}, {deviation.description}",
                deviation.budget,
                deviation.to_date,
                deviation.note.reason if deviation.note else NOT_YET,
                (deviation.note.consequence or Missing.UNKNOWN) if deviation.note else NOT_YET,
                deviation.note.action if deviation.note else NOT_YET,
            ),
        )
        for deviation in found
        if deviation.is_flagged
    )
    return Table(
        "plan_deviations",
        f"Deviations from the plan, {facts.period}, {facts.currency}",
        (
            Column("reference", "Plan reference"),
            Column("planned", "What was planned", Kind.MONEY),
            Column("happened", "What happened", Kind.MONEY),
            Column("reason", "Reason"),
            Column("consequence", "Consequence for results"),
            Column("action", "Action"),
        ),
        rows,
        unit=facts.currency,
        notes=("What was planned is the approved budget; what happened is the expenditure to date.",),
        empty="No budget line deviates beyond the agreed limit.",
    )
