"""An import that is killed at any moment leaves a whole state, and is done again to its end."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from tests.databases import Databases
from tests.faults.applying import Step, apply_in_steps
from tests.faults.bulk import applied, require_whole, require_whole_at, write_workbook

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
def workbook(sample_engine: Engine, tmp_path: Path) -> Path:
    """A workbook of postings."""
    path = tmp_path / "ledger.xlsx"
    write_workbook(sample_engine, path)
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
        if require_whole_at(url, may_be_applied=step is Step.COMMITS and part is not None):
            require_known(url, workbook)
            databases.drop(url)
            url = databases.copy(sample_template)

    killed_at(url, workbook, moments[-1], None)
    assert moments[-1].step is Step.APPLIED
    assert require_whole_at(url, may_be_applied=True)
    require_known(url, workbook)


def rehearsed(url: str, workbook: Path) -> list[Moment]:
    """The steps of an import that nobody kills."""
    moments: list[Moment] = []
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


def require_known(url: str, workbook: Path) -> None:
    """What was applied before its process died is found again, and is written once."""
    engine = make_engine(url)
    assert applied(engine, workbook).outcome is None
    assert require_whole(engine, may_be_applied=True)
    engine.dispose()
