"""Cells of a workbook that are typed as offices type them: the preview shows what they were taken for."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from db.imports.outcome import Outcome
from resolvers.imports import Workbook, preview_import
from resolvers.viewer import local_viewer
from tests.db.imports.books import opened, written
from tests.db.imports.filling import filled_in, with_cells
from tests.db.recording.test_ledger_rows import INVOICE

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def preview(engine: Engine, kind: str, content: bytes) -> Outcome:
    outcome = preview_import(engine, local_viewer(), Workbook(f"{kind}.xlsx", content), AT).outcome
    assert outcome is not None
    return outcome


def ledger(engine: Engine, cells: dict[str, Any]) -> Outcome:
    """The preview of one posting that was typed over."""
    row = filled_in(engine, "ledger", {"Ledger": [INVOICE]})
    return preview(engine, "ledger", with_cells(row, "Ledger", cells))


def test_what_can_mean_one_thing_only_is_taken_and_shown(engine: Engine) -> None:
    """G: posting date; J: currency; K: amount; L: account; P: vendor protected; Q: description."""
    outcome = ledger(
        engine,
        {
            "G6": "15.12.2020",
            "J6": "gel ",
            "K6": "1\u00a0250,50 GEL",
            "L6": 307410,
            "Q6": "Meeting room\u00a0",
            "P6": "нет",
        },
    )

    assert outcome.problems == []
    assert [(each.cell, each.understood) for each in outcome.understood] == [
        ("G6", "2020-12-15"),
        ("J6", "GEL"),
        ("L6", "307410"),
        ("P6", "no"),
        ("Q6", "Meeting room"),
        ("K6", "1250.5"),
    ]
    assert [sheet.new for sheet in outcome.sheets] == [1]


@pytest.mark.parametrize(
    ("cell", "typed", "readings"),
    [
        ("K6", "1,234", "this may be 1.234 or 1234"),
        ("K6", "1250 USD", "an amount in GEL, with its currency once or not at all"),
        ("G6", "03/04/2020", "this may be 2020-04-03 or 2020-03-04"),
    ],
)
def test_what_can_mean_two_things_is_refused_with_both(
    engine: Engine, cell: str, typed: object, readings: str
) -> None:
    (problem,) = ledger(engine, {cell: typed}).problems

    assert problem.cell == cell
    assert readings in problem.expected


def test_per_cent_are_not_taken_for_a_number(engine: Engine) -> None:
    """Excel keeps 50 % as 0.5, which would be half a unit."""
    book = opened(filled_in(engine, "actuals", {}))
    sheet = book["Actuals"]
    heading = next(cell for cell in sheet[4] if cell.value == "Value")
    cell = sheet.cell(6, heading.column, 0.5)
    cell.number_format = "0%"

    outcome = preview(engine, "actuals", written(book))

    assert [each.found for each in outcome.problems if each.cell == cell.coordinate] == ["50%"]
