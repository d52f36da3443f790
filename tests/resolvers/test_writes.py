"""The seam for writing, when the process dies in the middle of a deed."""

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from db.engine import make_engine, reading

DEED = """
import asyncio, os, signal, sys
from dataclasses import replace
from datetime import UTC, datetime

from db.engine import make_engine
from db.periods import Month
from db.recording.months import MonthChange
from db.scope import Scope
from resolvers.months import CLOSE
from resolvers.permissions import FINANCE
from resolvers.viewer import Viewer
from resolvers.writes import Writes

url, when = sys.argv[1:]

def die(*_given):
    os.kill(os.getpid(), signal.SIGKILL)

def close(session, by, change):
    done = CLOSE.write(session, by, change)
    if when == "in the deed":
        die()
    return done

writes = Writes(make_engine(url), Viewer(FINANCE, Scope.everything(), "finance"), datetime.now(UTC))
change = MonthChange("NMFA-RCTP", Month(2019, 10), 0)
row = asyncio.run(writes.run(replace(CLOSE, write=close), change, "once"))
if when == "before the answer":
    die()
print(row.state.value, row.revision)
"""


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def run(url: str, when: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DEED, url, when], capture_output=True, text=True, timeout=120, check=False
    )


def counts(engine: Engine) -> tuple[int, ...]:
    """The months that were set, the keys that were taken, and the rows of the trail."""
    tables = ("fiscal_month", "answered_mutation", "audit_event")
    with reading(engine) as session:
        return tuple(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables)


@pytest.mark.parametrize(("when", "left"), [("in the deed", (0, 0, 0)), ("before the answer", (1, 1, 1))])
def test_a_deed_that_was_killed_is_whole_or_not_there_and_is_sent_again(
    engine: Engine, sample_url: str, when: str, left: tuple[int, ...]
) -> None:
    killed = run(sample_url, when)
    found = counts(engine)

    again = run(sample_url, "never")

    assert killed.returncode == -signal.SIGKILL
    assert found == left
    assert (again.stdout, again.stderr) == ("CLOSED 1\n", "")
    assert counts(engine) == (1, 1, 1)
