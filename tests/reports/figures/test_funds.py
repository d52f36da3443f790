"""The grant's money through a period. Numbers of the worked quarter: domain.md b.2."""

from datetime import date

import pytest

from db.errors import RateMissing
from db.models.funding import FxMethod
from reports.cells import as_text
from reports.facts import Facts
from reports.figures import funds
from reports.table import Table
from tests.reports.figures import facts
from tests.reports.figures.facts import Stated, nok, usd
from tests.reports.figures.worked import WORKED


def table(found: Facts) -> Table:
    return funds.tabulate(funds.compute(found), found)


def test_the_worked_quarter_closes_as_it_was_worked_by_hand() -> None:
    found = facts.stated(WORKED).at("2019-Q4")
    money = funds.compute(found)

    assert (money.opening.reporting, money.opening.functional) == (nok("1500000.00"), usd("175767.52"))
    assert (money.spent.reporting, money.spent.functional) == (nok("289098.26"), usd("31698.66"))
    assert (money.closing.reporting, money.closing.functional) == (nok("1210901.74"), usd("144068.86"))
    assert money.exchange_difference == nok("114675.84")  # 144,068.86 x 9.201 is 1,325,577.58
    assert table(found).cell("exchange_difference", "reporting") == nok("114675.84")
    assert table(found).cell("exchange_difference", "functional") is None


def test_what_one_quarter_closes_with_the_next_one_opens_with(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00

    line | posted on  | amount | usd
    1.1  | 2019-07-15 |   0.50 | 0.06
    1.1  | 2019-10-15 | 300.50 | 33.50
    1.1  | 2020-01-15 | 100.50 | 11.17

    received on | amount   | usd
    2019-07-01  | 1,000.00 | 112.00
    2020-03-31  |   500.00 |  55.00

    quarter | interest | currency
    2019-Q3 | 1.00     | USD
    2019-Q4 | 9.00     | NOK
    """
    moneys = [funds.compute(stated.at(period)) for period in ("2019-Q3", "2019-Q4", "2020-Q1")]

    assert [(of.opening.reporting, of.closing.reporting) for of in moneys] == [
        (nok("0.00"), nok("1008.46")),  # 1,000.00 + 9.00 - 0.50 - 0.04
        (nok("1008.46"), nok("695.92")),  # + 9.00 - 300.50 - 21.04
        (nok("695.92"), nok("1088.38")),  # + 500.00 - 100.50 - 7.04
    ]
    assert [(of.opening.functional, of.closing.functional) for of in moneys] == [
        (usd("0.00"), usd("112.94")),  # 112.00 + 1.00 - 0.06 - 0.00
        (usd("112.94"), usd("78.09")),  # + 1.00 - 33.50 - 2.35
        (usd("78.09"), usd("121.14")),  # + 55.00 - 11.17 - 0.78
    ]


def test_interest_counts_in_both_currencies_at_the_rate_of_its_quarters_last_day(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00

    quarter | interest | currency
    2019-Q3 | 10.00    | USD
    2019-Q4 | 10.00    | USD
    2019-Q4 | 10.00    | NOK

    currency | from       | units
    NOK      | 2019-07-01 | 8
    NOK      | 2019-12-01 | 9.201
    NOK      | 2020-01-01 | 8.786
    """
    money = funds.compute(stated.at("2019-Q4"))

    assert (money.opening.reporting, money.opening.functional) == (nok("80.00"), usd("10.00"))
    assert money.interest.reporting == nok("102.01")  # 10.00 x 9.201 and 10.00
    assert money.interest.functional == usd("11.09")  # 10.00 and 10.00 / 9.201


@pytest.mark.parametrize(
    ("received", "difference", "said"),
    [("900.00", "100.00", "NOK\u00a0100.00 more than"), ("1100.00", "-100.00", "NOK\u00a0100.00 less than")],
)
def test_the_exchange_difference_has_either_sign(received: str, difference: str, said: str) -> None:
    found = facts.stated(
        f"""
        line | budget
        1.1  | 1.00

        received on | amount     | usd
        2019-07-01  | {received} | 100.00

        currency | from       | units
        NOK      | 2019-07-01 | 10
        """
    ).at("2019-Q4")

    statement = funds.tabulate_statement(funds.compute(found), found)

    assert funds.compute(found).exchange_difference == nok(difference)
    assert said in statement.notes[0]


def test_each_instalment_of_the_period_has_a_row_with_its_day_and_bank_reference(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00

    received on | amount   | usd    | bank
    2019-09-30  |   100.00 |  11.00 | REF-1
    2019-10-01  | 1,000.00 | 110.00 | REF-2
    2019-12-31  |   500.00 |  55.00 |
    """
    found = table(stated.at("2019-Q4"))

    assert [row.key for row in found.rows][:6] == [
        *("opening", "instalment-2", "instalment-3"),
        *("interest", "spent", "closing"),
    ]
    assert found.row("instalment-2") == {
        "item": "Plus: instalment 2",
        "reporting": nok("1000.00"),
        "functional": usd("110.00"),
        "note": "1\u00a0Oct\u00a02019, bank reference REF-2",
    }
    assert found.cell("instalment-3", "note") == "31\u00a0Dec\u00a02019, bank reference .."
    assert found.cell("closing", "reporting") == nok("1600.00")
    assert found.cell("opening", "reporting") == nok("100.00")


def test_a_quarter_without_an_instalment_says_so(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00
    """
    found = table(stated.at("2019-Q4"))

    assert found.cell("no-instalment", "reporting") == nok("0.00")
    assert found.cell("no-instalment", "note") == "None in this period"


def test_commitments_stand_beside_the_closing_balance(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00

    line | open   | currency
    1.1  | 100.00 | USD
    1.1  |  90.00 | NOK

    received on | amount   | usd
    2019-07-01  | 1,000.00 | 111.00
    """
    found = table(stated.at("2019-Q4"))  # at 9 NOK per USD

    assert found.cell("commitments", "reporting") == nok("990.00")
    assert found.cell("commitments", "functional") == usd("110.00")
    assert found.cell("uncommitted", "reporting") == nok("10.00")
    assert found.cell("uncommitted", "functional") == usd("1.00")
    assert found.cell("closing", "reporting") == nok("1000.00")


REQUEST = """
line | budget   | 2019-Q4 | 2020-Q1 | 2020-Q2 | 2020-Q3
1.1  | 1,000.00 | 100.00  | 200.00  | 300.00  | 400.00
4.1  |    70.00 |   7.00  |  14.00  |  21.00  |  28.00
"""


@pytest.mark.parametrize(
    ("received", "support_end", "request_"),
    [
        ("35.00", date(2021, 12, 31), "500.00"),  # 200 + 14 + 300 + 21, less the 35.00 that are left
        ("535.00", date(2021, 12, 31), "0.00"),
        ("535.01", date(2021, 12, 31), "0.00"),  # never negative
        ("35.00", date(2020, 4, 1), "500.00"),  # the quarter in which the support ends counts
        ("35.00", date(2020, 3, 31), "179.00"),  # 200 + 14 - 35
        ("35.00", date(2019, 12, 31), "0.00"),
    ],
)
def test_the_request_is_the_next_two_quarters_less_what_is_left(
    received: str, support_end: date, request_: str
) -> None:
    stated = facts.stated(
        f"""{REQUEST}
        received on | amount     | usd
        2019-07-01  | {received} | 1.00
        """
    )

    found = table(stated.at("2019-Q4", support_end=support_end))

    assert found.cell("request", "reporting") == nok(request_)


def test_the_request_names_the_quarters_it_is_for() -> None:
    stated = facts.stated(REQUEST)

    def note(support_end: date) -> object:
        return table(stated.at("2019-Q4", support_end=support_end)).cell("request", "note")

    assert note(date(2021, 12, 31)) == (
        "Budget of 2020-Q1 and 2020-Q2 in version 1 with overhead, less the closing balance; not below zero"
    )
    assert str(note(date(2020, 3, 31))).startswith("Budget of 2020-Q1 in version 1")
    assert note(date(2019, 12, 31)) == "The support period has ended"


def test_the_receipt_average_leaves_the_closing_rate_alone(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00

    line | open   | currency
    1.1  | 100.00 | USD

    received on | amount   | usd
    2019-07-01  | 1,000.00 | 125.00
    """
    found = stated.at("2019-Q4", fx_method=FxMethod.RECEIPT_AVERAGE)
    money = funds.compute(found)

    assert money.committed.reporting == nok("800.00")  # at 8, the average of the money received
    assert money.exchange_difference == nok("125.00")  # 125.00 x 9, the rate in force, less 1,000.00


def test_there_is_no_receipt_average_before_anything_was_received(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100.00
    """
    with pytest.raises(RateMissing, match="no RECEIPT exchange rate"):
        stated.at("2019-Q4", fx_method=FxMethod.RECEIPT_AVERAGE)


def test_the_narrative_states_the_same_movement_in_five_rows() -> None:
    found = facts.stated(WORKED).at("2019-Q4")
    statement = funds.tabulate_statement(funds.compute(found), found)

    assert [
        tuple(as_text(cell, column) for cell, column in zip(row.cells, statement.columns, strict=True))
        for row in statement.rows
    ] == [
        ("Opening balance", "1,500,000.00", "175,767.52"),
        ("Received in the period", "0.00", "0.00"),
        ("Interest earned", "0.00", "0.00"),
        ("Expenditure in the period", "289,098.26", "31,698.66"),
        ("Closing balance", "1,210,901.74", "144,068.86"),
    ]
    assert "NOK\u00a0114,675.84 more than" in statement.notes[0]
