"""The published file and the API cannot disagree: every table, every figure, every period of the sample."""

from decimal import Decimal

import pytest

from tests.agreement.conftest import Published
from tests.agreement.publications import IN_THE_PUBLICATION, published_rows, said_rows
from tests.agreement.sheets import table_on
from tests.reports.iati.reading import activity, periods, transactions
from tests.reports.word.reading import printed_tables

ENDS = {
    "2019-Q4": "2019-12-31",
    "2020-Q1": "2020-03-31",
    "2020-Q2": "2020-06-30",
    "2020-Q3": "2020-09-30",
    "2020-Q4": "2020-12-31",
}


def expected(published: Published, key: str) -> list[dict[str, object]]:
    """What the API says of a table, as the file has it: parties by name, nothing beside a missing value."""
    rows = [dict(row) for row in said_rows(published.tables[key])]
    organisations = published.tables["iati_organisations"]
    names = {row["key"]: row["cells"][-1]["text"] for row in organisations["rows"]}
    for row in rows:
        if key == "iati_activity":
            row.pop("item")
        if key == "iati_organisations":
            row.pop("part")
        if key == "iati_transactions":
            row |= {party: names[str(row[party])] for party in ("provider", "receiver") if party in row}
        if key == "iati_results":
            if "baseline" not in row:
                row.pop("baseline_year", None)
            if "actual" not in row:
                row.pop("comment", None)
    return rows


@pytest.mark.parametrize("key", IN_THE_PUBLICATION)
def test_the_published_file_has_the_cells_of_the_api(published: Published, key: str) -> None:
    assert published_rows(published.publication, key) == expected(published, key)


def test_one_expenditure_stands_in_word_excel_the_api_and_the_published_file(published: Published) -> None:
    """R13, read from the finished files and compared in minor units."""
    labels = [column["label"] for column in published.tables["expenditure"]["columns"]]
    rows = table_on(
        published.workbooks["financial"], "Expenditure", labels, len(published.tables["expenditure"]["rows"])
    )
    [summary] = [
        table for table in printed_tables(published.document) if "Budget against expenditure" in table.caption
    ]
    in_excel = rows[-1][labels.index("Expenditure this period")]
    in_word = summary.rows[-1][2].replace(",", "").replace("\u2212", "-")
    [spent] = [
        amount
        for _, day, amount in transactions(activity(published.publication), "4")
        if day == ENDS[published.period]
    ]

    minor = published.answer["fundingSource"]["expenditure"]["total"]["period"]["minor"]

    assert str(spent).replace(".", "") == minor
    assert int(Decimal(in_word) * 100) == int(minor)
    assert isinstance(in_excel, float)
    assert round(in_excel * 100) == int(minor)


def test_what_came_in_is_every_instalment_received_by_the_end_of_the_period(published: Published) -> None:
    """R14, against the instalments that the API lists."""
    end = ENDS[published.period]
    received = [
        (of["receivedOn"], of["received"]["amount"])
        for of in published.answer["fundingSource"]["instalments"]
        if of["receivedOn"] is not None and of["receivedOn"] <= end
    ]

    found = transactions(activity(published.publication), "1")

    assert [(day, amount) for _, day, amount in found] == received
    [to_date] = [
        row["cells"][1]["money"]["minor"]
        for row in published.tables["project_information"]["rows"]
        if row["key"] == "received_to_date"
    ]
    assert sum(int(str(amount).replace(".", "")) for _, _, amount in found) == int(to_date)


def test_the_quarters_that_are_published_make_the_expenditure_to_date(published: Published) -> None:
    total = published.answer["fundingSource"]["expenditure"]["total"]

    spent = [amount for _, _, amount in transactions(activity(published.publication), "4")]

    assert sum(int(str(amount).replace(".", "")) for amount in spent) == int(total["before"]["minor"]) + int(
        total["period"]["minor"]
    )


def test_the_quarters_of_the_budget_make_the_approved_budget(published: Published) -> None:
    budgets = activity(published.publication).findall("budget/value")

    total = sum(int((of.text or "").replace(".", "")) for of in budgets)

    assert total == int(published.answer["fundingSource"]["expenditure"]["total"]["budget"]["minor"])


def test_an_indicator_has_the_figures_of_the_api_and_a_protected_one_has_none(published: Published) -> None:
    for of in published.answer["fundingSource"]["indicators"]["indicators"]:
        found = periods(activity(published.publication), of["code"])
        quarter = [
            actual for _, end, target, actual in found if target is None and end == ENDS[published.period]
        ]
        start, _, target, actual = found[-1]

        assert start == "2019-07-01"
        assert _number(target) == _number(of["target"])
        assert _number(actual) == _rounded(of["cumulative"])
        assert [_number(one) for one in quarter] == [_rounded(of["thisPeriod"])]
        if not of["isReleased"]:
            assert {one[3] for one in found} == {None}


def test_a_protected_indicator_is_in_the_sample(published: Published) -> None:
    told = published.answer["fundingSource"]["indicators"]["indicators"]

    assert [of["code"] for of in told if not of["isReleased"]] == ["OP2.2-1"]


def test_the_worked_quarter_publishes_the_numbers_of_the_specification(
    reports: dict[str, Published],
) -> None:
    found = activity(reports["2019-Q4"].publication)

    assert transactions(found) == [
        ("11", "2019-06-24", "4000000.00"),
        ("1", "2019-07-01", "1500000.00"),
        ("4", "2019-12-31", "289098.26"),
    ]
    assert [of.text for of in found.findall("budget/value")] == ["281410.00"]


def test_names_of_every_script_of_the_region_are_published_as_they_are_written(
    reports: dict[str, Published],
) -> None:
    names = [
        of.text for of in activity(reports["2020-Q4"].publication).findall("participating-org/narrative")
    ]

    assert names[-2:] == [
        "Asociația obștească „Exemplu” (Sample NGO, Moldova)",
        "Громадська організація «Зразок» (Sample NGO, Ukraine)",
    ]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _rounded(ratio: dict[str, str] | None) -> Decimal | None:
    """A ratio of the API with the two decimals that figures are printed with."""
    if ratio is None:
        return None
    exact = Decimal(ratio["numerator"]) / Decimal(ratio["denominator"])
    return exact.quantize(Decimal("0.01"), "ROUND_HALF_UP")
