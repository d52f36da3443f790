"""Verify the trail, dump it, print where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from db.errors import Malformed
from db.trail import Checkpoint, told, verify_lines
from resolvers.trail import checkpoint, dumping, verify
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.refusals import FINDING
from web.settings import Settings


def verify_database(settings: Settings, checkpoints: Sequence[str]) -> None:
    """One line for the trail, one for each ledger, one for each table without its guard."""
    points = [_point(each) for each in checkpoints]
    with current_database(settings) as engine:
        found = verify(engine, local_viewer(), points)
    typer.echo(told(found.trail))
    for source, verdict in found.ledgers.items():
        typer.echo(told(verdict, f"the ledger of {source}"))
    for table in found.unguarded:
        typer.echo(f"{table} is not guarded: a trigger is missing, so rows may have been changed")
    if not found.is_whole:
        raise typer.Exit(FINDING)


def verify_dump(dump: Path, checkpoints: Sequence[str]) -> None:
    """One line; no database is asked."""
    points = [_point(each) for each in checkpoints]
    with dump.open("rb") as lines:
        verdict = verify_lines(lines, points)
    typer.echo(told(verdict))
    if verdict.finding is not None:
        raise typer.Exit(FINDING)


def dump(settings: Settings, to: Path) -> None:
    """The whole trail, or no file; prints its checkpoint."""
    # under another name until it is whole, so that a full disk leaves no trail that is cut off
    unfinished = to.with_name(f"{to.name}.part")
    with (
        current_database(settings) as engine,
        dumping(engine, local_viewer()) as (head, lines),
        unfinished.open("wb") as file,
    ):
        file.writelines(lines)
    unfinished.replace(to)
    typer.echo(head)


def print_checkpoint(settings: Settings) -> None:
    """The last row's number and hash."""
    with current_database(settings) as engine:
        typer.echo(checkpoint(engine, local_viewer()))


def _point(text: str) -> Checkpoint:
    try:
        return Checkpoint.parse(text)
    except ValueError:
        raise Malformed("a checkpoint of the trail", text, "NO:HASH, as it was printed") from None
