"""Formulas as data become formulas of a spreadsheet."""

from decimal import Decimal

import pytest

from reports.excel.expressions import expression
from reports.excel.layout import Layout, Place
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

COLUMNS = (
    Column("line", "Line"),
    Column("budget", "Budget", Kind.COUNT),
    Column("spent", "Spent", Kind.COUNT),
    Column("state", "State"),
)


def row(key: str, *cells: Cell, role: Role = Role.BODY, name: str | None = None) -> Row:
    return Row(key, cells, role, name=name)


LINES = Table(
    "lines",
    "Lines",
    COLUMNS,
    (
        row("staff", "Staff", None, None, None, role=Role.GROUP),
        row("1.1", "1.1", 10, 4, "OK"),
        row("1.2", "1.2", 20, 6, "FAIL"),
        row("sum", "Sum", 30, 10, None, role=Role.SUBTOTAL),
        row("2.1", "2.1", 5, Missing.UNKNOWN, "FAIL"),
        row("2.2", "2.2", 5, 1, "FAIL"),
        row("2.3", "2.3", 5, 1, "OK"),
    ),
)
TERMS = Table(
    "terms",
    "Terms",
    (Column("term", "Term"), Column("value", "Value", Kind.MIXED)),
    (row("rate", "Rate", 7, name="OverheadRate"), row("limit", "Limit", 100)),
)


def written(formula: Formula, at: str = "1.1", column: str = "spent") -> str:
    """The formula on the sheet Lines, whose body begins in row 6."""
    lines, terms = Place.of("Lines", LINES, 5), Place.of("Terms of 2019", TERMS, 5)
    layout = Layout.of((lines, terms))
    return expression(
        formula, layout, lines, LINES.rows[LINES.row_index(at)], LINES.columns[LINES.column_index(column)]
    )


def test_a_column_is_named_by_its_cell_in_the_same_row() -> None:
    assert written(Difference("budget", "spent")) == "B7-C7"


def test_a_number_of_its_own_is_written_with_its_sign() -> None:
    assert written(Sum(Number(Decimal("35.50")), "spent")) == "35.50+C7"
    assert written(Difference("spent", Number(Decimal(-3)))) == "C7-(-3)"


def test_days_are_counted_with_the_first_and_the_last() -> None:
    assert written(Days("budget", "spent")) == "C7-B7+1"
    assert written(Product(Days("budget", "spent"), "spent")) == "(C7-B7+1)*C7"


def test_a_sum_of_terms_adds_them() -> None:
    assert written(Sum("budget", "spent")) == "B7+C7"


def test_a_difference_within_a_difference_is_in_brackets() -> None:
    assert written(Difference("budget", Difference("budget", "spent"))) == "B7-(B7-C7)"


def test_neighbouring_rows_are_summed_as_a_range() -> None:
    assert written(RowSum(("1.1", "1.2", "2.1"))) == "SUM(C7:C8,C10)"


def test_rows_given_out_of_order_make_the_same_ranges() -> None:
    assert written(RowSum(("2.1", "1.2", "1.1"))) == "SUM(C7:C8,C10)"


def test_a_row_given_twice_counts_twice() -> None:
    assert written(RowSum(("1.1", "1.1"))) == "SUM(C7,C7)"


def test_rows_taken_away_are_a_sum_of_their_own() -> None:
    assert written(RowSum(("1.1", "1.2"), minus=("2.1",))) == "SUM(C7:C8)-SUM(C10)"


def test_a_sum_of_no_rows_is_zero() -> None:
    assert written(RowSum(())) == "0"


def test_rows_of_another_table_stand_on_its_sheet() -> None:
    formula = RowSum(("rate", "limit"), column="value", table="terms")

    assert written(formula) == "SUM('Terms of 2019'!B6:B7)"


def test_a_cell_of_another_table_stands_on_its_sheet() -> None:
    assert written(Sum(At("value", "limit", "terms"))) == "'Terms of 2019'!B7"


def test_a_cell_with_a_name_is_called_by_it() -> None:
    assert written(Product("budget", Named("OverheadRate"))) == "B7*OverheadRate"
    assert written(Product("budget", At("value", "rate", "terms"))) == "B7*OverheadRate"


def test_a_product_rounds_where_it_says_so() -> None:
    assert written(Product("budget", "spent", places=2)) == "ROUND(B7*C7,2)"


def test_a_sum_is_bracketed_before_it_is_multiplied() -> None:
    assert written(Product(Sum("budget", "spent"), "spent")) == "(B7+C7)*C7"


def test_a_ratio_is_not_applicable_where_the_whole_is_zero() -> None:
    assert written(Ratio("spent", "budget")) == 'IF(B7=0,"n/a",C7/B7)'


def test_a_verdict_allows_less_than_half_a_minor_unit() -> None:
    assert written(Verdict(Difference("spent", "budget"), "FAIL")) == 'IF(ABS(C7-B7)<0.005,"OK","FAIL")'


def test_a_count_is_over_the_rows_of_the_body_alone() -> None:
    formula = CountOf("state", "FAIL")

    assert written(formula, "sum", "state") == 'COUNTIF(D6:D8,"FAIL")+COUNTIF(D10:D12,"FAIL")'


def test_a_counted_text_is_no_pattern() -> None:
    assert written(CountOf("state", 'a "b"*?'), "sum", "state").startswith('COUNTIF(D6:D8,"a ""b""~*~?")')


def test_a_symbol_counts_as_zero_beside_a_number() -> None:
    assert written(Difference("budget", "spent"), "2.1", "state") == "B10-N(C10)"


def test_a_sum_of_more_ranges_than_a_call_takes_is_nested() -> None:
    rows = tuple(Row(f"r{number}", (number,)) for number in range(600))
    table = Table("many", "Many", (Column("n", "N", Kind.COUNT),), rows)
    place = Place.of("Many", table, 1)
    formula = RowSum(tuple(f"r{number}" for number in range(0, 600, 2)))

    found = expression(formula, Layout.of((place,)), place, rows[1], table.columns[0])

    assert found.startswith("SUM(SUM(A2,A4,")
    assert found.count("SUM(") == 3


def test_a_formula_too_long_for_excel_is_refused() -> None:
    rows = tuple(Row(f"r{number}", (number,)) for number in range(6000))
    table = Table("many", "Many", (Column("n", "N", Kind.COUNT),), rows)
    place = Place.of("Many", table, 1)
    formula = RowSum(tuple(f"r{number}" for number in range(0, 6000, 2)))

    with pytest.raises(ValueError, match="too long for Excel"):
        expression(formula, Layout.of((place,)), place, rows[1], table.columns[0])


def test_one_name_for_two_cells_is_refused() -> None:
    again = Table("again", "Again", TERMS.columns, (row("rate", "Rate", 8, name="OverheadRate"),))

    with pytest.raises(ValueError, match="two rows are named OverheadRate"):
        Layout.of((Place.of("Terms", TERMS, 5), Place.of("Again", again, 5)))
