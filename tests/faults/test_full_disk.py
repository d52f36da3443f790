"""An import for which the disk has no room is refused whole, and goes through once there is room."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import httpx
import pytest
from sqlalchemy import Engine

from db.engine import make_engine, reading, writing
from db.errors import DatabaseFull
from db.migrate import upgrade
from db.sample.load import load_sample
from tests.conftest import RUN_FOLDER
from tests.databases import Databases
from tests.faults.bulk import applied, require_whole, require_whole_at, write_workbook
from tests.faults.disks import Disk, small_disk
from tests.web.serving import serving

ROOM: Final = (0, 4, 16, 48, 100, 200)
"""KiB that are left: for nothing, or for some of the rows."""


@pytest.fixture
def disk(pytestconfig: pytest.Config, worker_id: str) -> Iterator[Disk]:
    with small_disk(pytestconfig.stash[RUN_FOLDER] / f"disk-{worker_id}") as disk:
        yield disk


@pytest.fixture
def url(databases: Databases, sample_template: str, disk: Disk) -> Iterator[str]:
    """The sample programme on the small disk."""
    with databases.copied_onto(disk.folder, sample_template) as url:
        yield url


@pytest.fixture
def workbook(sample_engine: Engine, tmp_path: Path) -> Path:
    path = tmp_path / "ledger.xlsx"
    write_workbook(sample_engine, path)
    return path


def test_a_running_program_tells_a_full_disk_whatever_room_is_left_and_goes_on_when_there_is_more(
    url: str, disk: Disk, workbook: Path
) -> None:
    engine = make_engine(url)
    require_whole(engine, may_be_applied=False)

    for room in ROOM:
        disk.leave(room * 1024)
        with pytest.raises(DatabaseFull):
            applied(engine, workbook)
        require_whole(engine, may_be_applied=False)
        disk.make_room()

    assert applied(engine, workbook).outcome is not None
    assert require_whole(engine, may_be_applied=True)
    engine.dispose()


def test_a_file_that_cannot_be_opened_for_want_of_room_is_told_as_a_full_disk(disk: Disk) -> None:
    url = f"sqlite:///{disk.folder}/first.db"
    upgrade(url)
    disk.leave(0)
    engine = make_engine(url)

    with pytest.raises(DatabaseFull), reading(engine):
        pass

    engine.dispose()


def test_a_disk_that_fills_up_is_one_line_and_the_same_command_works_when_there_is_room(
    url: str, disk: Disk, workbook: Path
) -> None:
    disk.leave(400 * 1024)

    refused = run_import(url, workbook)
    disk.make_room()
    again = run_import(url, workbook)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "rctp: the disk of the database is full, and nothing of this was written; make room and do it again\n"
    )
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.endswith("Applied.\n")
    assert require_whole_at(url, may_be_applied=True)


def test_a_server_says_that_its_disk_is_full_and_goes_on_when_there_is_room(
    url: str, disk: Disk, workbook: Path
) -> None:
    with serving(url, role="finance") as address, httpx.Client(base_url=address, timeout=300) as client:
        preview = client.post("/imports", content=workbook.read_bytes()).json()
        asked = partial(
            client.post,
            f"/imports/{preview['digest']}/apply",
            json={"changesDigest": preview["changesDigest"]},
        )
        disk.leave(100 * 1024)
        refused = asked()
        disk.make_room()
        again = asked()

    assert (refused.status_code, refused.json()["code"]) == (507, "database-full")
    assert (again.status_code, again.json()["isApplied"]) == (200, True)
    assert again.json()["sheets"] == [{"name": "Ledger", "new": 1_000, "changed": 0, "unchanged": 0}]


def test_a_file_that_may_not_grow_is_told_apart_from_a_full_disk(tmp_path: Path) -> None:
    url, workbook = f"sqlite:///{tmp_path}/limited.db", tmp_path / "ledger.xlsx"
    upgrade(url)
    engine = make_engine(url)
    with writing(engine) as session:
        load_sample(session)
    write_workbook(engine, workbook)
    engine.dispose()

    # 512 blocks of half a KiB: the system ends a write there, as it does at the end of a quota
    refused = run_import(url, workbook, "sh", "-c", 'ulimit -f 512; exec "$@"', "sh")
    require_whole_at(url, may_be_applied=False)
    again = run_import(url, workbook)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "rctp: the disk of the database refused to write or to read, and nothing of this was written; "
        "a quota may be used up, or the disk may be failing: see to it and do it again\n"
    )
    assert (again.returncode, again.stderr) == (0, "")
    assert require_whole_at(url, may_be_applied=True)


def run_import(url: str, workbook: Path, *within: str) -> subprocess.CompletedProcess[str]:
    """`rctp import --apply`, in a process of its own."""
    command = [sys.executable, "-m", "scripts.commands", "import", "--apply", str(workbook)]
    return subprocess.run([*within, *command, "--database", url], capture_output=True, text=True)
