"""What a trail is, and whether one is whole. Needs nothing but Python's standard library.

An auditor runs it over a dump: `python3 db/trail.py trail.jsonl --checkpoint 120:9f3c…`.
Each line of a dump is one row as JSON, its fields in the order of FIELDS, then prev_hash and hash.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FIRST_HASH = "0" * 64
"""What stands before the first row."""

FIELDS = ("no", "at", "who", "role", "place", "what", "subject", "before", "after", "reason")
"""What a row's hash is over, in this order."""


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
    canonical = _json({name: fields[name] for name in FIELDS})
    return hashlib.sha256((prev_hash + canonical).encode("utf-8", "surrogatepass")).hexdigest()


def dumped(fields: Mapping[str, object], prev_hash: str, own_hash: str) -> str:
    """A row as a line of a dump, without the end of the line."""
    return _json({**{name: fields[name] for name in FIELDS}, "prev_hash": prev_hash, "hash": own_hash})


def verify(lines: Iterable[bytes], checkpoints: Mapping[int, str]) -> Verdict:
    """Walk a dump, row by row; checkpoints are hashes by the numbers of their rows."""
    rows, head = 0, FIRST_HASH
    for line in lines:
        finding = _finding(line, rows + 1, head)
        if finding is not None:
            return Verdict(rows, head, f"row {rows + 1}: {finding}")
        rows, head = rows + 1, json.loads(line)["hash"]
        if checkpoints.get(rows, head) != head:
            return Verdict(rows, head, f"row {rows}: its hash is not that of the checkpoint {rows}")
    last = max(checkpoints, default=0)
    if rows < last:
        return Verdict(rows, head, f"row {rows + 1}: it is cut off; a checkpoint knows {last} rows")
    return Verdict(rows, head, None)


def _finding(line: bytes, number: int, head: str) -> str | None:
    try:
        row = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, ValueError):
        return "it is not JSON"
    if not isinstance(row, dict) or tuple(row) != (*FIELDS, "prev_hash", "hash"):
        return "it has not the fields of a row"
    if row["no"] != number:
        return f"it says it is row {row['no']}"
    if row["prev_hash"] != head:
        return "it does not follow the row before"
    if row["hash"] != event_hash(head, row):
        return "it is not what was hashed"
    if line != (dumped(row, row["prev_hash"], row["hash"]) + "\n").encode("utf-8", "surrogatepass"):
        return "it is not written as a dump writes it"
    return None


def _json(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def parse_checkpoint(text: str) -> tuple[int, str]:
    """A checkpoint as it is printed: `120:9f3c…`. Raises ValueError."""
    number, _, digest = text.strip().partition(":")
    if not number.isdecimal() or len(digest) != len(FIRST_HASH):
        raise ValueError(f"“{text}” is not a checkpoint; the form is NUMBER:HASH")
    return int(number), digest


def main() -> int:
    """Verify a dump; 0 when it is whole, 1 with a finding, 2 for wrong use."""
    parser = argparse.ArgumentParser(description="Verify a dump of the trail.")
    parser.add_argument("dump", type=Path)
    parser.add_argument("--checkpoint", action="append", default=[], metavar="NUMBER:HASH")
    given = parser.parse_args()
    try:
        checkpoints = dict(parse_checkpoint(text) for text in given.checkpoint)
    except ValueError as error:
        parser.error(str(error))
    with given.dump.open("rb") as lines:
        verdict = verify(lines, checkpoints)
    sys.stdout.write(f"{verdict.finding or 'whole'}\n{verdict.rows}:{verdict.head}\n")
    return 1 if verdict.finding else 0


if __name__ == "__main__":
    sys.exit(main())
