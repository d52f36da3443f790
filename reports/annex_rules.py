"""The reconciliation rules of the results matrix and of the events annex. Source: domain.md b.8.

Both are files of their own, so that the Checks sheet shows what is printed in them as a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from db.models.events import Dimension, EventStatus
from db.models.results import Aggregation, Measure, Sensitivity
from db.queries.meetings import Meeting
from db.queries.progress import Measured
from reports.facts import Facts
from reports.rules import Rule
from reports.table import Cell, Missing, Table

_HALF_OF_THE_LAST_DECIMAL = Fraction(5, 1000)


def annex_rules(facts: Facts, tables: Mapping[str, Table]) -> Iterator[Rule]:
    """R16 over the facts; R17 over what the annexes print of them."""
    unbalanced = sum(not _adds_up(event) for event in facts.meetings if event.status is EventStatus.HELD)
    yield Rule("R16", "Events whose breakdowns do not add up to their participations", 0, found=unbalanced)
    matrix = tables["results_matrix"]
    wrong = sum(
        not _prints(matrix.cell(one.code, "cumulative"), _aggregated(one))
        for one in facts.indicators
        if one.node_code in {result.code for result in facts.framework.results}
    )
    text = "Indicators whose cumulative value is not the aggregation of their quarters"
    yield Rule("R17", text, 0, found=wrong)


def _aggregated(indicator: Measured) -> Fraction | Missing:
    """An indicator's quarters put together, apart from the figure that the matrix prints."""
    if indicator.sensitivity is not Sensitivity.C:
        return Missing.NOT_RELEASED
    if indicator.aggregation is Aggregation.NONE:
        return Missing.NOT_APPLICABLE
    if indicator.aggregation is Aggregation.WEIGHTED_AVG:
        pairs = [(of.numerator, of.denominator) for of in indicator.values]
        known = [(n, d) for n, d in pairs if n is not None and d is not None]
        whole = sum(d for _, d in known)
        per = 100 if indicator.measure is Measure.PERCENTAGE else 1
        return Fraction(sum(n for n, _ in known)) / Fraction(whole) * per if whole else Missing.UNKNOWN
    quarters = [Fraction(of.value) for of in indicator.values if of.value is not None]
    if not quarters:
        return Missing.UNKNOWN
    if indicator.aggregation is Aggregation.SUM:
        return sum(quarters, Fraction(0))
    return max(quarters) if indicator.aggregation is Aggregation.MAX else quarters[-1]


def _prints(cell: Cell, expected: Fraction | Missing) -> bool:
    """Whether a cell shows a value to its last decimal, or the same reason for having none."""
    if isinstance(expected, Missing):
        return cell is expected
    return isinstance(cell, Decimal) and abs(Fraction(cell) - expected) <= _HALF_OF_THE_LAST_DECIMAL


def _adds_up(event: Meeting) -> bool:
    """TOTAL equals every breakdown whose parts are all known; otherwise the known parts do not exceed it."""
    total = event.counts.get((Dimension.TOTAL, "TOTAL"))
    if total is None:
        return True
    for dimension in (Dimension.SEX, Dimension.AFFILIATION, Dimension.COUNTRY):
        parts = [n for (of, _), n in event.counts.items() if of is dimension]
        known = sum(n for n in parts if n is not None)
        if parts and (known > total if None in parts else known != total):
            return False
    return True
