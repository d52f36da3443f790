"""A filled template says what is recorded, and an error book that was corrected comes in."""

from datetime import UTC, date, datetime

import pytest

from db.engine import make_engine, reading
from db.imports.error_book import error_book
from db.imports.kinds import kind_of
from db.imports.template import template
from db.scope import Scope
from resolvers.imports import Brought, Workbook, apply_import, preview_import
from resolvers.viewer import local_viewer
from tests.db.imports.books import opened
from tests.db.imports.filling import with_cells

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)


def counted(brought: Brought) -> dict[str, tuple[int, int, int]]:
    """New, changed and unchanged rows of each sheet."""
    assert brought.outcome is not None
    return {sheet.name: (sheet.new, sheet.changed, sheet.unchanged) for sheet in brought.outcome.sheets}


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("actuals", {"Actuals": (0, 0, 69)}),
        ("budget", {"Versions": (0, 0, 2), "Lines": (0, 0, 24), "Phases": (0, 0, 84)}),
        ("instalments", {"Instalments": (0, 0, 5), "Interest": (0, 0, 4)}),
        ("rates", {"Rates": (0, 0, 126)}),
    ],
)
def test_a_filled_template_changes_nothing(
    sample_url: str, kind: str, rows: dict[str, tuple[int, int, int]]
) -> None:
    engine = make_engine(sample_url)
    with reading(engine) as session:
        content = template(session, kind_of(kind), Scope.everything(), prefill=True)

    brought = preview_import(engine, local_viewer(), Workbook(f"{kind}.xlsx", content), AT)
    engine.dispose()

    assert brought.outcome is not None
    assert brought.outcome.problems == []
    assert brought.outcome.understood == []
    assert counted(brought) == rows


def test_an_event_of_the_sample_comes_back_unchanged(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with reading(engine) as session:
        content = template(session, kind_of("events"), Scope.everything(), prefill=True)

    brought = preview_import(engine, local_viewer(), Workbook("events.xlsx", content), AT)
    engine.dispose()

    assert brought.outcome is not None
    assert brought.outcome.problems == []
    assert counted(brought)["Events"] == (0, 0, 13)
    assert {(new, changed) for new, changed, _ in counted(brought).values()} == {(0, 0)}


def test_an_error_book_is_corrected_and_comes_in_as_it_is(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with reading(engine) as session:
        empty = template(session, kind_of("rates"), Scope.everything())
    row = {"B6": "MANUAL", "C6": "GELL", "D6": "soon", "E6": 2.75}
    spoilt = with_cells(empty, "Rates", row)

    first = preview_import(engine, local_viewer(), Workbook("rates.xlsx", spoilt), AT)
    assert first.outcome is not None
    book = error_book(spoilt, first.outcome.problems)
    corrected = with_cells(book, "Rates", {"C6": "GEL", "D6": date(2021, 1, 1)})
    second = apply_import(engine, local_viewer(), Workbook("rates.xlsx", corrected), AT)
    engine.dispose()

    sheet = opened(book)["Rates"]
    assert [(problem.cell, problem.found) for problem in first.outcome.problems] == [
        ("C6", "GELL"),
        ("D6", "soon"),
    ]
    assert sheet["C6"].comment.text.startswith("Found: GELL\nExpected: ")
    assert sheet["B6"].comment is None
    assert counted(second) == {"Rates": (1, 0, 0)}
