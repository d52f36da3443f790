"""What each indicator means and how it is measured. Source: domain.md b.4, sheet 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from db.models.results import Aggregation, Direction, Sensitivity
from db.queries.progress import Measured
from reports.table import Column, Row, Table

_AGGREGATION: Final = {
    Aggregation.SUM: "Sum of quarters",
    Aggregation.LATEST: "Latest value",
    Aggregation.MAX: "Highest value",
    Aggregation.WEIGHTED_AVG: "Weighted average",
    Aggregation.NONE: "Not added up",
}
_DIRECTION: Final = {Direction.UP: "More is better", Direction.DOWN: "Less is better"}
_SENSITIVITY: Final = {
    Sensitivity.A: "A: people assisted",
    Sensitivity.B: "B: other beneficiaries",
    Sensitivity.C: "C: officials, professionals, things",
}


COLUMNS = (
    Column("indicator", "Indicator"),
    Column("definition", "Definition"),
    Column("aggregation", "Aggregation"),
    Column("direction", "Direction"),
    Column("frequency", "Frequency"),
    Column("responsible", "Responsible"),
    Column("sensitivity", "Sensitivity", note="Whom the indicator counts; A and B only from releases."),
)


def tabulate(found: Sequence[Measured]) -> Table:
    """One row for each indicator, in the order of the framework."""
    rows = tuple(
        Row(
            one.code,
            (
                one.code,
                one.definition.definition,
                _AGGREGATION[one.aggregation],
                _DIRECTION[one.direction],
                one.definition.frequency,
                one.definition.responsible,
                _SENSITIVITY[one.sensitivity],
            ),
        )
        for one in found
    )
    return Table(
        "results_definitions",
        "Definitions of the indicators",
        COLUMNS,
        rows,
        empty="The programme has no indicators yet.",
    )
