"""Print where the maintained totals of the ledger are not the sums of its rows."""

from __future__ import annotations

import typer

from db.queries.differing_totals import DifferingTotal, Sums
from resolvers.differing_totals import differing_totals
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.refusals import FINDING
from web.settings import Settings


def check_totals(settings: Settings, source: str | None) -> None:
    """One line a difference; one line a source where there is none."""
    with current_database(settings) as engine:
        by_source = differing_totals(engine, local_viewer(), source)
    for code, found in by_source.items():
        for differing in found:
            typer.echo(f"{code}, {_told(differing)}")
        if not found:
            typer.echo(f"{code}: every total is the sum of its rows")
    if any(by_source.values()):
        raise typer.Exit(FINDING)


def _told(differing: DifferingTotal) -> str:
    place = f"line {differing.line}, office {differing.office}, {differing.month}"
    return f"{place}: the totals say {_sums(differing.maintained)}; the rows say {_sums(differing.posted)}"


def _sums(sums: Sums) -> str:
    entries = "1 entry" if sums.entries == 1 else f"{sums.entries:,} entries"
    return f"{entries}, {sums.reporting}, {sums.usd}"
