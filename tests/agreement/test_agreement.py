"""The API, the workbook and the document cannot disagree: every cell of every table, every period."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from tests.agreement.conftest import Published
from tests.agreement.publications import IN_THE_PUBLICATION
from tests.agreement.sheets import Value, table_on
from tests.reports.word.reading import printed_tables

SHEETS = {
    "cover": "Cover",
    "expenditure": "Expenditure",
    "funds": "Funds",
    "deviations": "Deviations",
    "exchange_rates": "Exchange rates",
    "by_country_and_output": "By country and output",
    "checks": "Checks",
}
IN_THE_DOCUMENT = (
    "project_information",
    "indicators",
    "events",
    "recommendations",
    "plan_deviations",
    "financial_summary",
    "funds_statement",
)


@pytest.mark.parametrize("key", SHEETS)
def test_the_workbook_has_the_cells_of_the_api(published: Published, key: str) -> None:
    table = published.tables[key]
    labels = [column["label"] for column in table["columns"]]

    stored = table_on(published.workbook, SHEETS[key], labels, len(table["rows"]))

    for row, cells in zip(table["rows"], stored, strict=True):
        for cell, value in zip(row["cells"], cells, strict=True):
            assert _agrees(cell, value), f"{key}, {row['key']}: the API says {cell}, the workbook {value!r}"


@pytest.mark.parametrize("key", IN_THE_DOCUMENT)
def test_the_document_has_the_cells_of_the_api(published: Published, key: str) -> None:
    table = published.tables[key]
    printed = [
        found
        for found in printed_tables(published.document)
        if found.caption.split(". ", maxsplit=1)[-1] == table["title"]
        and list(found.head) == [column["label"] for column in table["columns"]]
    ]
    said = [[cell["text"] for cell in row["cells"]] for row in table["rows"]]

    assert len(printed) == 1
    if not said:
        assert [len(row) for row in printed[0].rows] == [1]  # a sentence in place of a body
        return
    for row, told in zip(said, printed[0].rows, strict=True):
        # a group heading spans its row, and counts once
        assert list(told) == (row if len(told) == len(row) else row[:1])


def test_every_table_of_the_api_is_printed_in_a_file(published: Published) -> None:
    assert published.tables.keys() == {*SHEETS, *IN_THE_DOCUMENT, *IN_THE_PUBLICATION}


def test_the_named_figures_are_the_cells_of_the_tables(published: Published) -> None:
    source, expenditure = published.answer["fundingSource"], published.tables["expenditure"]
    columns = [column["key"] for column in expenditure["columns"]]
    rows = {row["key"]: dict(zip(columns, row["cells"], strict=True)) for row in expenditure["rows"]}
    figures = source["expenditure"]
    said = {line["code"]: line for line in figures["lines"]}
    said |= {key: figures[key] for key in ("overhead", "direct", "total")}

    for key, line in said.items():
        for field, column in (
            ("budget", "budget"),
            ("before", "before"),
            ("period", "period"),
            ("toDate", "to_date"),
            ("balance", "balance"),
        ):
            assert line[field]["minor"] == rows[key][column]["money"]["minor"]


def test_what_was_spent_to_date_is_what_the_next_report_begins_with(reports: dict[str, Published]) -> None:
    in_order = list(reports.values())

    for earlier, later in pairwise(in_order):
        before = later.answer["fundingSource"]["expenditure"]["total"]["before"]
        assert earlier.answer["fundingSource"]["expenditure"]["total"]["toDate"] == before


def test_every_report_says_sample_and_draft_and_reconciles(published: Published) -> None:
    report = published.answer["report"]

    assert report["warnings"] == ["SAMPLE DATA", "DRAFT"]
    assert report["blockedBy"] == []
    assert {check["state"] for check in report["checks"]} <= {"OK", "OPEN"}


def test_the_worked_quarter_has_the_numbers_of_the_specification(reports: dict[str, Published]) -> None:
    worked = reports["2019-Q4"]
    source = worked.answer["fundingSource"]
    places = {
        row["key"]: row["cells"][-1]["number"] for row in worked.tables["by_country_and_output"]["rows"]
    }
    deviations = {row["key"]: row["cells"] for row in worked.tables["deviations"]["rows"]}

    assert source["expenditure"]["direct"]["period"]["minor"] == "27018529"
    assert source["expenditure"]["overhead"]["period"]["minor"] == "1891297"
    assert source["expenditure"]["total"]["period"]["minor"] == "28909826"
    assert [places[office] for office in ("GE", "UA", "MD", "BY")] == [
        "115141.71",
        "86391.15",
        "46291.69",
        "22360.74",
    ]
    assert places["REGIONAL"] == "18912.97"
    assert [cell["text"] for cell in deviations["3.2"]][5:7] == ["10.0%", "no"]
    assert [cell["text"] for cell in deviations["3.4"]][5:7] == ["10.2%", "over 10\u00a0%"]
    assert [of["code"] for of in source["deviations"]["lines"] if of["flag"] != "NONE"] == ["3.4"]
    assert source["funds"] == {
        "closing": {"reporting": {"amount": "1210901.74"}, "functional": {"amount": "144068.86"}},
        "exchangeDifference": {"amount": "114675.84"},
    }
    assert worked.answer["report"]["dueOn"] == "2020-01-30"


def test_the_worked_quarter_prints_the_same_numbers_in_both_files(reports: dict[str, Published]) -> None:
    worked = reports["2019-Q4"]
    expenditure = worked.tables["expenditure"]
    labels = [column["label"] for column in expenditure["columns"]]
    rows = table_on(worked.workbook, "Expenditure", labels, len(expenditure["rows"]))
    totals = {row[2]: row for row in rows}
    [summary] = [
        table for table in printed_tables(worked.document) if "Budget against expenditure" in table.caption
    ]

    assert totals["Direct total"][labels.index("Expenditure this period")] == 270185.29
    assert totals["Grand total"][labels.index("Expenditure this period")] == 289098.26
    assert summary.rows[-1] == (
        "Grand total",
        "281,410.00",
        "289,098.26",
        "289,098.26",
        "−7,688.26",
        "102.7%",
        "no",
    )


def _agrees(cell: dict[str, Any], value: Value) -> bool:
    """Whether a stored value is what the API says: exact to six decimals, a day a day, a text a text."""
    if cell["state"] == "EMPTY":
        return value is None
    if cell["date"] is not None:
        return bool(value == date.fromisoformat(cell["date"]))
    if cell["number"] is not None:
        return isinstance(value, float) and abs(Decimal(cell["number"]) - Decimal(value)) < Decimal("1e-6")
    return bool(value == cell["text"])
