"""Apply a workbook, and say each step before it is taken: for a test that kills it there."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import event

from db.engine import make_engine
from resolvers.imports import Workbook, apply_import
from resolvers.viewer import local_viewer


class Step(StrEnum):
    """What is about to be done."""

    READS = "reads"
    """The file, or its next rows."""
    CHECKS = "checks"
    """Against what the database has."""
    WRITES = "writes"
    COMMITS = "commits"
    APPLIED = "applied"
    """Nothing more."""


def apply_in_steps(url: str, path: str, heard: Connection) -> None:
    """Each step waits for a word before it is taken."""

    def wait(step: Step) -> None:
        heard.send(step)
        heard.recv()

    def executes(_connection: object, _cursor: object, statement: str, *_: Any) -> None:
        verb = statement.split(maxsplit=1)[0]
        if verb in ("SELECT", "WITH"):
            wait(Step.CHECKS)
        elif verb in ("INSERT", "UPDATE", "DELETE"):
            wait(Step.WRITES)

    engine = make_engine(url)
    sent = Workbook("ledger.xlsx", Path(path).read_bytes())
    event.listen(engine, "before_cursor_execute", executes)
    event.listen(engine, "commit", lambda _connection: wait(Step.COMMITS))
    wait(Step.READS)
    apply_import(engine, local_viewer(), sent, datetime.now(UTC), lambda *_: wait(Step.READS))
    wait(Step.APPLIED)
