"""Data about persons is refused in the cells of every sheet, and is not repeated."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from db.imports.problems import Problem
from resolvers.imports import Workbook, preview_import
from resolvers.viewer import local_viewer
from tests.db.imports.filling import filled_in, with_cells
from tests.db.recording.test_ledger_rows import INVOICE

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)
NOTHING = "nothing that points at a person: of people who are assisted there are only counts here"


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def problems(engine: Engine, kind: str, sheet: str, cells: Mapping[str, Any]) -> list[Problem]:
    rows = {"Ledger": [INVOICE]} if kind == "ledger" else {}
    content = with_cells(filled_in(engine, kind, rows), sheet, cells)
    outcome = preview_import(engine, local_viewer(), Workbook(f"{kind}.xlsx", content), AT).outcome
    assert outcome is not None
    return outcome.problems


def test_a_description_about_a_person_is_refused_and_not_repeated(engine: Engine) -> None:
    assert problems(engine, "ledger", "Ledger", {"Q6": "Shelter for Ana, born on 3 March 2001"}) == [
        Problem("Ledger", "Q6", "a text with a birth date in it, as it seems", NOTHING)
    ]


def test_a_column_for_persons_is_refused_as_such(engine: Engine) -> None:
    assert problems(engine, "ledger", "Ledger", {"X4": "Дата рождения"}) == [
        Problem("Ledger", "X4", "a column that looks like birth dates", NOTHING)
    ]


def test_the_number_of_a_document_may_look_like_that_of_a_telephone(engine: Engine) -> None:
    assert problems(engine, "ledger", "Ledger", {"C6": "0671234567"}) == []
    assert problems(engine, "ledger", "Ledger", {"C6": "2001001234566"}) == [
        Problem("Ledger", "C6", "a text with an identity number in it, as it seems", NOTHING)
    ]


def test_office_holders_are_named_but_cannot_be_called(engine: Engine) -> None:
    row = {
        "B6": "EVT-2019-TBS-01",
        "C6": "Giorgi Gakharia",
        "D6": "Minister of Internal Affairs, mob. 593 12 34 56",
    }

    told = problems(engine, "events", "Figures", row)

    assert [(each.cell, each.found) for each in told if each.cell in ("C6", "D6")] == [
        ("D6", "a text with a telephone number in it, as it seems")
    ]
