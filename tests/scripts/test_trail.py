"""`rctp trail`: a database and its dump are verified, and what was done to them is told.

The trail has three rows; the ledger is the sample's.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.audit import Actor, Deed, record
from db.engine import make_engine, writing
from scripts.commands.__main__ import main
from tests.web.serving import execute

AT = datetime(2020, 1, 6, 9, 30, tzinfo=UTC)
FINANCE = Actor("finance-office", "finance", "127.0.0.1")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def url(sample_url: str) -> str:
    engine = make_engine(sample_url)
    with writing(engine) as session:
        for what in ("sign-in", "rateRecord", "monthClose"):
            record(session, FINANCE, AT, Deed(what, "month 2019-12", reason="a\nb\u202e"))
    engine.dispose()
    return sample_url


@pytest.fixture
def rctp(capsys: pytest.CaptureFixture[str], url: str) -> Run:
    """Runs a command of `rctp trail` on the database."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        asked = ["trail", *(str(argument) for argument in arguments)]
        with pytest.raises(SystemExit) as ended:
            main(asked if "--dump" in asked else [*asked, "--database", url])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run


def test_a_database_that_nobody_touched_is_whole(rctp: Run) -> None:
    head = rctp("checkpoint")[1].strip()

    status, said, complaint = rctp("verify", "--checkpoint", head)

    trail, ledger = said.splitlines()
    assert (status, complaint) == (0, "")
    assert trail == f"the trail is whole: 3 rows, up to the checkpoint {head}"
    assert ledger.startswith("the ledger of NMFA-RCTP is whole: 332 rows, up to the checkpoint 332:")


def test_a_dump_is_the_trail_a_row_a_line_and_is_verified_alone(rctp: Run, tmp_path: Path) -> None:
    dump = tmp_path / "trail.jsonl"

    status, head, _ = rctp("dump", "--to", dump)

    assert status == 0
    assert dump.read_bytes().count(b"\n") == 3
    assert b'"reason":"a\\nb\\u202e"' in dump.read_bytes()
    assert list(tmp_path.iterdir()) == [dump]
    whole = (0, f"the trail is whole: 3 rows, up to the checkpoint {head}", "")
    assert rctp("verify", "--dump", dump, "--checkpoint", head.strip()) == whole
    dump.write_bytes(dump.read_bytes().replace(b"rateRecord", b"rateRemove"))
    broken = (1, "the trail is broken at row 2: its hash is not that of what it says\n", "")
    assert rctp("verify", "--dump", dump) == broken


def test_what_is_done_around_the_guards_is_told_with_the_first_row_it_touches(rctp: Run, url: str) -> None:
    execute(url, "UPDATE audit_event SET reason = NULL WHERE no = 2")
    execute(url, "UPDATE ledger_entry SET description = 'none' WHERE row_no = 17")

    status, said, _ = rctp("verify")

    trail, ledger, *unguarded = said.splitlines()
    assert status == 1
    assert trail == "the trail is broken at row 2: its hash is not that of what it says"
    assert ledger.startswith("the ledger of NMFA-RCTP is broken at row 17: the hash of ")
    assert [line.split()[0] for line in unguarded] == ["audit_event", "audit_head", "ledger_entry"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("DELETE FROM audit_event WHERE no = 3", "the trail is broken at row 3: it is missing"),
        ("DELETE FROM audit_event WHERE no = 1", "the trail is broken at row 1: row 2 stands in its place"),
        ("UPDATE audit_event SET no = 4 WHERE no = 3", "the trail is broken at row 3: row 4 stands in its"),
        (
            "DELETE FROM ledger_entry WHERE row_no = (SELECT max(row_no) FROM ledger_entry "
            "WHERE document_type = 'INVOICE' AND id NOT IN "
            "(SELECT reverses_id FROM ledger_entry WHERE reverses_id IS NOT NULL))",
            " stands in its place",
        ),
        ("UPDATE ledger_entry SET transaction_minor = -transaction_minor WHERE row_no = 5", "at row 5: "),
        ("UPDATE ledger_entry SET prev_hash = row_hash WHERE row_no = 5", "at row 5: "),
    ],
)
def test_the_first_row_that_is_wrong_is_named(rctp: Run, url: str, change: str, says: str) -> None:
    execute(url, change)

    status, said, _ = rctp("verify")

    assert status == 1
    assert says in said


def test_an_end_that_was_cut_off_with_its_head_is_found_against_a_checkpoint(rctp: Run, url: str) -> None:
    printed = rctp("checkpoint")[1].strip()
    execute(url, "DELETE FROM audit_event WHERE no > 1")
    execute(url, "UPDATE audit_head SET no = 1, hash = (SELECT hash FROM audit_event WHERE no = 1)")

    status, said, _ = rctp("verify", "--checkpoint", printed)

    assert rctp("verify")[1].startswith("the trail is whole: 1 row, ")
    assert status == 1
    assert said.splitlines()[0] == (
        f"the trail is broken at row 2: it is missing, though the checkpoint {printed} was reached"
    )


def test_a_text_that_is_no_checkpoint_and_a_file_that_is_not_there_are_wrong_use(
    rctp: Run, tmp_path: Path
) -> None:
    assert rctp("verify", "--checkpoint", "three")[0] == 2
    assert rctp("verify", "--dump", tmp_path / "missing.jsonl")[0] == 2
