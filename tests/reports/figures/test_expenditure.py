"""Budget, expenditure and overhead of lines. Numbers of the worked quarter: domain.md b.2 and b.3."""

from fractions import Fraction

from db.models.funding import FxMethod
from reports.facts import Facts
from reports.figures import expenditure
from reports.table import Missing, Table
from tests.reports.figures import facts
from tests.reports.figures.facts import Stated, nok
from tests.reports.figures.worked import WORKED


def table(found: Facts) -> Table:
    return expenditure.tabulate(expenditure.compute(found), found)


def column(found: Table, key: str) -> dict[str, object]:
    return {row.key: found.cell(row.key, key) for row in found.rows if not row.key.startswith("group")}


def test_the_worked_quarter_is_spent_by_line_as_it_was_worked_by_hand() -> None:
    found = table(facts.stated(WORKED).at("2019-Q4"))

    assert column(found, "period") == {
        "1.1": nok("54453.65"),
        "subtotal-A": nok("54453.65"),
        "3.1": nok("97907.68"),
        "3.2": nok("39594.77"),
        "3.3": nok("31937.50"),
        "3.4": nok("46291.69"),
        "subtotal-C": nok("215731.64"),
        "direct": nok("270185.29"),
        "overhead": nok("18912.97"),  # by line and then added it would be 18,912.98
        "total": nok("289098.26"),
    }
    assert found.cell("total", "budget") == nok("281410.00")
    assert found.cell("total", "balance") == nok("-7688.26")
    assert found.cell("3.4", "used") == Fraction(4_629_169, 4_200_000)


def test_lines_stand_by_their_numbers_in_their_categories(stated: Stated) -> None:
    """
    line | budget
    3.10 | 1.00
    3.2  | 1.00
    2.1  | 1.00
    4.1  | 1.00
    1.1  | 1.00
    """
    found = table(stated.at("2019-Q4"))

    assert [row.key for row in found.rows] == [
        *("group-A", "1.1", "subtotal-A"),
        *("group-B", "2.1", "subtotal-B"),
        *("group-C", "3.2", "3.10", "subtotal-C"),
        *("direct", "overhead", "total"),
    ]


def test_a_row_counts_in_the_quarter_it_was_posted(stated: Stated) -> None:
    """
    line | budget
    3.1  | 1,000.00

    line | posted on  | amount
    3.1  | 2019-09-30 |  10.00
    3.1  | 2019-10-01 | 400.00
    3.1  | 2019-12-31 | 800.50
    3.1  | 2020-01-01 |  10.00
    """
    conferences = table(stated.at("2019-Q4")).row("3.1")

    assert conferences["before"] == nok("10.00")
    assert conferences["period"] == nok("1200.50")
    assert conferences["to_date"] == nok("1210.50")
    assert conferences["balance"] == nok("-210.50")


def test_overhead_is_rounded_once_in_each_quarter_and_then_added(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00
    3.1  | 100.00

    line | posted on  | amount
    1.1  | 2019-07-01 | 0.20
    3.1  | 2019-09-30 | 0.30
    1.1  | 2019-10-01 | 0.50
    1.1  | 2020-01-01 | 0.50
    """
    # 7 % of 0.50 is 0.035, which rounds to 0.04; 7 % of the 1.50 in all would round to 0.11
    overhead = table(stated.at("2020-Q1")).row("overhead")

    assert overhead["before"] == nok("0.08")
    assert overhead["period"] == nok("0.04")
    assert overhead["to_date"] == nok("0.12")


def test_a_refund_takes_overhead_back_half_away_from_zero(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00

    line | posted on  | amount
    1.1  | 2019-10-01 | -0.50
    """
    assert table(stated.at("2019-Q4")).cell("overhead", "period") == nok("-0.04")


def test_overhead_leaves_partner_costs_out_where_the_agreement_says_so() -> None:
    stated = facts.stated(WORKED)

    found = table(stated.at("2019-Q4", overhead_on_partner_costs=False))

    # 7 % of 270,185.29 less the 46,291.69 of line 3.4, that is of 223,893.60
    assert found.cell("overhead", "period") == nok("15672.55")
    assert found.cell("direct", "period") == nok("270185.29")
    assert found.cell("total", "period") == nok("285857.84")


def test_a_line_without_a_budget_has_no_share(stated: Stated) -> None:
    """
    line | budget
    3.1  | 0.00
    3.2  | 0.00

    line | posted on  | amount
    3.1  | 2019-10-01 | 0.01
    """
    found = table(stated.at("2019-Q4"))

    assert found.cell("3.1", "used") is Missing.NOT_APPLICABLE
    assert found.cell("3.2", "used") is Missing.NOT_APPLICABLE
    assert found.cell("3.1", "balance") == nok("-0.01")


def test_the_phased_budget_is_what_was_planned_by_now(stated: Stated) -> None:
    """
    line | budget | 2019-Q4 | 2020-Q1 | 2020-Q2
    3.1  | 600.00 | 100.00  | 200.00  | 300.00
    4.1  |  42.00 |   7.00  |  14.00  |  21.00

    line | posted on  | amount
    3.1  | 2019-10-01 | 120.00
    3.1  | 2020-01-01 | 150.00
    """
    found = table(stated.at("2020-Q1"))

    assert found.cell("3.1", "phased") == nok("300.00")
    assert found.cell("3.1", "variance") == nok("-30.00")  # 270.00 spent
    assert found.cell("overhead", "phased") == nok("21.00")
    assert found.cell("overhead", "variance") == nok("-2.10")  # 8.40 + 10.50
    assert found.cell("total", "variance") == nok("-32.10")


def test_commitments_are_converted_at_the_last_days_rate_and_are_in_no_expenditure(stated: Stated) -> None:
    """
    line | budget
    3.1  | 10,000.00
    3.2  | 10,000.00

    line | posted on  | amount
    3.1  | 2019-10-01 | 2,500.00

    line | open     | currency
    3.1  |   100.00 | USD
    3.1  |   148.85 | GEL
    3.2  | 1,000.00 | NOK

    currency | from       | units
    NOK      | 2019-07-01 | 8.5
    NOK      | 2019-12-31 | 9.201
    GEL      | 2019-10-01 | 2.977
    GEL      | 2020-01-01 | 2.5
    """
    found = table(stated.at("2019-Q4"))

    # 100.00 x 9.201 is 920.10; 148.85 x 9.201 / 2.977 is 460.05
    assert found.cell("3.1", "committed") == nok("1380.15")
    assert found.cell("3.2", "committed") == nok("1000.00")
    assert found.cell("total", "committed") == nok("2380.15")
    assert found.cell("3.1", "to_date") == nok("2500.00")
    assert found.cell("3.1", "balance") == nok("7500.00")
    assert found.cell("3.1", "available") == nok("6119.85")


def test_with_the_receipt_average_commitments_take_the_average_of_the_money_received(
    stated: Stated,
) -> None:
    """
    line | budget
    3.1  | 10,000.00

    line | open   | currency
    3.1  | 100.00 | USD

    received on | amount    | usd
    2019-07-01  |  8,000.00 | 1,000.00
    2019-11-01  | 10,000.00 | 1,000.00
    2020-01-01  | 99,000.00 | 1,000.00

    currency | from       | units
    NOK      | 2019-07-01 | 8.5
    """
    found = table(stated.at("2019-Q4", fx_method=FxMethod.RECEIPT_AVERAGE))

    assert found.cell("3.1", "committed") == nok("900.00")  # at 18,000 over 2,000
