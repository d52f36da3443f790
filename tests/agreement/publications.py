"""A published file as rows, in the columns of the API's tables; read with another parser than wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from tests.reports.iati.reading import Element, activity, attribute

Row: TypeAlias = Mapping[str, object]

IN_THE_PUBLICATION: Final = (
    "iati_activity",
    "iati_organisations",
    "iati_classifications",
    "iati_budgets",
    "iati_transactions",
    "iati_results",
)


def published_rows(file: bytes, table: str) -> list[Row]:
    """What the file says of a table, row by row; a value that is left out has no entry."""
    rows = _READERS[table](activity(file))
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def said_rows(table: Mapping[str, Any]) -> list[Row]:
    """What the API says, row by row; a cell without a value has no entry."""
    columns = [column["key"] for column in table["columns"]]
    return [
        {
            key: value
            for key, cell in zip(columns, row["cells"], strict=True)
            if (value := _value(cell)) is not None
        }
        for row in table["rows"]
    ]


def _value(cell: Mapping[str, Any]) -> object:
    if cell["state"] != "VALUE":
        return None
    if cell["date"] is not None:
        return date.fromisoformat(cell["date"])
    return cell["text"] if cell["number"] is None else Decimal(cell["number"])


def _activity(of: Element) -> Iterator[Row]:
    days = {day.get("type"): _day(day.get("iso-date")) for day in of.findall("activity-date")}
    for value in (
        of.findtext("iati-identifier"),
        of.get("{http://www.w3.org/XML/1998/namespace}lang"),
        of.get("default-currency"),
        of.findtext("title/narrative"),
        of.findtext("description/narrative"),
        attribute(of, "other-identifier", "ref"),
        attribute(of, "other-identifier", "type"),
        attribute(of, "activity-status", "code"),
        days.get("1"),
        days.get("2"),
        days.get("3"),
        days.get("4"),
        attribute(of, "activity-scope", "code"),
        attribute(of, "collaboration-type", "code"),
        attribute(of, "default-flow-type", "code"),
        attribute(of, "default-finance-type", "code"),
        attribute(of, "default-aid-type", "code"),
        attribute(of, "default-aid-type", "vocabulary"),
        attribute(of, "default-tied-status", "code"),
    ):
        yield {"value": value}


def _organisations(of: Element) -> Iterator[Row]:
    for party in (*of.findall("reporting-org"), *of.findall("participating-org")):
        yield {
            "role": party.get("role"),
            "reference": party.get("ref"),
            "type": party.get("type"),
            "name": party.findtext("narrative"),
        }


def _classifications(of: Element) -> Iterator[Row]:
    for tag in ("recipient-country", "sector", "tag", "policy-marker"):
        for element in of.findall(tag):
            yield {
                "element": tag,
                "vocabulary": element.get("vocabulary"),
                "code": element.get("code"),
                "share": _number(element.get("percentage")),
                "significance": element.get("significance"),
                "name": element.findtext("narrative"),
            }


def _budgets(of: Element) -> Iterator[Row]:
    for budget in of.findall("budget"):
        yield {
            "start": _day(attribute(budget, "period-start", "iso-date")),
            "end": _day(attribute(budget, "period-end", "iso-date")),
            "type": budget.get("type"),
            "status": budget.get("status"),
            "value": _number(budget.findtext("value")),
        }


def _transactions(of: Element) -> Iterator[Row]:
    for one in of.findall("transaction"):
        yield {
            "type": attribute(one, "transaction-type", "code"),
            "date": _day(attribute(one, "transaction-date", "iso-date")),
            "value": _number(one.findtext("value")),
            "description": one.findtext("description/narrative"),
            "provider": one.findtext("provider-org/narrative"),
            "receiver": one.findtext("receiver-org/narrative"),
        }


def _results(of: Element) -> Iterator[Row]:
    for result in of.findall("result"):
        result_code, _, statement = (result.findtext("title/narrative") or "").partition(": ")
        for indicator in result.findall("indicator"):
            code, _, title = (indicator.findtext("title/narrative") or "").partition(": ")
            for period in indicator.findall("period"):
                yield {
                    "result": result_code,
                    "result_type": result.get("type"),
                    "statement": statement,
                    "indicator": code,
                    "title": title,
                    "measure": indicator.get("measure"),
                    "ascending": indicator.get("ascending"),
                    "aggregates": indicator.get("aggregation-status"),
                    "baseline_year": attribute(indicator, "baseline", "year"),
                    "baseline": _number(attribute(indicator, "baseline", "value")),
                    "start": _day(attribute(period, "period-start", "iso-date")),
                    "end": _day(attribute(period, "period-end", "iso-date")),
                    "target": _number(attribute(period, "target", "value")),
                    "actual": _number(attribute(period, "actual", "value")),
                    "comment": period.findtext("actual/comment/narrative"),
                }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


_READERS: Final = {
    "iati_activity": _activity,
    "iati_organisations": _organisations,
    "iati_classifications": _classifications,
    "iati_budgets": _budgets,
    "iati_transactions": _transactions,
    "iati_results": _results,
}
