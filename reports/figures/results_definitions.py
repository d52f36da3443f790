"""What each indicator means and how it is measured. Source: domain.md b.4, sheet 3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.models.results import Aggregation, Direction, Sensitivity
from db.queries.framework import Definition
from db.queries.progress import Measured
from reports.facts import Facts
from reports.table import Column, Missing, Row, Table

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


@dataclass(frozen=True, slots=True)
class DefinedIndicator:
    """An indicator with its definition, if one is recorded."""

    measured: Measured
    definition: Definition | None


def compute(facts: Facts) -> tuple[DefinedIndicator, ...]:
    """Every indicator, in the order of the framework."""
    definitions = facts.framework.definitions
    return tuple(DefinedIndicator(one, definitions.get(one.id)) for one in facts.indicators)


COLUMNS = (
    Column("indicator", "Indicator"),
    Column("definition", "Definition"),
    Column("aggregation", "Aggregation"),
    Column("direction", "Direction"),
    Column("frequency", "Frequency"),
    Column("responsible", "Responsible"),
    Column("sensitivity", "Sensitivity", note="Whom the indicator counts; A and B only from releases."),
)


def tabulate(found: Sequence[DefinedIndicator]) -> Table:
    """One row for each indicator."""
    rows = []
    for one in found:
        measured, said = one.measured, one.definition
        rows.append(
            Row(
                measured.code,
                (
                    measured.code,
                    said.definition if said else Missing.UNKNOWN,
                    _AGGREGATION[measured.aggregation],
                    _DIRECTION[measured.direction],
                    said.frequency if said else Missing.UNKNOWN,
                    said.responsible if said else Missing.UNKNOWN,
                    _SENSITIVITY[measured.sensitivity],
                ),
            )
        )
    return Table(
        "results_definitions",
        "Definitions of the indicators",
        COLUMNS,
        tuple(rows),
        empty="The programme has no indicators yet.",
    )
