"""The period's expenditure by office, output and month."""

from reports.facts import Facts
from reports.figures import by_country_and_output
from reports.figures.by_country_and_output import ByPlace
from reports.table import Table
from tests.reports.figures import facts
from tests.reports.figures.facts import Stated, nok
from tests.reports.figures.worked import WORKED


def computed(found: Facts) -> ByPlace:
    return by_country_and_output.compute(found)


def table(found: Facts) -> Table:
    return by_country_and_output.tabulate(computed(found), found)


def test_the_worked_quarter_by_office() -> None:
    found = computed(facts.stated(WORKED).at("2019-Q4"))

    assert [found.of_country(office) for office in ("GE", "UA", "MD", "BY")] == [
        nok("115141.71"),
        nok("86391.15"),
        nok("46291.69"),
        nok("22360.74"),
    ]
    assert found.overhead == nok("18912.97")
    assert found.total == nok("289098.26")


def test_the_country_is_the_office_that_spent_and_not_the_lines(stated: Stated) -> None:
    """
    line | budget | country | output
    3.4  | 500.00 | MD      | OP2.1

    line | posted on  | office | amount
    3.4  | 2019-10-05 | GE     | 400.00
    """
    found = table(stated.at("2019-Q4"))

    assert found.cell("GE-OP2.1", "total") == nok("400.00")
    assert "MD-OP2.1" not in [row.key for row in found.rows]


def test_lines_without_an_output_keep_a_row_without_one_and_stand_first(stated: Stated) -> None:
    """
    line | budget | output
    1.1  | 500.00 |
    2.1  | 500.00 |
    3.1  | 500.00 | OP1.1
    3.2  | 500.00 | OP1.1

    line | posted on  | office | amount
    3.1  | 2019-10-05 | GE     |  40.00
    3.2  | 2019-11-05 | GE     |   2.00
    1.1  | 2019-12-05 | GE     | 100.00
    2.1  | 2019-12-06 | GE     |  10.00
    1.1  | 2019-12-05 | BY     |   1.00
    """
    found = table(stated.at("2019-Q4"))

    assert [row.cells for row in found.rows][:5] == [
        ("BY", None, nok("0.00"), nok("0.00"), nok("1.00"), nok("1.00")),
        ("Subtotal BY", None, nok("0.00"), nok("0.00"), nok("1.00"), nok("1.00")),
        ("GE", None, nok("0.00"), nok("0.00"), nok("110.00"), nok("110.00")),
        ("GE", "OP1.1", nok("40.00"), nok("2.00"), nok("0.00"), nok("42.00")),
        ("Subtotal GE", None, nok("40.00"), nok("2.00"), nok("110.00"), nok("152.00")),
    ]


def test_overhead_is_regional_and_stands_once_with_its_total_only(stated: Stated) -> None:
    """
    line | budget
    1.1  | 500.00

    line | posted on  | office | amount
    1.1  | 2019-10-05 | GE     | 0.50
    1.1  | 2019-11-05 | MD     | 0.50
    """
    found = table(stated.at("2019-Q4"))

    # 7 % of 1.00; by office it would be 0.04 twice
    assert found.rows[-2].cells == ("REGIONAL", "Overhead", None, None, None, nok("0.07"))
    assert found.rows[-1].cells == (
        "Total",
        None,
        nok("0.50"),
        nok("0.50"),
        nok("0.00"),
        nok("1.07"),
    )


def test_a_month_of_refunds_is_negative(stated: Stated) -> None:
    """
    line | budget | output
    3.1  | 500.00 | OP1.1

    line | posted on  | office | amount
    3.1  | 2019-10-05 | GE     | 100.00
    3.1  | 2019-11-05 | GE     | -30.00
    """
    found = table(stated.at("2019-Q4"))

    assert found.cell("GE-OP1.1", "month_2") == nok("-30.00")
    assert found.cell("GE", "total") == nok("70.00")


def test_other_quarters_are_left_out(stated: Stated) -> None:
    """
    line | budget
    1.1  | 500.00

    line | posted on  | office | amount
    1.1  | 2019-09-30 | GE     | 100.00
    1.1  | 2020-01-01 | UA     | 100.00
    """
    found = table(stated.at("2019-Q4"))

    assert [row.key for row in found.rows] == ["REGIONAL", "total"]
    assert found.cell("total", "total") == nok("0.00")
