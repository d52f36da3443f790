"""A table as plain values: the text, the state and the number of every cell; and what files are called."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from db.money import Money
from reports.catalogue import DOWNLOADS, EVENTS_SHEETS, FINANCIAL_SHEETS, RESULTS_SHEETS
from reports.compose import compose
from reports.printed import CellState, PrintedCell, printed, printed_cell
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table
from tests.reports.figures.facts import stated
from tests.reports.figures.worked import WORKED


@pytest.mark.parametrize(
    ("cell", "kind", "found"),
    [
        ("text", Kind.TEXT, PrintedCell("text", CellState.VALUE)),
        (0, Kind.COUNT, PrintedCell("0", CellState.VALUE, Decimal(0))),
        (Fraction(1, 8), Kind.SHARE, PrintedCell("12.5%", CellState.VALUE, Decimal("0.125"))),
        (
            Money(-5, "NOK"),
            Kind.MONEY,
            PrintedCell("−0.05", CellState.VALUE, Decimal("-0.05"), Money(-5, "NOK")),
        ),
        (
            date(2019, 10, 1),
            Kind.DATE,
            PrintedCell("1\u00a0Oct\u00a02019", CellState.VALUE, date=date(2019, 10, 1)),
        ),
        (None, Kind.COUNT, PrintedCell("", CellState.EMPTY)),
        (Missing.UNKNOWN, Kind.COUNT, PrintedCell("..", CellState.UNKNOWN)),
        (Missing.WITHHELD, Kind.COUNT, PrintedCell("s", CellState.WITHHELD)),
        (Missing.NOT_APPLICABLE, Kind.SHARE, PrintedCell("n/a", CellState.NOT_APPLICABLE)),
        (Missing.NOT_RELEASED, Kind.COUNT, PrintedCell("not released", CellState.NOT_RELEASED)),
    ],
)
def test_every_kind_of_cell_has_its_state(cell: Cell, kind: Kind, found: PrintedCell) -> None:
    assert printed_cell(cell, Column("of", "Of", kind)) == found


def test_a_table_is_printed_with_its_notes_and_the_meaning_of_the_symbols_in_it() -> None:
    columns = (Column("of", "Of"), Column("n", "How many", Kind.COUNT))
    rows = (Row("a", ("A", Missing.UNKNOWN)), Row("total", ("Total", 3), Role.TOTAL))

    found = printed(Table("t", "A table", columns, rows, unit="NOK", notes=("A note.",)))

    assert (found.key, found.title, found.unit, found.notes) == ("t", "A table", "NOK", ("A note.",))
    assert [(column.key, column.label, column.kind) for column in found.columns] == [
        ("of", "Of", Kind.TEXT),
        ("n", "How many", Kind.COUNT),
    ]
    assert [(row.key, row.role, [cell.text for cell in row.cells]) for row in found.rows] == [
        ("a", Role.BODY, ["A", ".."]),
        ("total", Role.TOTAL, ["Total", "3"]),
    ]
    assert found.legend == ("“..” not available",)


def test_a_file_is_named_by_programme_period_kind_and_version() -> None:
    header = compose(stated(WORKED).at("2019-Q4")).header

    assert [output.saved_as(header) for output in DOWNLOADS] == [
        "PRG_2019-Q4_narrative_v1.docx",
        "PRG_2019-Q4_financial_v1.xlsx",
        "PRG_2019-Q4_results_v1.xlsx",
        "PRG_2019-Q4_events_v1.xlsx",
        "PRG_2019-Q4_iati_v1.xml",
        "PRG_2019-Q4_pack_v1.zip",
    ]
    assert [output.file_name for output in DOWNLOADS] == [
        "narrative.docx",
        "financial.xlsx",
        "results.xlsx",
        "events.xlsx",
        "iati.xml",
        "pack.zip",
    ]


def test_every_sheet_of_a_workbook_has_its_table_in_the_order_of_the_specification() -> None:
    tables = compose(stated(WORKED).at("2019-Q4")).tables

    assert [sheet.name for sheet in FINANCIAL_SHEETS] == [
        "Cover",
        "Expenditure",
        "Funds",
        "Deviations",
        "Exchange rates",
        "By country and output",
        "Checks",
    ]
    assert [sheet.name for sheet in RESULTS_SHEETS] == ["Cover", "Matrix", "Disaggregation", "Definitions"]
    assert [sheet.name for sheet in EVENTS_SHEETS] == [
        "Cover",
        "Events",
        "Breakdown",
        "Countries",
        "Figures",
        "Recommendations",
        "Protected tables",
        "Legend",
    ]
    assert all(table in tables for output in DOWNLOADS for table in output.tables)


def test_the_snapshot_is_of_what_is_printed_and_of_nothing_else() -> None:
    found = stated(WORKED).at("2019-Q4")

    assert compose(found).header.snapshot_id == compose(stated(WORKED).at("2019-Q4")).header.snapshot_id
    other = stated(WORKED.replace("22,360.74", "22,360.75")).at("2019-Q4")
    assert compose(other).header.snapshot_id != compose(found).header.snapshot_id
    assert compose(found).tables["cover"].cell("snapshot", "value") == compose(found).header.snapshot_id
