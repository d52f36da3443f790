"""The trail as a chain and as a file: how a row is hashed, how it is one line, and what is wrong with it.

Needs the standard library alone, so that an auditor can verify a dump without this program:

    python3 trail.py DUMP [--checkpoint NO:HASH]...

It exits with 0 where the trail is whole, with 1 where it is not, and with 2 on wrong use.
A dump is JSON lines, a row a line from the first on, in the one form that `line_of` gives.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FIRST_HASH: Final = "0" * 64
"""What stands before the first row."""

FIELDS: Final = ("no", "at", "who", "role", "place", "what", "subject", "before", "after", "reason")
"""What a row's hash is over, in this order."""

HASHES: Final = ("prev_hash", "hash")
"""What follows them in a line."""

_MAY_BE_NONE: Final = ("before", "after", "reason")


def event_hash(prev_hash: str, fields: Mapping[str, str | int | None]) -> str:
    """SHA-256, in hexadecimal digits, over the hash before and the row's canonical JSON."""
    canonical = json.dumps({name: fields[name] for name in FIELDS}, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((prev_hash + canonical).encode()).hexdigest()


def line_of(row: Mapping[str, Any]) -> bytes:
    """A row as a line of a dump: ASCII alone, so that no text in it can break the line or turn it round."""
    ordered = {name: row[name] for name in (*FIELDS, *HASHES)}
    return json.dumps(ordered, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A row of the trail, by its number and hash; whoever holds one can tell that all before it is there."""

    no: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """From `NO:HASH`, as it is printed. Raises ValueError."""
        found = re.fullmatch(r"([0-9]{1,12}):([0-9a-f]{64})", text)
        if found is None:
            raise ValueError(f"“{text}” is not a checkpoint; the form is NO:HASH, as it was printed")
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.no}:{self.hash}"


BEGINNING: Final = Checkpoint(0, FIRST_HASH)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a trail is whole, and what is wrong with the row after that; None: nothing."""

    head: Checkpoint
    finding: str | None


def verify_rows(rows: Iterable[Mapping[str, Any]], checkpoints: Sequence[Checkpoint] = ()) -> Verdict:
    """Follow the chain from its first row to its last, or to the first that does not belong there."""
    head, asked = BEGINNING, [point for point in checkpoints if point != BEGINNING]
    for row in rows:
        finding = _wrong(row, head)
        if finding is None:
            here = Checkpoint(row["no"], row["hash"])
            finding = _other_than(here, [point for point in asked if point.no == here.no])
        if finding is not None:
            return Verdict(head, f"row {head.no + 1}: {finding}")
        head = here
    for point in asked:
        if not 0 < point.no <= head.no:
            return Verdict(
                head, f"row {head.no + 1}: it is missing, though the checkpoint {point} was reached"
            )
    return Verdict(head, None)


def verify_lines(lines: Iterable[bytes], checkpoints: Sequence[Checkpoint] = ()) -> Verdict:
    """The same of the lines of a dump, each in the one form that it can have."""
    return verify_rows(_rows(lines), checkpoints)


def _rows(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            row = json.loads(line)
            yield row if line == line_of(row) else {}
        except (ValueError, LookupError, TypeError, RecursionError):
            yield {}


def _wrong(row: Mapping[str, Any], head: Checkpoint) -> str | None:
    """What is wrong with the row that comes after the head."""
    if not _is_a_row(row):
        return "it is not a row of a trail in the form of a dump"
    if row["no"] != head.no + 1:
        return f"row {row['no']} stands in its place"
    if row["prev_hash"] != head.hash:
        return "it does not carry the hash of the row before it"
    if row["hash"] != event_hash(row["prev_hash"], row):
        return "its hash is not that of what it says"
    return None


def _is_a_row(row: Mapping[str, Any]) -> bool:
    if row.keys() != {*FIELDS, *HASHES} or type(row["no"]) is not int:
        return False
    texts = [row[name] for name in row if name != "no" and not (name in _MAY_BE_NONE and row[name] is None)]
    return all(isinstance(text, str) and _is_whole(text) for text in texts)


def _is_whole(text: str) -> bool:
    """Whether it has no half of a character, which cannot be hashed."""
    return not re.search("[\ud800-\udfff]", text)


def _other_than(here: Checkpoint, points: Sequence[Checkpoint]) -> str | None:
    return next((f"it is another than at the checkpoint {point}" for point in points if point != here), None)


def told(verdict: Verdict, what: str = "the trail") -> str:
    """What a person is told."""
    if verdict.finding is not None:
        return f"{what} is broken at {verdict.finding}"
    rows = "1 row" if verdict.head.no == 1 else f"{verdict.head.no:,} rows"
    return f"{what} is whole: {rows}, up to the checkpoint {verdict.head}"


def main() -> int:
    """Verify the dump that the command line names."""
    parser = argparse.ArgumentParser(
        description="Verify a dump of the trail: exit with 0 where it is whole, 1 where it is not."
    )
    parser.add_argument("dump", metavar="DUMP", help="the file that `rctp trail dump` has written")
    parser.add_argument(
        "--checkpoint",
        metavar="NO:HASH",
        action="append",
        type=_checkpoint,
        default=[],
        help="a row that must be there, as it was printed; may be given again",
    )
    given = parser.parse_args()
    try:
        with Path(given.dump).open("rb") as lines:
            verdict = verify_lines(lines, given.checkpoint)
    except OSError as error:
        parser.error(f"{given.dump}: {error.strerror}")
    sys.stdout.write(f"{told(verdict)}\n")
    return 0 if verdict.finding is None else 1


def _checkpoint(text: str) -> Checkpoint:
    try:
        return Checkpoint.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


if __name__ == "__main__":
    sys.exit(main())
