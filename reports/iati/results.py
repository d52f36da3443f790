"""Results, their indicators, and the values of each period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from reports.iati.elements import Element, add, add_day, add_text, has_value
from reports.table import Cell, Table


def add_results(activity: Element, results: Table) -> None:
    """One result for each node of the framework that has indicators; the table's rows are in its order."""
    rows = [results.row(row.key) for row in results.rows]
    for _, of_result in groupby(rows, key=lambda row: row["result"]):
        _add_result(activity, list(of_result))


def _add_result(activity: Element, rows: Sequence[Mapping[str, Cell]]) -> None:
    first = rows[0]
    adds_up = "1" if all(row["aggregates"] == "1" for row in rows) else "0"
    result = add(activity, "result", {"type": first["result_type"], "aggregation-status": adds_up})
    add_text(result, "title", f"{first['result']}: {first['statement']}")
    for _, of_indicator in groupby(rows, key=lambda row: row["indicator"]):
        _add_indicator(result, list(of_indicator))


def _add_indicator(result: Element, rows: Sequence[Mapping[str, Cell]]) -> None:
    first = rows[0]
    indicator = add(
        result,
        "indicator",
        {
            "measure": first["measure"],
            "ascending": first["ascending"],
            "aggregation-status": first["aggregates"],
        },
    )
    add_text(indicator, "title", f"{first['indicator']}: {first['title']}")
    if has_value(first["baseline_year"]) and has_value(first["baseline"]):
        add(indicator, "baseline", {"year": first["baseline_year"], "value": first["baseline"]})
    for row in rows:
        _add_period(indicator, row)


def _add_period(indicator: Element, row: Mapping[str, Cell]) -> None:
    """A value that is unknown or not released is published by leaving it out, its comment with it."""
    period = add(indicator, "period")
    add_day(period, "period-start", row["start"])
    add_day(period, "period-end", row["end"])
    if has_value(row["target"]):
        add(period, "target", {"value": row["target"]})
    if has_value(row["actual"]):
        add_text(add(period, "actual", {"value": row["actual"]}), "comment", row["comment"])
