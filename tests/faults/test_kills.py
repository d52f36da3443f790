"""An import that is killed at any moment leaves a whole state, and is done again to its end."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from db.engine import make_engine, reading
from db.models.imports import ImportRun
from db.models.ledger import LedgerEntry
from db.queries.differing_totals import differing_totals
from db.queries.trail import dump_lines, first_bad_ledger_row
from db.trail import verify
from resolvers.imports import Workbook, apply_import
from resolvers.viewer import local_viewer
from tests.db.imports.filling import filled_in
from tests.db.recording.test_ledger_rows import INVOICE

ROWS = 1_000
IN_SAMPLE = 332
STEPS = ("begins", *(f"rows {done}" for done in range(500, ROWS + 1, 500)), "applied")
KILLS, KILLS_LONG = 10, 200


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


@pytest.fixture
def workbook(engine: Engine, tmp_path: Path) -> Path:
    """A workbook of postings."""
    rows = [replace(INVOICE, document_no=f"BULK-{number:05}") for number in range(ROWS)]
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(filled_in(engine, "ledger", {"Ledger": rows}))
    return path


def test_a_killed_import_leaves_all_or_nothing_and_is_done_again(
    engine: Engine, sample_url: str, workbook: Path, long_run: bool
) -> None:
    """Killed at each step in turn, and between two steps after a part of the time that one takes."""
    chosen = random.Random(4)
    kills = KILLS_LONG if long_run else KILLS
    for number in range(kills):
        step = STEPS[number % (len(STEPS) - 1)]
        is_between = number >= len(STEPS) and step != STEPS[-2]  # after the last it may be applied
        killed_at(sample_url, workbook, step, chosen.random() * 0.2 if is_between else None)
        require_whole(engine, applied=False)

    killed_at(sample_url, workbook, "applied", None)
    require_whole(engine, applied=True)
    again = apply_import(
        engine, local_viewer(), Workbook("ledger.xlsx", workbook.read_bytes()), datetime.now(UTC)
    )
    assert again.outcome is None
    require_whole(engine, applied=True)


def killed_at(url: str, workbook: Path, step: str, later: float | None) -> None:
    """Start an import, and kill it when it has come to a step, or a moment after it went on from there."""
    command = [sys.executable, "-m", "tests.faults.applying", url, str(workbook)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == step:
                break
            child.stdin.write("\n")
            child.stdin.flush()
        if later is not None:
            child.stdin.write("\n")
            child.stdin.flush()
            time.sleep(later)  # the moment of the kill, which nothing waits for
        child.kill()


def require_whole(engine: Engine, *, applied: bool) -> None:
    """Everything of the workbook is there, or nothing of it."""
    with reading(engine) as session:
        rows = session.scalar(select(func.count()).select_from(LedgerEntry))
        runs = session.scalar(select(func.count()).select_from(ImportRun))
        assert (rows, runs) == (IN_SAMPLE + ROWS * applied, int(applied))
        assert first_bad_ledger_row(session, "NMFA-RCTP") is None
        assert differing_totals(session, 1) == []
        verdict = verify(dump_lines(session))
        assert (verdict.finding, verdict.rows) == (None, 2 * applied)
        if engine.dialect.name == "sqlite":
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
