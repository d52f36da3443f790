"""A table refuses what it could not print, and knows how its cells derive."""

import pytest

from reports.formulas import Difference, RowSum
from reports.table import Column, Kind, Missing, Role, Row, Table

COLUMNS = (
    Column("line", "Line"),
    Column("budget", "Budget", Kind.COUNT, adds_up=True),
    Column("spent", "Spent", Kind.COUNT, adds_up=True),
    Column("left", "Left", Kind.COUNT, formula=Difference("budget", "spent")),
)
LEFT = COLUMNS[3]


def table(*rows: Row) -> Table:
    return Table("lines", "Lines", COLUMNS, rows)


def test_two_rows_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="table lines: two rows have one key"):
        table(Row("a", ("a", 1, 1, 0)), Row("a", ("b", 1, 1, 0)))


@pytest.mark.parametrize("cells", [("a", 1, 1), ("a", 1, 1, 0, 0), ()])
def test_a_row_that_does_not_fit_the_columns_is_refused(cells: tuple[str | int, ...]) -> None:
    with pytest.raises(ValueError, match="table lines: a row does not fit the columns"):
        table(Row("a", cells))


def test_a_row_or_column_that_is_not_there_is_a_key_error() -> None:
    found = table(Row("a", ("a", 1, 1, 0)))

    with pytest.raises(KeyError):
        found.cell("b", "budget")
    with pytest.raises(KeyError):
        found.cell("a", "balance")


def test_a_row_is_known_by_its_columns() -> None:
    found = table(Row("a", ("A", 3, 1, 2)))

    assert found.row("a") == {"line": "A", "budget": 3, "spent": 1, "left": 2}
    assert (found.row_index("a"), found.column_index("left")) == (0, 3)


def test_a_cell_derives_as_its_column_says_or_its_row_or_not_at_all() -> None:
    plain = Row("a", ("A", 3, 1, 2))
    other = Row("b", ("B", 3, 1, 2), formulas={"left": Difference("spent", "budget")})
    constant = Row("c", ("C", 3, 1, 2), formulas={"left": None})
    found = table(plain, other, constant)

    assert found.formula(plain, LEFT) == Difference("budget", "spent")
    assert found.formula(other, LEFT) == Difference("spent", "budget")
    assert found.formula(constant, LEFT) is None
    assert found.formula(plain, COLUMNS[1]) is None


def test_a_sum_of_rows_sums_the_columns_that_add_up() -> None:
    total = Row("total", ("Total", 3, 1, 2), Role.TOTAL, plus=("a", "b"), minus=("c",))
    found = table(Row("a", ("A", 3, 1, 2)), total)

    assert found.formula(total, COLUMNS[1]) == RowSum(("a", "b"), ("c",))
    assert found.formula(total, LEFT) == Difference("budget", "spent")
    assert found.formula(total, COLUMNS[0]) is None


@pytest.mark.parametrize("cell", [Missing.UNKNOWN, Missing.WITHHELD, Missing.NOT_RELEASED, None])
def test_no_formula_can_give_away_what_is_not_known_or_not_shown(cell: Missing | None) -> None:
    row = Row("a", ("A", 3, 1, cell), formulas={"left": Difference("budget", "spent")})

    assert table(row).formula(row, LEFT) is None


def test_not_applicable_is_the_result_of_a_formula() -> None:
    row = Row("a", ("A", 3, 1, Missing.NOT_APPLICABLE))

    assert table(row).formula(row, LEFT) == Difference("budget", "spent")


def test_a_group_heading_has_no_formula() -> None:
    row = Row("a", ("A", None, None, 0), Role.GROUP)

    assert table(row).formula(row, LEFT) is None


def test_the_symbols_in_a_table_stand_in_the_order_of_their_legend() -> None:
    found = table(
        Row("a", ("A", 3, Missing.NOT_RELEASED, Missing.NOT_APPLICABLE)),
        Row("b", ("B", Missing.UNKNOWN, 1, Missing.UNKNOWN)),
    )

    assert found.missing() == [Missing.UNKNOWN, Missing.NOT_APPLICABLE, Missing.NOT_RELEASED]
