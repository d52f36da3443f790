"""An import that is killed at any moment leaves a whole state, and is done again to its end."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

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
from tests.databases import Databases
from tests.db.imports.filling import filled_in
from tests.db.recording.test_ledger_rows import INVOICE
from tests.faults.applying import Step, apply_in_steps

ROWS = 1_000
IN_SAMPLE = 332
KILLED_AT: Final = (Step.READS, Step.CHECKS, Step.WRITES, Step.COMMITS)
KILLS, KILLS_LONG = 12, 200

# Each import is a process of its own, forked from one that has the program in memory already.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.faults.applying"])


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of an import, as it was seen once."""

    step: Step
    number: int
    """Of the import's steps, from 0."""
    seconds: float
    """Until the next one."""


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
    databases: Databases, sample_template: str, workbook: Path, long_run: bool
) -> None:
    """A quarter of the kills each while it reads, checks, writes and commits.

    Every other one falls on the very step, and those between into the time that it takes.
    """
    chosen = random.Random(4)
    url = databases.copy(sample_template)
    moments = rehearsed(databases.copy(sample_template), workbook)
    for number in range(KILLS_LONG if long_run else KILLS):
        step = KILLED_AT[number % len(KILLED_AT)]
        moment = chosen.choice([each for each in moments if each.step is step])
        part = chosen.random() if number // len(KILLED_AT) % 2 else None
        killed_at(url, workbook, moment, part)
        if require_whole(url, may_be_applied=step is Step.COMMITS and part is not None):
            require_known(url, workbook)
            databases.drop(url)
            url = databases.copy(sample_template)

    killed_at(url, workbook, moments[-1], None)
    assert moments[-1].step is Step.APPLIED
    assert require_whole(url, may_be_applied=True)
    require_known(url, workbook)


def rehearsed(url: str, workbook: Path) -> list[Moment]:
    """The steps of an import that nobody kills."""
    moments = []
    with importing(url, workbook) as heard:
        step, begun = heard.recv(), time.perf_counter()
        while step is not Step.APPLIED:
            heard.send(None)
            following, now = heard.recv(), time.perf_counter()
            moments.append(Moment(step, len(moments), now - begun))
            step, begun = following, now
    return [*moments, Moment(step, len(moments), 0)]


def killed_at(url: str, workbook: Path, moment: Moment, part: float | None) -> None:
    """Start an import, and kill it before a step, or when a part of the step's time is over."""
    with importing(url, workbook) as heard:
        for _ in range(moment.number):
            heard.recv()
            heard.send(None)
        assert heard.recv() is moment.step
        if part is not None:
            heard.send(None)
            time.sleep(part * moment.seconds)  # the moment of the kill, which nothing waits for


@contextmanager
def importing(url: str, workbook: Path) -> Iterator[Connection]:
    """A process that applies a workbook, step by step; killed at the end."""
    ours, its = processes.Pipe()
    with closing(ours), closing(its):
        process = processes.Process(target=apply_in_steps, args=(url, str(workbook), its))
        process.start()
        try:
            yield ours
        finally:
            process.kill()
            process.join()


def require_whole(url: str, *, may_be_applied: bool) -> bool:
    """Everything of the workbook is there, or nothing of it; whether it is there."""
    engine = make_engine(url)
    with reading(engine) as session:
        rows = session.scalar(select(func.count()).select_from(LedgerEntry))
        is_applied = may_be_applied and rows != IN_SAMPLE
        runs = session.scalar(select(func.count()).select_from(ImportRun))
        assert (rows, runs) == (IN_SAMPLE + ROWS * is_applied, int(is_applied))
        assert first_bad_ledger_row(session, "NMFA-RCTP") is None
        assert differing_totals(session, 1) == []
        verdict = verify(dump_lines(session))
        assert (verdict.finding, verdict.rows) == (None, 2 * is_applied)
        if engine.dialect.name == "sqlite":
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()
    return is_applied


def require_known(url: str, workbook: Path) -> None:
    """What was applied before its process died is found again, and is written once."""
    engine = make_engine(url)
    sent = Workbook("ledger.xlsx", workbook.read_bytes())
    again = apply_import(engine, local_viewer(), sent, datetime.now(UTC))
    engine.dispose()
    assert again.outcome is None
    assert require_whole(url, may_be_applied=True)
