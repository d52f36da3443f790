"""A dump of the trail in an auditor's hand: whatever is done to it is found, and the first bad row named."""

import json
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import trail
from db.trail import FIRST_HASH, Checkpoint, event_hash, line_of, verify_lines

ROWS = 500


def made(no: int, prev_hash: str, **other: str | None) -> dict[str, str | int | None]:
    row: dict[str, str | int | None] = {
        "no": no,
        "at": "2020-01-06T09:30:00+00:00",
        "who": "finance-office",
        "role": "finance",
        "place": "127.0.0.1",
        "what": "rateRecord",
        "subject": f"rate UAH {no}",
        "before": None,
        "after": '{"unitsPerUsd":"23.68"}',
        "reason": "Уточнення\nкурсу \u202e",
        **other,
    }
    return row | {"prev_hash": prev_hash, "hash": event_hash(prev_hash, row)}


def chain(length: int, begin: int = 1, prev_hash: str = FIRST_HASH, **other: str) -> Iterator[bytes]:
    for no in range(begin, begin + length):
        row = made(no, prev_hash, **other)
        prev_hash = str(row["hash"])
        yield line_of(row)


LINES = list(chain(ROWS))
HEAD = Checkpoint.parse(f"500:{json.loads(LINES[-1])['hash']}")


def finding(lines: list[bytes], *checkpoints: Checkpoint) -> str | None:
    """As a file would give them."""
    return verify_lines(b"".join(lines).splitlines(keepends=True), checkpoints).finding


def test_a_trail_that_nobody_touched_is_whole() -> None:
    verdict = verify_lines(LINES, [HEAD])

    assert (verdict.finding, verdict.head) == (None, HEAD)


def test_a_text_is_one_line_of_plain_letters_whatever_stands_in_it() -> None:
    text = 'a\nb\r\nc\u2028d\u2029e\x85f\x0bg\u202eh\u2066i\x00j"k\\l'
    line = line_of(made(1, FIRST_HASH, subject=text, reason=text, after=text))

    assert line.isascii()
    assert line.decode().splitlines() == [line.decode().rstrip("\n")]
    assert json.loads(line)["subject"] == text
    assert finding([line]) is None


def test_every_flipped_bit_is_found_in_the_row_that_it_is_in(long_run: bool) -> None:
    sample = range(ROWS) if long_run else (0, 1, 249, 498, 499)

    for index in sample:
        for bit in range(8 * len(LINES[index])):
            spoilt = bytearray(LINES[index])
            spoilt[bit // 8] ^= 1 << bit % 8
            # the chain up to there was followed before: it is enough to begin with the row
            found = verify_from(index, [bytes(spoilt), *LINES[index + 1 : index + 2]])
            assert found is not None, (index, bit)
            assert found.startswith(f"row {index + 1}: ")


def verify_from(index: int, lines: list[bytes]) -> str | None:
    """What is found in lines that follow the first rows of the trail."""
    rows = trail._rows(b"".join(lines).splitlines(keepends=True))
    head = trail.BEGINNING if index == 0 else Checkpoint(index, json.loads(LINES[index - 1])["hash"])
    for row in rows:
        if found := trail._wrong(row, head):
            return f"row {head.no + 1}: {found}"
        head = Checkpoint(row["no"], row["hash"])
    return None


def test_a_flipped_bit_anywhere_breaks_the_whole_dump() -> None:
    chosen = random.Random(7)
    whole = b"".join(LINES)

    for _ in range(20):
        place = chosen.randrange(8 * len(whole))
        spoilt = bytearray(whole)
        spoilt[place // 8] ^= 1 << place % 8
        row = whole.count(b"\n", 0, place // 8) + 1
        found = finding([bytes(spoilt)])
        assert found is not None
        assert found.startswith(f"row {row}: ")


@pytest.mark.parametrize("at", [1, 2, 250, 499])
def test_a_row_that_was_dropped_is_named(at: int) -> None:
    assert finding(LINES[: at - 1] + LINES[at:]) == f"row {at}: row {at + 1} stands in its place"


@pytest.mark.parametrize("at", [1, 250, 499])
def test_rows_that_were_swapped_are_named(at: int) -> None:
    swapped = [*LINES[: at - 1], LINES[at], LINES[at - 1], *LINES[at + 1 :]]

    assert finding(swapped) == f"row {at}: row {at + 1} stands in its place"


@pytest.mark.parametrize("at", [1, 250, 500])
def test_a_row_that_is_repeated_is_named(at: int) -> None:
    assert finding(LINES[:at] + LINES[at - 1 :]) == f"row {at + 1}: row {at} stands in its place"


def test_rows_of_another_trail_are_found_where_they_begin() -> None:
    other = list(chain(ROWS, place="10.0.0.7"))

    assert finding(LINES[:200] + other[200:]) == "row 201: it does not carry the hash of the row before it"
    assert finding(LINES[200:]) == "row 1: row 201 stands in its place"


def test_rows_that_were_renumbered_after_one_was_dropped_are_found() -> None:
    renumbered = [
        line_of(json.loads(line) | {"no": no}) for no, line in enumerate(LINES[:9] + LINES[10:], start=1)
    ]

    assert finding(renumbered) == "row 10: it does not carry the hash of the row before it"


def test_a_row_that_was_changed_and_hashed_anew_is_found_in_the_row_after_it() -> None:
    before = json.loads(LINES[8])["hash"]
    forged = line_of(made(10, before, reason="none"))

    assert (
        finding([*LINES[:9], forged, *LINES[10:]])
        == "row 11: it does not carry the hash of the row before it"
    )


@pytest.mark.parametrize("cut", [1, 2, 250, 500])
def test_an_end_that_was_cut_off_is_found_against_any_later_checkpoint(cut: int) -> None:
    left = LINES[: ROWS - cut]

    assert finding(left) is None  # nothing in the file can tell
    assert finding(left, HEAD) == (
        f"row {ROWS - cut + 1}: it is missing, though the checkpoint {HEAD} was reached"
    )


def test_an_end_that_was_cut_off_and_written_anew_is_found_against_any_later_checkpoint() -> None:
    older = Checkpoint.parse(f"400:{json.loads(LINES[399])['hash']}")
    anew = LINES[:399] + list(chain(101, begin=400, prev_hash=json.loads(LINES[398])["hash"], who="x"))

    assert finding(anew) is None
    assert finding(anew, HEAD) == f"row 500: it is another than at the checkpoint {HEAD}"
    assert finding(anew, HEAD, older) == f"row 400: it is another than at the checkpoint {older}"
    assert finding(LINES, HEAD, older) is None


def test_two_checkpoints_of_one_row_cannot_both_hold() -> None:
    other = Checkpoint(500, FIRST_HASH)

    assert finding(LINES, HEAD, other) is not None
    assert finding(LINES, other, HEAD) is not None
    assert finding(LINES, Checkpoint(0, "f" * 64)) is not None
    assert finding(LINES, Checkpoint(0, FIRST_HASH)) is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"null\n",
        b"[]\n",
        b"{}\n",
        b'"row"\n',
        b"[" * 100_000 + b"\n",
        b"9" * 5000 + b"\n",
        b"\xff\xfe\n",
        LINES[0][:-1],
        LINES[0][:-1] + b"\r\n",
        b" " + LINES[0],
        b"\xef\xbb\xbf" + LINES[0],
        LINES[0].replace(b'"no":1,', b'"no":1.0,'),
        LINES[0].replace(b'"no":1,', b'"no":true,'),
        LINES[0].replace(b'"no":1,', b'"no":"1",'),
        LINES[0].replace(b'"no":1,', b'"no":0,"no":1,'),
        LINES[0].replace(b'"before":null', b'"before":{}'),
        LINES[0].replace(b'"who":"finance-office"', b'"who":null'),
        LINES[0].replace(b'"who":"finance-office"', b'"who":"\\ud800"'),
        LINES[0].replace(b'"who"', b'"whom"'),
        LINES[0].replace(b"}\n", b',"more":1}\n'),
    ],
)
def test_a_line_in_any_other_form_is_no_row(line: bytes) -> None:
    assert verify_lines([line]).finding is not None
    assert str(verify_lines([line]).finding).startswith("row 1: ")


@pytest.mark.parametrize(
    "text", ["", "5", "5:", f"-1:{'0' * 64}", f"5:{'g' * 64}", f"5:{'A' * 64}", f"5:{'0' * 63}"]
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the form is NO:HASH"):
        Checkpoint.parse(text)


def test_the_memory_does_not_grow_with_the_rows() -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        assert verify_lines(chain(rows)).finding is None
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(3000) < 1.5 * peak(300)


def run(*arguments: str | Path, folder: Path) -> tuple[int, str, str]:
    """The file alone, with a Python that knows nothing of this program or its libraries."""
    alone = folder / "trail.py"
    alone.write_bytes(Path(str(trail.__file__)).read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", "-S", alone, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_file_alone_verifies_a_dump_with_the_standard_library(tmp_path: Path) -> None:
    dump = tmp_path / "trail.jsonl"
    dump.write_bytes(b"".join(LINES))

    whole = f"the trail is whole: 500 rows, up to the checkpoint {HEAD}\n"
    assert run(dump, folder=tmp_path) == (0, whole, "")
    assert run(dump, "--checkpoint", str(HEAD), folder=tmp_path) == (0, whole, "")

    dump.write_bytes(b"".join(LINES[:-1]))
    assert run(dump, "--checkpoint", str(HEAD), folder=tmp_path) == (
        1,
        f"the trail is broken at row 500: it is missing, though the checkpoint {HEAD} was reached\n",
        "",
    )


def test_the_file_alone_says_when_it_is_used_wrongly(tmp_path: Path) -> None:
    for arguments in ((), ("missing.jsonl",), ("missing.jsonl", "--checkpoint", "5")):
        status, said, complaint = run(*arguments, folder=tmp_path)
        assert (status, said) == (2, "")
        assert complaint
