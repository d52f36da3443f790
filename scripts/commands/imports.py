"""Bring a workbook in: look at what it would do, and apply it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typer

from db.imports.error_book import error_book
from db.imports.outcome import Listed, Outcome
from db.imports.problems import Problem
from db.recording.facts import State, shown
from resolvers.imports import Brought, ImportRefused, Workbook, apply_import, preview_import
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.files import write_whole
from scripts.commands.progress import progress
from scripts.commands.refusals import FINDING
from web.settings import Settings

SHOWN: Final = 40
"""Changes and problems that are printed; the error book has more."""


def import_workbook(settings: Settings, file: Path, error_book_to: Path | None, *, apply: bool) -> None:
    """Preview a workbook, or apply it. Ends with 1 when it has problems, and then nothing was written."""
    sent = Workbook(file.name, file.read_bytes())
    at, viewer = datetime.now(UTC), local_viewer()
    with current_database(settings) as engine, progress(f"Reading {file.name}") as show:

        def counted(rows: int) -> None:
            show(rows, None)  # a sheet says what is in it at its end

        try:
            if apply:
                brought = apply_import(engine, viewer, sent, at, counted)
            else:
                brought = preview_import(engine, viewer, sent, at, counted)
        except ImportRefused as refused:
            brought = Brought(file.name, refused.outcome, None)
    _tell(brought, is_applied=apply)
    outcome = brought.outcome
    if outcome is not None and not outcome.is_clean:
        if error_book_to is not None:
            write_whole(error_book_to, error_book(sent.content, outcome.problems, outcome.more_problems))
            typer.echo(f"The workbook with its problems marked: {error_book_to}")
        raise typer.Exit(FINDING)


def _tell(brought: Brought, *, is_applied: bool) -> None:
    if brought.applied is not None:
        done = brought.applied
        typer.echo(
            f"{brought.name} was applied on {done.applied_at:%Y-%m-%d %H:%M} UTC by {done.applied_by}, "
            f"as {done.file_name}; nothing was done."
        )
        return
    outcome = brought.outcome
    assert outcome is not None
    typer.echo(f"{brought.name}: {outcome.kind}, {outcome.rows:,} rows")
    for sheet in outcome.sheets:
        typer.echo(
            f"  {sheet.name}: {sheet.new:,} new, {sheet.changed:,} changed, {sheet.unchanged:,} unchanged"
        )
    _tell_changes(outcome)
    _tell_problems(outcome)
    if not outcome.is_clean:
        typer.echo("Nothing was written.")
    elif is_applied:
        typer.echo("Applied.")
    else:
        typer.echo("Nothing was written: this is the preview. To write it, add --apply.")


def _tell_changes(outcome: Outcome) -> None:
    changed = [each for each in outcome.changes if each.state is State.CHANGED]
    for each in changed[:SHOWN]:
        typer.echo(f"  {each.sheet} row {each.row}: {each.thing}: {_told(each)}")
    if len(changed) > SHOWN:
        typer.echo(f"  and {len(changed) - SHOWN:,} more changes")
    for read in outcome.understood[:SHOWN]:
        typer.echo(f"  {read.sheet} {read.cell}: “{read.found}” is understood as {read.understood}")
    more = len(outcome.understood) - SHOWN + outcome.more_understood
    if more > 0:
        typer.echo(f"  and {more:,} more cells that were understood so")


def _told(each: Listed) -> str:
    return "; ".join(
        f"{change.name.replace('_', ' ')} {shown(change.before)} becomes {shown(change.after)}"
        for change in each.fields
    )


def _tell_problems(outcome: Outcome) -> None:
    for problem in outcome.problems[:SHOWN]:
        typer.echo(f"  Problem at {_place(problem)}: found {problem.found}; expected {problem.expected}")
    more = len(outcome.problems) - SHOWN + outcome.more_problems
    if more > 0:
        typer.echo(f"  and {more:,} more problems")


def _place(problem: Problem) -> str:
    return f"{problem.sheet} {problem.cell}".strip() or "the workbook"
