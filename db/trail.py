"""What a trail is, and whether one is whole. Needs nothing but Python's standard library.

An auditor runs it over a dump: `python3 db/trail.py trail.jsonl --checkpoint 120:9f3c…`.
Each line of a dump is one row as JSON, its fields in the order of FIELDS, then prev_hash and hash.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIRST_HASH = "0" * 64
"""What stands before the first row."""

FIELDS = ("no", "at", "who", "role", "place", "what", "subject", "before", "after", "reason")
"""What a row's hash is over, in this order."""

MAY_BE_NONE = ("before", "after", "reason")


@dataclass(frozen=True)
class Verdict:
    """How far a trail is whole."""

    rows: int
    head: str
    """The hash of the last row that is as it should be."""
    finding: str | None
    """What is wrong, with the number of the first bad row; None when nothing is."""


def event_hash(prev_hash: str, fields: Mapping[str, object]) -> str:
    """SHA-256, in hexadecimal digits, over the hash before and the row's canonical JSON."""
    ordered = {name: fields[name] for name in FIELDS}
    canonical = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((prev_hash + canonical).encode("utf-8", "surrogatepass")).hexdigest()


def dumped(fields: Mapping[str, object], prev_hash: str, own_hash: str) -> str:
    """A row as a line of a dump, without the end of the line.

    Of ASCII alone: no text in it can end the line for any program, or turn its letters round.
    """
    ordered = {**{name: fields[name] for name in FIELDS}, "prev_hash": prev_hash, "hash": own_hash}
    return json.dumps(ordered, separators=(",", ":"))


def verify(lines: Iterable[bytes], checkpoints: Sequence[tuple[int, str]] = ()) -> Verdict:
    """Walk a dump, row by row; checkpoints are numbers of rows with their hashes, and all must hold."""
    rows, head = 0, FIRST_HASH
    for line in lines:
        number = rows + 1
        row = _read(line)
        finding = "it is not a row as a dump writes it" if row is None else _finding(row, number, head)
        if row is None or finding is not None:
            return Verdict(rows, head, f"row {number}: {finding}")
        if any(no == number and known != row["hash"] for no, known in checkpoints):
            return Verdict(rows, head, f"row {number}: its hash is not that of the checkpoint {number}")
        rows, head = number, row["hash"]
    last = max((no for no, _ in checkpoints), default=0)
    if rows < last:
        return Verdict(rows, head, f"row {rows + 1}: it is cut off; a checkpoint knows {last} rows")
    return Verdict(rows, head, None)


def _read(line: bytes) -> dict[str, Any] | None:
    """The row of a line; None unless it is written in the one way that a dump writes it."""
    try:
        row = json.loads(line)
        written = dumped(row, row["prev_hash"], row["hash"]).encode() + b"\n"
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return row if line == written and _has_types(row) else None


def _has_types(row: Mapping[str, object]) -> bool:
    texts = [row[name] for name in row if name != "no" and (name not in MAY_BE_NONE or row[name] is not None)]
    return type(row["no"]) is int and all(isinstance(text, str) for text in texts)


def _finding(row: Mapping[str, object], number: int, head: str) -> str | None:
    if row["no"] != number:
        return f"it says it is row {row['no']}"
    if row["prev_hash"] != head:
        return "it does not follow the row before"
    if row["hash"] != event_hash(head, row):
        return "it is not what was hashed"
    return None


def parse_checkpoint(text: str) -> tuple[int, str]:
    """A checkpoint as it is printed: `120:9f3c…`. Raises ValueError."""
    found = re.fullmatch(r"([0-9]{1,12}):([0-9a-f]{64})", text.strip())
    if found is None or (int(found[1]) == 0 and found[2] != FIRST_HASH):
        raise ValueError(f"“{text}” is not a checkpoint; the form is NUMBER:HASH")
    return int(found[1]), found[2]


def main() -> int:
    """Verify a dump; 0 when it is whole, 1 with a finding, 2 for wrong use."""
    parser = argparse.ArgumentParser(description="Verify a dump of the trail.")
    parser.add_argument("dump", type=Path)
    parser.add_argument("--checkpoint", action="append", default=[], metavar="NUMBER:HASH")
    given = parser.parse_args()
    try:
        checkpoints = [parse_checkpoint(text) for text in given.checkpoint]
        with given.dump.open("rb") as lines:
            verdict = verify(lines, checkpoints)
    except (ValueError, OSError) as error:
        parser.error(str(error))
    sys.stdout.write(f"{verdict.finding or 'whole'}\n{verdict.rows}:{verdict.head}\n")
    return 1 if verdict.finding else 0


if __name__ == "__main__":
    sys.exit(main())
