"""`rctp trail`: a database and its dump are verified, and what was done to them is told.

The trail has three rows; the ledger is the sample's.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.audit import Actor, Deed, record
from db.engine import make_engine, writing
from tests.scripts.conftest import Run
from tests.web.serving import execute

AT = datetime(2020, 1, 6, 9, 30, tzinfo=UTC)
FINANCE = Actor("finance-office", "finance", "127.0.0.1")


@pytest.fixture
def url(sample_url: str) -> str:
    engine = make_engine(sample_url)
    with writing(engine) as session:
        for what in ("signIn", "rateRecord", "monthClose"):
            record(session, FINANCE, AT, Deed(what, "month 2019-12", reason="a\nb\u202e"))
    engine.dispose()
    return sample_url


def test_a_database_that_nobody_touched_is_whole(rctp: Run, url: str) -> None:
    head = rctp("trail", "checkpoint", "--database", url)[1].strip()

    found = rctp("trail", "verify", "--checkpoint", head, "--database", url)

    assert found == (0, f"The trail is whole: 3 rows, checkpoint {head}\n", "")


def test_a_dump_is_a_row_a_line_is_verified_alone_and_is_itself_the_last_row(
    rctp: Run, url: str, tmp_path: Path
) -> None:
    dump = tmp_path / "trail.jsonl"

    assert rctp("trail", "dump", "--to", dump, "--database", url) == (0, f"{dump}\n", "")

    rows = dump.read_bytes().splitlines()
    head = rctp("trail", "checkpoint", "--database", url)[1].strip()
    whole = f"The trail is whole: 4 rows, checkpoint {head}\n"
    assert len(rows) == 4
    assert b'"place":"command line","what":"download","subject":"trail"' in rows[3]
    assert b'"reason":"a\\nb\\u202e"' in rows[0]
    assert list(tmp_path.iterdir()) == [dump]
    assert rctp("trail", "verify", "--dump", dump, "--checkpoint", head) == (0, whole, "")
    dump.write_bytes(dump.read_bytes().replace(b"rateRecord", b"rateRemove"))
    status, said, _ = rctp("trail", "verify", "--dump", dump)
    assert (status, said) == (1, "The trail is not whole: row 2: it is not what was hashed\n")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            "UPDATE audit_event SET reason = NULL WHERE no = 2",
            "The trail is not whole: row 2: it is not what",
        ),
        ("DELETE FROM audit_event WHERE no = 3", "The trail is not whole: row 3: it is cut off"),
        ("DELETE FROM audit_event WHERE no = 1", "The trail is not whole: row 1: it says it is row 2"),
        ("UPDATE audit_event SET no = 4 WHERE no = 3", "The trail is not whole: row 3: it says it is row 4"),
        (
            "UPDATE audit_head SET no = 2, hash = (SELECT hash FROM audit_event WHERE no = 2)",
            "The trail is not whole: row 3: the head of the trail does not know it",
        ),
        (
            "UPDATE ledger_entry SET transaction_minor = -transaction_minor WHERE row_no = 5",
            "row 5 of the ledger",
        ),
        ("UPDATE ledger_entry SET prev_hash = row_hash WHERE row_no = 5", "row 5 of the ledger"),
        (
            "UPDATE ledger_entry SET posted_at = '2019-01-01 00:00:00+00:00' WHERE row_no = 5",
            "row 5 of the ledger",
        ),
        ("UPDATE budget_line SET code = '9.9' WHERE code = '3.1'", "row 1 of the ledger"),
    ],
)
def test_the_first_row_that_is_wrong_is_named(rctp: Run, url: str, change: str, says: str) -> None:
    execute(url, change)

    status, said, _ = rctp("trail", "verify", "--database", url)

    assert status == 1
    assert says in said


def test_a_trail_written_anew_is_found_against_a_checkpoint_of_any_of_its_rows(rctp: Run, url: str) -> None:
    """Even where the head has the number of the checkpoint, and its own hash."""
    printed = rctp("trail", "checkpoint", "--database", url)[1].strip()
    execute(url, "DELETE FROM audit_event")
    execute(url, "DELETE FROM audit_head")
    engine = make_engine(url)
    for rows in (1, 2):
        with writing(engine) as session:
            for _ in range(rows):
                record(session, FINANCE, AT, Deed("nothing", "of note"))

        status, said, _ = rctp("trail", "verify", "--checkpoint", printed, "--database", url)

        assert rctp("trail", "verify", "--database", url)[0] == 0
        assert status == 1
        assert said.startswith(f"The trail is not whole: row {rows + 1}: ")
    engine.dispose()


def test_a_text_that_is_no_checkpoint_and_a_file_that_is_not_there_are_wrong_use(
    rctp: Run, url: str, tmp_path: Path
) -> None:
    assert rctp("trail", "verify", "--checkpoint", "three", "--database", url)[0] == 2
    assert rctp("trail", "verify", "--dump", tmp_path / "missing.jsonl")[0] == 2
