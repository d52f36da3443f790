"""Two people who import at the same moment get one winner or two whole results."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select

from db.engine import make_engine, reading
from db.models.imports import ImportRun
from db.models.ledger import ExchangeRate, LedgerEntry
from db.queries.differing_totals import differing_totals
from db.queries.trail import dump_lines, first_bad_ledger_row
from db.trail import verify
from resolvers.imports import Brought, Workbook, apply_import
from resolvers.viewer import local_viewer
from tests.db.imports.filling import filled_in
from tests.db.recording.test_ledger_rows import INVOICE
from tests.resolvers.test_bringing_in import NEW

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)
MANY = 4


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def at_once(engine: Engine, workbooks: list[Workbook]) -> list[Brought]:
    """Each applied by a person of their own, who all begin together."""
    begin = Barrier(len(workbooks))

    def apply(number: int) -> Brought:
        begin.wait()
        return apply_import(engine, local_viewer(), workbooks[number], AT + timedelta(seconds=number))

    with ThreadPoolExecutor(len(workbooks)) as people:
        return list(people.map(apply, range(len(workbooks))))


def test_the_same_workbook_is_applied_by_one_of_them(engine: Engine) -> None:
    content = filled_in(engine, "rates", {"Rates": [NEW]})
    with reading(engine) as session:
        before = session.scalar(select(func.count()).select_from(ExchangeRate)) or 0

    brought = at_once(engine, [Workbook(f"{number}.xlsx", content) for number in range(MANY)])

    winners = [each.name for each in brought if each.outcome is not None]
    assert len(winners) == 1
    assert {each.applied.file_name for each in brought if each.applied is not None} == set(winners)
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(ExchangeRate)) == before + 1
        (kept,) = session.scalars(select(ImportRun))
        assert kept.file_name == winners[0]
        assert verify(dump_lines(session)).rows == 1


def test_workbooks_into_one_ledger_come_in_whole_one_after_the_other(engine: Engine) -> None:
    workbooks = [
        Workbook(
            f"{person}.xlsx",
            filled_in(
                engine,
                "ledger",
                {"Ledger": [replace(INVOICE, document_no=f"P{person}-{row:03}") for row in range(50)]},
            ),
        )
        for person in range(MANY)
    ]

    brought = at_once(engine, workbooks)

    assert [each.outcome.rows if each.outcome else None for each in brought] == [50] * MANY
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 332 + 50 * MANY
        assert first_bad_ledger_row(session, "NMFA-RCTP") is None
        assert differing_totals(session, 1) == []


def test_two_who_bring_the_same_rate_in_by_different_workbooks_write_it_once(engine: Engine) -> None:
    other = replace(NEW, currency="MDL")
    workbooks = [
        Workbook("a.xlsx", filled_in(engine, "rates", {"Rates": [NEW]})),
        Workbook("b.xlsx", filled_in(engine, "rates", {"Rates": [NEW, other]})),
    ]

    brought = at_once(engine, workbooks)

    sheets = [each.outcome.sheets[0] for each in brought if each.outcome is not None]
    assert sum(sheet.new for sheet in sheets) == 2
    assert sum(sheet.unchanged for sheet in sheets) == 1
