"""Apply a workbook, and say on standard output how far it has come: for a test that kills it there."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from db.engine import make_engine
from resolvers.imports import Workbook, apply_import
from resolvers.viewer import local_viewer


def main(url: str, path: str) -> None:
    """Each step waits for a line of standard input before it goes on."""

    def show(done: int, _whole: int) -> None:
        wait(f"rows {done}")

    engine = make_engine(url)
    sent = Workbook("ledger.xlsx", Path(path).read_bytes())
    wait("begins")
    apply_import(engine, local_viewer(), sent, datetime.now(UTC), show)
    wait("applied")


def wait(step: str) -> None:
    """Say a step, and wait to be let on."""
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    main(*sys.argv[1:])
