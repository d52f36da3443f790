"""The reconciliation rules of the results matrix and of the events annex. Source: domain.md b.8.

Both are files of their own, so that the Checks sheet shows what is printed in them as a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from db.models.event_lists import Dimension, EventStatus
from db.models.results import Aggregation, Measure, Sensitivity
from db.money import Money
from db.queries.meetings import Meeting
from db.queries.progress import Measured
from reports.facts import Facts
from reports.figures.events_annex import LATER
from reports.rules import Rule
from reports.table import Cell, Missing, Role, Row, Table

_HALF_OF_THE_LAST_DECIMAL = Fraction(5, 1000)


def annex_rules(facts: Facts, tables: Mapping[str, Table]) -> Iterator[Rule]:
    """R15 and R17 over what the annexes print, R16 over the facts."""
    annex, matrix = tables["events_annex"], tables["results_matrix"]
    yield from _cost_rules(facts, annex)
    unbalanced = sum(not _adds_up(event) for event in facts.meetings if event.status is EventStatus.HELD)
    yield Rule("R16", "Events whose breakdowns do not add up to their participations", 0, found=unbalanced)
    wrong = sum(
        not _prints(matrix.cell(one.code, "cumulative"), _aggregated(one)) for one in _printed(facts, matrix)
    )
    text = "Indicators whose cumulative value is not the aggregation of their quarters"
    yield Rule("R17", text, 0, found=wrong)
    regional = [row for row in annex.rows if _is_regional(annex, row)]
    differing = sum(
        matrix.cell(one.code, "this_period") != _ANNEX_TOTALS[one.code](annex, regional)
        for one in _printed(facts, matrix)
        if one.code in _ANNEX_TOTALS
    )
    text = "Indicators of regional events and participations that are not the totals of the events annex"
    yield Rule("R17", text, 0, found=differing)


def _cost_rules(facts: Facts, annex: Table) -> Iterator[Rule]:
    """Every event's printed cost is what its rows add up to; without a row it is unknown, and that holds."""
    to_date = {of.code: facts.posted_by_event.get(of.id, (None, None))[0] for of in facts.meetings}
    later = {
        f"{LATER}-{of.code}": facts.posted_by_event.get(of.id, (None, None))[1]
        for of in facts.earlier_meetings
    }
    printed = {key: annex.cell(key, "cost") for key in (*to_date, *later)}
    wrong = sum(
        printed[key] != (Missing.UNKNOWN if minor is None else facts.reporting(minor))
        for key, minor in (to_date | later).items()
    )
    yield Rule("R15", "Events whose cost is not the sum of their ledger rows", 0, found=wrong)
    amounts = [cell for cell in printed.values() if isinstance(cell, Money)]
    yield Rule(
        "R15",
        "Ledger rows that name the listed events = their cost on the annex",
        facts.reporting(sum(minor or 0 for minor in (to_date | later).values())),
        found=Money.total(amounts, facts.currency),
    )


def _printed(facts: Facts, matrix: Table) -> list[Measured]:
    """The indicators that the matrix prints."""
    keys = {row.key for row in matrix.rows}
    return [one for one in facts.indicators if one.code in keys]


def _is_regional(annex: Table, row: Row) -> bool:
    """Whether a row is of a regional event of the period that was held."""
    if row.role is not Role.BODY or row.key.startswith(f"{LATER}-"):
        return False
    return (annex.cell(row.key, "scope"), annex.cell(row.key, "status")) == ("Regional", "Held")


def _participations(annex: Table, rows: Sequence[Row]) -> Cell:
    """The known sum; of no events, zero."""
    counts = [annex.cell(row.key, "participations") for row in rows]
    known = [n for n in counts if isinstance(n, int)]
    return sum(known) if known or not counts else Missing.UNKNOWN


_ANNEX_TOTALS: Final[Mapping[str, Callable[[Table, Sequence[Row]], Cell]]] = {
    "OP1.1-1": lambda _, rows: len(rows),
    "OP1.1-2": _participations,
}
"""What the two indicators of regional events count, by their codes. Source: domain.md a.6."""


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
