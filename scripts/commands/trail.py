"""The trail on the command line: verify it, dump it, print its checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from db.audit import Deed
from db.errors import Malformed
from db.trail import parse_checkpoint, verify
from resolvers.trail import Wholeness, note, trail_head, trail_lines
from resolvers.trail import verify_trail as verified
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.refusals import FINDING
from web.settings import Settings


def verify_trail(settings: Settings, dump: Path | None, checkpoints: Sequence[str]) -> None:
    """Verify a dump, or the trail and the ledgers of a database. Ends with 1 at a finding."""
    known = [_checkpoint(each) for each in checkpoints]
    if dump is not None:
        with dump.open("rb") as lines:
            found = Wholeness(verify(lines, known), ())
    else:
        with current_database(settings) as engine:
            found = verified(engine, local_viewer(), known)
    trail = found.trail
    if trail.finding:
        typer.echo(f"The trail is not whole: {trail.finding}")
    else:
        typer.echo(f"The trail is whole: {trail.rows:,} rows, checkpoint {trail.rows}:{trail.head}")
    for finding in found.ledgers:
        typer.echo(f"A ledger is not whole: {finding}")
    for table in found.unguarded:
        typer.echo(f"The guards of {table} are gone: somebody could have changed its rows")
    if not found.is_whole:
        raise typer.Exit(FINDING)


def dump_trail(settings: Settings, to: Path) -> None:
    """Write the whole trail, a row a line; prints the path."""
    unfinished = to.with_name(f"{to.name}.part")
    with current_database(settings) as engine, unfinished.open("wb") as out:
        note(engine, local_viewer(), datetime.now(UTC), Deed("download", "trail"))
        out.writelines(trail_lines(engine, local_viewer()))
    unfinished.replace(to)
    typer.echo(to)


def print_checkpoint(settings: Settings) -> None:
    """The number and the hash of the last row."""
    with current_database(settings) as engine:
        typer.echo(trail_head(engine, local_viewer()))


def _checkpoint(text: str) -> tuple[int, str]:
    try:
        return parse_checkpoint(text)
    except ValueError:
        form = "NUMBER:HASH, as `rctp trail checkpoint` prints it"
        raise Malformed("a checkpoint", text, form) from None
