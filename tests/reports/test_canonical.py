"""The canonical form: every cell counts, and nothing else does."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from db.money import Money
from reports.canonical import canonical, digest
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

CELLS: tuple[Cell, ...] = (
    "text",
    7,
    Decimal("9.201"),
    Fraction(1, 3),
    Money(12_34, "NOK"),
    date(2019, 10, 1),
    Missing.UNKNOWN,
    None,
)


def of(*cells: Cell) -> Table:
    columns = tuple(Column(f"c{number}", f"Column {number}", Kind.MIXED) for number in range(len(cells)))
    return Table("t", "A table", columns, (Row("r", cells),), unit="NOK", notes=("A note.",))


def test_a_cell_is_exact_and_says_what_it_is() -> None:
    assert canonical(of(*CELLS))["rows"] == [
        [
            "r",
            "BODY",
            [
                "text",
                7,
                {"number": "9.201"},
                {"share": "1/3"},
                {"minor": "1234", "currency": "NOK"},
                {"date": "2019-10-01"},
                {"missing": "UNKNOWN"},
                None,
            ],
        ]
    ]


OTHER: dict[int, tuple[Cell, ...]] = {
    0: ("Text", "", None),
    1: (8, "7", Decimal(7), Fraction(7), 0),
    2: (Decimal("9.2011"), Fraction("9.201"), "9.201"),
    3: (Fraction(1, 4), Decimal("0.3333333333")),
    4: (Money(12_35, "NOK"), Money(12_34, "USD"), Money(-12_34, "NOK"), Decimal("12.34")),
    5: (date(2019, 10, 2), "2019-10-01"),
    6: (Missing.WITHHELD, Missing.NOT_APPLICABLE, Missing.NOT_RELEASED, "..", None, 0),
    7: ("", 0, Missing.UNKNOWN),
}


@pytest.mark.parametrize(("place", "cell"), [(place, cell) for place in OTHER for cell in OTHER[place]])
def test_any_other_cell_makes_another_digest(place: int, cell: Cell) -> None:
    changed = (*CELLS[:place], cell, *CELLS[place + 1 :])

    assert digest([of(*changed)]) != digest([of(*CELLS)])


@pytest.mark.parametrize(
    "change",
    [
        {"key": "u"},
        {"title": "Another"},
        {"unit": None},
        {"notes": ()},
        {"rows": (Row("s", CELLS),)},
        {"rows": (Row("r", CELLS, Role.TOTAL),)},
        {"rows": ()},
    ],
)
def test_what_stands_around_the_cells_counts_too(change: dict[str, Any]) -> None:
    assert digest([replace(of(*CELLS), **change)]) != digest([of(*CELLS)])


def test_a_decimal_is_the_same_with_the_zeros_that_storage_pads_it_with() -> None:
    assert digest([of(Decimal("9.20100000"))]) == digest([of(Decimal("9.201"))])
    assert canonical(of(Decimal("1E+3")))["rows"][0][2] == [{"number": "1000"}]


def test_the_order_in_which_tables_are_given_does_not_count() -> None:
    first, second = of(1), replace(of(2), key="u")

    assert digest([first, second]) == digest([second, first])
    assert digest([first]) != digest([first, second])


def test_a_digest_stays_what_it_was() -> None:
    # A change here breaks the comparison with every snapshot that was printed.
    assert digest([of(*CELLS)]) == "4796d63ccc59530fae74f04897848e8c312ad29d3d77b5fe7ccc27b6d7ec5804"
