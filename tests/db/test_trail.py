"""A trail is whole, or the first bad row is named: without the program, from a dump alone."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from db import trail
from db.audit import Actor, Deed, record
from db.engine import make_engine, reading, writing
from db.migrate import upgrade
from db.models.audit import AuditEvent
from db.queries.trail import dump_lines, first_bad_ledger_row, trail_head
from db.trail import verify
from resolvers.trail import verify_trail
from resolvers.viewer import local_viewer
from tests.tampering import tamper

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)
ROWS = 500
TEXTS = ("plain", "two\nlines", "bidi \u202e controls", "ქართული", 'quotes " and \\', "\u2028 separator")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """A dump of 500 rows."""
    url = f"sqlite:///{tmp_path_factory.mktemp('trail')}/trail.db"
    upgrade(url)
    engine = make_engine(url)
    with writing(engine) as session:
        for number in range(ROWS):
            said = TEXTS[number % len(TEXTS)]
            deed = Deed("eventCorrect", said, {"title": said}, {"title": number}, reason=said)
            record(session, Actor("office", "staff", "127.0.0.1"), AT + timedelta(seconds=number), deed)
    with reading(engine) as session:
        dump = list(dump_lines(session))
    engine.dispose()
    return dump


def test_a_trail_as_it_was_written_is_whole(lines: list[bytes]) -> None:
    verdict = verify(lines)

    assert (verdict.rows, verdict.finding) == (500, None)
    assert all(line.count(b"\n") == 1 for line in lines)


def test_every_flipped_bit_is_found_in_its_row(lines: list[bytes], long_run: bool) -> None:
    chosen = random.Random(20191024)
    for number, line in enumerate(lines, 1):
        bits = range(len(line) * 8) if long_run else chosen.sample(range(len(line) * 8), 4)
        for bit in bits:
            damaged = bytearray(line)
            damaged[bit // 8] ^= 1 << bit % 8
            if damaged == line:
                continue
            verdict = verify([*lines[: number - 1], bytes(damaged), *lines[number : number + 1]])
            assert verdict.finding is not None, (number, bit)
            assert verdict.rows == number - 1


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda rows: [*rows[:9], *rows[10:]], 10),
        (lambda rows: [*rows[:9], rows[10], rows[9], *rows[11:]], 10),
        (lambda rows: [*rows[:10], rows[9], *rows[10:]], 11),
        (lambda rows: [*rows[:10], rows[20], *rows[10:]], 11),
        (lambda rows: rows[1:], 1),
        (lambda rows: [*rows[:20], *rows[:20]], 21),
    ],
    ids=["dropped", "swapped", "repeated", "spliced", "beheaded", "begun again"],
)
def test_rows_out_of_their_places_are_found(lines: list[bytes], change: object, row: int) -> None:
    verdict = verify(change(lines))  # type: ignore[operator]

    assert verdict.finding is not None
    assert verdict.finding.startswith(f"row {row}:")


def test_a_trail_that_was_cut_and_written_anew_is_found_by_any_checkpoint(lines: list[bytes]) -> None:
    checkpoint = [(400, json.loads(lines[399])["hash"])]
    for cut in (1, 100, 399):
        assert verify(lines[:-100][: 400 - cut], checkpoint).finding == (
            f"row {400 - cut + 1}: it is cut off; a checkpoint knows 400 rows"
        )
    forged = _forged(lines)
    head = (500, json.loads(forged[-1])["hash"])

    assert verify(forged).finding is None
    assert verify(forged, checkpoint).finding == "row 400: its hash is not that of the checkpoint 400"
    assert verify(forged, [(500, json.loads(lines[-1])["hash"]), head]).finding == (
        "row 500: its hash is not that of the checkpoint 500"
    )


def _forged(lines: list[bytes]) -> list[bytes]:
    """The same trail with another reason in row 300, and every hash after it made anew."""
    head, made = trail.FIRST_HASH, []
    for line in lines:
        row = json.loads(line)
        if row["no"] == 300:
            row["reason"] = "forged"
        digest = trail.event_hash(head, row)
        made.append((trail.dumped(row, head, digest) + "\n").encode())
        head = digest
    return made


def test_the_verifier_needs_nothing_but_python_and_a_dump(lines: list[bytes], tmp_path: Path) -> None:
    dump = tmp_path / "trail.jsonl"
    dump.write_bytes(b"".join(lines))
    alone = [sys.executable, "-I", "-S", trail.__file__, str(dump)]

    whole = subprocess.run(alone, capture_output=True, text=True, check=False)
    dump.write_bytes(b"".join(lines).replace(b'"office"', b'"0ffice"', 1))
    spoilt = subprocess.run(alone, capture_output=True, text=True, check=False)

    assert (whole.returncode, whole.stdout.splitlines()[0]) == (0, "whole")
    assert (spoilt.returncode, spoilt.stdout.splitlines()[0]) == (1, "row 1: it is not what was hashed")


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def test_a_changed_ledger_row_is_named(engine: Engine) -> None:
    with writing(engine) as session:
        assert first_bad_ledger_row(session, "NMFA-RCTP") is None

        tamper(session, "UPDATE ledger_entry SET vendor_name = 'Another' WHERE row_no = 17")

        assert first_bad_ledger_row(session, "NMFA-RCTP") == (
            "row 17 of the ledger of NMFA-RCTP is not what was hashed"
        )


def test_a_ledger_row_that_is_gone_is_named(engine: Engine) -> None:
    with writing(engine) as session:
        tamper(session, "DELETE FROM ledger_entry WHERE row_no = 40")

        assert first_bad_ledger_row(session, "NMFA-RCTP") == "row 40 of the ledger of NMFA-RCTP is missing"


def test_the_head_is_the_last_row(engine: Engine) -> None:
    with writing(engine) as session:
        assert str(trail_head(session)) == "0:" + "0" * 64
        record(session, Actor("office", "staff", "here"), AT, Deed("eventRecord", "event"))
        (line,) = dump_lines(session)

        assert str(trail_head(session)).encode() == b"1:" + line[-67:-3]


def test_a_live_trail_written_anew_fails_against_a_checkpoint_of_its_last_row(engine: Engine) -> None:
    viewer = local_viewer()
    with writing(engine) as session:
        record(session, Actor("office", "staff", "here"), AT, Deed("eventRecord", "event"))
        seen = trail_head(session)
        tamper(session, "DELETE FROM audit_event", "DELETE FROM audit_head")
        record(session, Actor("office", "staff", "here"), AT, Deed("eventRecord", "another event"))

    assert verify_trail(engine, viewer, []).is_whole
    assert verify_trail(engine, viewer, [(seen.no, seen.hash)]).trail.finding == (
        "row 1: its hash is not that of the checkpoint 1"
    )


def test_a_row_that_the_head_does_not_know_is_a_finding(engine: Engine) -> None:
    with writing(engine) as session:
        for number in range(2):
            record(session, Actor("office", "staff", "here"), AT, Deed("eventRecord", f"event {number}"))
        first = session.scalars(select(AuditEvent.hash).where(AuditEvent.no == 1)).one()
        tamper(session, f"UPDATE audit_head SET no = 1, hash = '{first}'")

    assert verify_trail(engine, local_viewer(), []).trail.finding == (
        "row 2: the head of the trail does not know it"
    )
