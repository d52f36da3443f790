"""The rates that were in force in a quarter, as runs of days."""

from fractions import Fraction

from db.models.funding import FxMethod
from reports.cells import as_text
from reports.evaluate import evaluate
from reports.facts import Facts
from reports.figures import exchange_rates
from reports.table import Missing, Table
from tests.reports.figures.facts import Stated


def table(found: Facts) -> Table:
    return exchange_rates.tabulate(exchange_rates.compute(found), found)


def shown(found: Table) -> list[str]:
    return [
        " | ".join(
            as_text(cell, column) for cell, column in zip(row.cells, found.columns, strict=True)
        ).replace("\u00a0", " ")
        for row in found.rows
    ]


def test_a_run_ends_where_either_rate_changes(stated: Stated) -> None:
    """
    currency | from       | units
    EUR      | 2019-07-01 | 0.900
    EUR      | 2019-11-15 | 0.918
    NOK      | 2019-09-01 | 9
    NOK      | 2019-12-01 | 9.18
    NOK      | 2020-01-01 | 8
    """
    assert shown(table(stated.at("2019-Q4"))) == [
        "EUR | 1 Oct 2019 | 14 Nov 2019 | 0.9 | UNORE | 10",
        "EUR | 15 Nov 2019 | 30 Nov 2019 | 0.918 | UNORE | 9.803922",
        "EUR | 1 Dec 2019 | 31 Dec 2019 | 0.918 | UNORE | 10",
        "NOK | 1 Oct 2019 | 30 Nov 2019 | 9 | UNORE | 1",
        "NOK | 1 Dec 2019 | 31 Dec 2019 | 9.18 | UNORE | 1",
    ]


def test_what_a_unit_is_worth_derives_from_the_reporting_currencys_row_of_those_days(
    stated: Stated,
) -> None:
    """
    currency | from       | units
    EUR      | 2019-07-01 | 0.9
    NOK      | 2019-09-01 | 9
    NOK      | 2019-12-01 | 9.18
    """
    found = table(stated.at("2019-Q4"))
    column = found.columns[-1]

    for row in found.rows:
        formula = found.formula(row, column)
        assert formula is not None
        assert evaluate(formula, found, row, column.key, {}) == row.cells[-1]
    assert found.cell("EUR-2019-12-01", "per_unit") == Fraction(102, 10)


def test_the_highest_version_of_a_rate_counts(stated: Stated) -> None:
    """
    currency | from       | units | version
    BYN      | 2019-10-01 | 2.598 | 2
    BYN      | 2019-10-01 | 2.589 | 1
    NOK      | 2019-10-01 | 9     | 1
    """
    assert shown(table(stated.at("2019-Q4")))[0].split(" | ")[3] == "2.598"
    assert len(table(stated.at("2019-Q4")).rows) == 2


def test_a_currency_begins_with_its_first_rate_and_one_of_later_is_left_out(stated: Stated) -> None:
    """
    currency | from       | units
    CHF      | 2020-01-01 | 0.968
    GEL      | 2019-11-05 | 2.97
    NOK      | 2019-10-01 | 9
    """
    assert [row.key for row in table(stated.at("2019-Q4")).rows] == ["GEL-2019-11-05", "NOK-2019-10-01"]


def test_a_day_on_which_the_reporting_currency_has_no_rate_shows_no_worth(stated: Stated) -> None:
    """
    currency | from       | units
    EUR      | 2019-07-01 | 0.9
    NOK      | 2019-10-15 | 9
    """
    found = table(stated.at("2019-Q4"))

    assert found.cell("EUR-2019-10-01", "per_unit") is Missing.UNKNOWN
    assert found.cell("EUR-2019-10-15", "per_unit") == 10
    assert found.formula(found.rows[0], found.columns[-1]) is None


def test_with_the_receipt_average_the_reporting_currency_has_one_rate(stated: Stated) -> None:
    """
    received on | amount   | usd
    2019-07-01  | 1,000.00 | 125.00

    currency | from       | units
    EUR      | 2019-07-01 | 0.8
    NOK      | 2019-07-01 | 9
    """
    found = table(stated.at("2019-Q4", fx_method=FxMethod.RECEIPT_AVERAGE))

    assert found.cell("EUR-2019-10-01", "per_unit") == 10  # 8 NOK per USD over 0.8 EUR per USD
    assert found.formula(found.rows[0], found.columns[-1]) is None
