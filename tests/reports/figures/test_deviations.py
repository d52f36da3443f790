"""Lines against their approved budget. The table and its edge cases: domain.md b.3."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from db.models.funding import DeviationBasis
from db.queries.writing import Explained
from reports.cells import as_text
from reports.facts import Facts
from reports.figures import deviations, plan_deviations
from reports.figures.deviations import Flag
from reports.table import Missing, Table
from tests.reports.figures import facts
from tests.reports.figures.facts import Stated, nok
from tests.reports.figures.worked import WORKED

LAST_DAY = {"support_end": date(2019, 12, 31)}


def table(found: Facts) -> Table:
    return deviations.tabulate(deviations.compute(found), found)


def shown(found: Table, key: str) -> tuple[str, ...]:
    row = found.rows[found.row_index(key)]
    return tuple(as_text(cell, column) for cell, column in zip(row.cells, found.columns, strict=True))


def flags(found: Facts) -> dict[str, Flag]:
    return {deviation.code: deviation.flag for deviation in deviations.compute(found)}


def test_the_worked_quarter_deviates_as_it_was_worked_by_hand() -> None:
    found = table(facts.stated(WORKED).at("2019-Q4"))

    assert [shown(found, row.key)[2:7] for row in found.rows] == [
        ("60,000.00", "54,453.65", "−5,546.35", "−9.2%", "no"),
        ("90,000.00", "97,907.68", "7,907.68", "8.8%", "no"),
        ("36,000.00", "39,594.77", "3,594.77", "10.0%", "no"),  # 9.9855 %
        ("35,000.00", "31,937.50", "−3,062.50", "−8.8%", "no"),  # 8.75 %, half away from zero
        ("42,000.00", "46,291.69", "4,291.69", "10.2%", "over 10\u00a0%"),
        ("18,410.00", "18,912.97", "502.97", "2.7%", "no"),
        ("281,410.00", "289,098.26", "7,688.26", "2.7%", ""),
    ]


@pytest.mark.parametrize(
    ("spent", "before_the_end", "at_the_end"),
    [
        ("110,000.00", Flag.NONE, Flag.NONE),
        ("110,000.01", Flag.OVER, Flag.OVER),
        ("90,000.00", Flag.NONE, Flag.NONE),
        ("89,999.99", Flag.NONE, Flag.UNDER),
        ("0.00", Flag.NONE, Flag.UNDER),
    ],
)
def test_the_limit_itself_is_allowed(spent: str, before_the_end: Flag, at_the_end: Flag) -> None:
    stated = facts.stated(
        f"""
        line | budget
        3.1  | 100,000.00

        line | posted on  | amount
        3.1  | 2019-10-01 | {spent}
        """
    )

    assert flags(stated.at("2019-Q4"))["3.1"] is before_the_end
    assert flags(stated.at("2019-Q4", **LAST_DAY))["3.1"] is at_the_end
    assert flags(stated.at("2019-Q4", support_end=date(2020, 1, 1)))["3.1"] is before_the_end


@pytest.mark.parametrize(("spent", "flag"), [("0.00", Flag.NONE), ("0.01", Flag.NO_BUDGET)])
def test_a_line_without_a_budget_is_flagged_by_the_first_expense(spent: str, flag: Flag) -> None:
    stated = facts.stated(
        f"""
        line | budget
        3.1  | 0.00

        line | posted on  | amount
        3.1  | 2019-10-01 | {spent}
        """
    )
    found = stated.at("2019-Q4")

    assert flags(found)["3.1"] is flag
    assert flags(stated.at("2019-Q4", **LAST_DAY))["3.1"] is flag
    assert table(found).cell("3.1", "share") is Missing.NOT_APPLICABLE


def test_the_limit_is_the_agreements_own() -> None:
    found = table(facts.stated(WORKED).at("2019-Q4", deviation_share=Decimal("0.0850")))

    assert [row.key for row in found.rows if str(found.cell(row.key, "flag")).startswith("over")] == [
        "3.1",
        "3.2",
        "3.4",
    ]
    assert shown(found, "3.1")[6] == "over 8.5\u00a0%"


def test_by_category_the_lines_of_a_category_are_one(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00
    3.1  | 100.00
    3.2  | 100.00
    4.1  |  21.00

    line | posted on  | amount
    1.1  | 2019-10-01 | 110.01
    3.1  | 2019-10-01 | 200.00
    3.2  | 2019-10-01 |  20.00

    from | to  | amount | requested  | approved
    3.1  | 3.2 | 30.00  | 2019-10-02 | 2019-10-09
    3.1  | 1.1 |  5.00  | 2019-10-02 | 2019-10-09
    """
    found = stated.at("2019-Q4", deviation_basis=DeviationBasis.CATEGORY)

    assert flags(found) == {"A": Flag.OVER, "C": Flag.NONE, "4.1": Flag.NONE}  # 23.10 is 110 % of 21.00
    assert table(found).cell("C", "to_date") == nok("220.00")
    assert table(found).cell("C", "moved_out") == nok("5.00")  # the 30.00 stayed within it
    assert table(found).cell("C", "moved_in") == nok("0.00")
    assert table(found).cell("A", "moved_in") == nok("5.00")


def explained(line: str, approved_on: date | None) -> Explained:
    return Explained(line, "Prices rose", None, "None", "APP-7" if approved_on else None, approved_on)


def test_a_flagged_overspend_needs_a_reason_and_an_approval() -> None:
    found = facts.stated(WORKED).at("2019-Q4")
    silent = {of.code: of for of in deviations.compute(found)}["3.4"]
    found = replace(found, notes={"3.4": explained("3.4", None)})
    said = {of.code: of for of in deviations.compute(found)}["3.4"]
    found = replace(found, notes={"3.4": explained("3.4", date(2020, 1, 8))})
    approved = {of.code: of for of in deviations.compute(found)}["3.4"]

    assert (silent.lacks_reason, silent.lacks_approval) == (True, True)
    assert (said.lacks_reason, said.lacks_approval) == (False, True)
    assert (approved.lacks_reason, approved.lacks_approval) == (False, False)
    assert shown(table(found), "3.4")[7:9] == ("Prices rose", "APP-7")


def test_underspending_at_the_end_needs_a_reason_and_no_approval(stated: Stated) -> None:
    """
    line | budget
    3.1  | 100.00
    """
    silent = deviations.compute(stated.at("2019-Q4", **LAST_DAY))[0]

    assert (silent.flag, silent.lacks_reason, silent.lacks_approval) == (Flag.UNDER, True, False)
    assert shown(table(stated.at("2019-Q4", **LAST_DAY)), "3.1")[6:8] == (
        "under by more than 10\u00a0%",
        "Not yet written",
    )


def test_less_spent_than_planned_by_now_is_timing(stated: Stated) -> None:
    """
    line | budget | 2019-Q4 | 2020-Q1
    3.1  | 400.00 | 100.00  | 300.00
    3.2  | 100.00 | 100.00  |
    3.3  | 100.00 |  50.00  | 50.00

    line | posted on  | amount
    3.1  | 2019-10-01 |  99.99
    3.2  | 2019-10-01 | 100.00
    3.3  | 2019-10-01 |  60.00
    """
    found = table(stated.at("2019-Q4"))

    assert [found.cell(line, "reason") for line in ("3.1", "3.2", "3.3")] == ["Timing", None, None]


def test_the_narrative_lists_the_flagged_lines_with_the_same_numbers() -> None:
    found = facts.stated(WORKED).at("2019-Q4")
    note = Explained("3.4", "Prices rose", "None for results", "Savings elsewhere", None, None)
    noted = replace(found, notes={"3.4": note})
    unknown = replace(found, notes={"3.4": explained("3.4", None)})

    def said(of: Facts) -> tuple[str, ...]:
        [row] = plan_deviations.tabulate(deviations.compute(of), of).rows
        columns = plan_deviations.tabulate((), of).columns
        return tuple(as_text(cell, column) for cell, column in zip(row.cells, columns, strict=True))

    silent = said(found)
    assert silent[:3] == ("Budget line 3.4, Line 3.4", "42,000.00", "46,291.69")
    assert silent[3:] == ("Not yet written", "Not yet written", "Not yet written")
    assert said(noted)[3:] == ("Prices rose", "None for results", "Savings elsewhere")
    assert said(unknown)[4] == ".."


def test_the_narrative_says_plainly_that_nothing_deviates(stated: Stated) -> None:
    """
    line | budget
    3.1  | 100.00
    """
    found = plan_deviations.tabulate(deviations.compute(stated.at("2019-Q4")), stated.at("2019-Q4"))

    assert found.rows == ()
    assert found.empty == "No budget line deviates beyond the agreed limit."
