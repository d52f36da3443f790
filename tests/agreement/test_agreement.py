"""The API, the workbooks and the document cannot disagree: every cell of every table, every period."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Engine

from resolvers.reports import report_file
from resolvers.viewer import local_viewer
from tests.agreement.conftest import WORKBOOKS, Published
from tests.agreement.publications import IN_THE_PUBLICATION
from tests.agreement.sheets import Value, table_on
from tests.reports.word.reading import printed_tables

SHEETS = {
    "cover": ("financial", "Cover"),
    "expenditure": ("financial", "Expenditure"),
    "funds": ("financial", "Funds"),
    "deviations": ("financial", "Deviations"),
    "exchange_rates": ("financial", "Exchange rates"),
    "by_country_and_output": ("financial", "By country and output"),
    "checks": ("financial", "Checks"),
    "results_cover": ("results", "Cover"),
    "results_matrix": ("results", "Matrix"),
    "results_disaggregation": ("results", "Disaggregation"),
    "results_definitions": ("results", "Definitions"),
    "events_cover": ("events", "Cover"),
    "events_annex": ("events", "Events"),
    "event_breakdown": ("events", "Breakdown"),
    "event_countries": ("events", "Countries"),
    "event_figures": ("events", "Figures"),
    "event_recommendations": ("events", "Recommendations"),
    "protected_tables": ("events", "Protected tables"),
    "events_legend": ("events", "Legend"),
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
def test_the_workbooks_have_the_cells_of_the_api(published: Published, key: str) -> None:
    table = published.tables[key]
    labels = [column["label"] for column in table["columns"]]

    workbook, sheet = SHEETS[key]
    stored = table_on(published.workbooks[workbook], sheet, labels, len(table["rows"]))

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


def test_the_events_annex_has_the_numbers_of_the_sample(reports: dict[str, Published]) -> None:
    """Worked by hand from the sample's counts and from its ledger rows at the rates of their months."""

    def of(period: str, row: str) -> list[str]:
        table = reports[period].tables["events_annex"]
        cells = {each["key"]: [cell["text"] for cell in each["cells"]] for each in table["rows"]}
        return cells[row][14:21]

    assert of("2019-Q4", "EVT-2019-TBS-01") == [".."] * 7
    assert of("2019-Q4", "total") == [".."] * 7
    assert of("2020-Q1", "EVT-2020-KBP-01") == ["46", "28", "18", "..", "60.9%", "64,396.75", "1,399.93"]
    assert of("2020-Q1", "EVT-2020-MSQ-01")[:5] == ["11", "..", "..", "..", ".."]
    assert of("2020-Q1", "total")[:5] == ["81", "45", "25", "..", ".."]
    assert of("2020-Q2", "EVT-2020-TBS-01")[:5] == ["n/a"] * 5
    assert of("2020-Q2", "later-EVT-2020-KBP-01") == ["", "", "", "", "", "15,322.58", ""]
    assert of("2020-Q3", "EVT-2020-LWO-01")[:5] == ["22", "14", "6", "2", "63.6%"]


def test_the_results_matrix_has_the_numbers_of_the_sample(reports: dict[str, Published]) -> None:
    def of(period: str, row: str) -> list[str]:
        table = reports[period].tables["results_matrix"]
        cells = {each["key"]: [cell["text"] for cell in each["cells"]] for each in table["rows"]}
        return cells[row][11:18]

    assert of("2019-Q4", "OP1.1-2") == ["", "", "..", "..", "..", "..", "n/a"]
    assert of("2020-Q1", "OP1.1-2") == ["46", "", "", "", "46", "46", "19.2%"]
    assert of("2020-Q4", "OP1.1-2") == ["46", "58", "0", "113", "113", "217", "90.4%"]
    assert of("2020-Q4", "OP1.2-2") == ["0", "14.29", "28.57", "41.67", "41.67", "41.67", "69.4%"]
    assert of("2020-Q4", "OP2.2-1") == ["not released"] * 6 + ["n/a"]


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_workbook_is_the_same_bytes_every_time(
    reports: dict[str, Published], sample_engine: Engine, kind: str
) -> None:
    """Another process served the first; this one reads another copy of the sample."""
    for period, published in reports.items():
        again = report_file(sample_engine, local_viewer(), "NMFA-RCTP", period, kind, "xlsx")

        assert again.content == published.workbooks[kind], period


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
    rows = table_on(worked.workbooks["financial"], "Expenditure", labels, len(expenditure["rows"]))
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
