"""Every formula, evaluated exactly over little tables."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from db.money import Money
from reports.evaluate import evaluate, plain
from reports.formulas import (
    At,
    CountOf,
    Days,
    Difference,
    Formula,
    Named,
    Number,
    Product,
    Ratio,
    RowSum,
    Sum,
    Verdict,
)
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

LINES = Table(
    "lines",
    "Lines",
    (
        Column("line", "Line"),
        Column("budget", "Budget", Kind.MONEY),
        Column("spent", "Spent", Kind.MONEY),
        Column("state", "State"),
    ),
    (
        Row("1.1", ("1.1", Money(100_00, "NOK"), Money(33_33, "NOK"), "OK")),
        Row("1.2", ("1.2", Money(0, "NOK"), Money(10_01, "NOK"), "FAIL")),
        Row("1.3", ("1.3", Missing.UNKNOWN, None, "FAIL")),
        Row("sum", ("Sum", Money(100_00, "NOK"), Money(43_34, "NOK"), "FAIL"), Role.TOTAL),
    ),
)
TERMS = Table(
    "terms",
    "Terms",
    (Column("item", "Item"), Column("value", "Value", Kind.MIXED)),
    (
        Row("rate", ("Rate", Fraction(7, 100)), name="OverheadRate"),
        Row("closing", ("Closing", Decimal("9.201")), name="ClosingRate"),
        Row("limit", ("Limit", 12)),
        Row("start", ("First day", date(2020, 2, 29))),
        Row("end", ("Last day", date(2020, 3, 1))),
    ),
)
BOOK = {table.key: table for table in (LINES, TERMS)}


def value(formula: Formula, row: str = "1.1", column: str = "spent") -> Fraction | str:
    return evaluate(formula, LINES, LINES.rows[LINES.row_index(row)], column, BOOK)


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        (At("budget"), Fraction(100)),
        (Sum(Number(Decimal("-0.5")), "spent"), Fraction("32.83")),
        (Days(At("value", "start", "terms"), At("value", "end", "terms")), Fraction(2)),
        (At("budget", "1.2"), Fraction(0)),
        (At("value", "limit", "terms"), Fraction(12)),
        (At("state"), "OK"),
        (Named("ClosingRate"), Fraction("9.201")),
        (Sum("budget", "spent", At("value", "limit", "terms")), Fraction("145.33")),
        (Sum(), Fraction(0)),
        (Difference("budget", "spent"), Fraction("66.67")),
        (Difference("spent", Sum("budget", "budget")), Fraction("-166.67")),
        (Product("spent", Named("OverheadRate")), Fraction("2.3331")),
        (Product("spent", Named("OverheadRate"), places=2), Fraction("2.33")),
        (Product(At("spent", "sum"), Named("OverheadRate"), places=1), Fraction("3.0")),
        (Ratio("spent", "budget"), Fraction("0.3333")),
        (Ratio("spent", At("budget", "1.2")), "n/a"),
        (RowSum(("1.1", "1.2")), Fraction("43.34")),
        (RowSum(("sum",), ("1.1",)), Fraction("10.01")),
        (RowSum(("1.1", "1.2"), column="budget"), Fraction(100)),
        (RowSum(("limit",), column="value", table="terms"), Fraction(12)),
        (Verdict(Difference("budget", "budget"), "FAIL"), "OK"),
        (Verdict("budget", "OPEN"), "OPEN"),
        (CountOf("state", "FAIL"), Fraction(2)),  # of the body: the total's own does not count
        (CountOf("state", "OPEN"), Fraction(0)),
    ],
)
def test_a_formula_has_its_exact_value(formula: Formula, found: Fraction | str) -> None:
    assert value(formula) == found


def test_a_product_rounds_half_away_from_zero() -> None:
    halves = Table(
        "halves",
        "Halves",
        (Column("of", "Of", Kind.MIXED),),
        (
            Row("up", (Decimal("0.125"),)),
            Row("down", (Decimal("-0.125"),)),
            Row("one", (1,)),
        ),
    )

    def rounded(row: str) -> Fraction | str:
        formula = Product(At("of", row), At("of", "one"), places=2)
        return evaluate(formula, halves, halves.rows[0], "of", {})

    assert (rounded("up"), rounded("down")) == (Fraction("0.13"), Fraction("-0.13"))


@pytest.mark.parametrize(
    ("minor", "verdict"),
    [(Fraction("0.00499"), "OK"), (Fraction("0.005"), "FAIL"), (Fraction("-0.01"), "FAIL")],
)
def test_a_difference_of_half_a_minor_unit_is_one(minor: Fraction, verdict: str) -> None:
    table = Table("t", "T", (Column("by", "By", Kind.SHARE),), (Row("r", (minor,)),))

    assert evaluate(Verdict("by", "FAIL"), table, table.rows[0], "by", {}) == verdict


def test_sums_pass_over_texts_and_symbols_as_a_spreadsheet_does() -> None:
    assert value(RowSum(("1.1", "1.3"), column="budget")) == Fraction(100)
    assert value(Sum("state", "spent")) == Fraction("33.33")


def test_a_name_that_no_row_has_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="no row is named DeviationPct"):
        value(Named("DeviationPct"))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (None, Fraction(0)),
        (Money(-12_34, "NOK"), Fraction("-12.34")),
        (7, Fraction(7)),
        (Decimal("9.201"), Fraction("9.201")),
        (Fraction(1, 3), Fraction(1, 3)),
        (Missing.UNKNOWN, ".."),
        (Missing.WITHHELD, "s"),
        (date(2019, 10, 1), Fraction(43739)),
        ("7", "7"),
    ],
)
def test_a_cell_as_a_formula_sees_it(cell: Cell, found: Fraction | str) -> None:
    assert plain(cell) == found
