"""Print the checks of a report."""

from __future__ import annotations

import typer

from resolvers.reports import report_checks
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.refusals import FINDING
from web.settings import Settings


def check(settings: Settings, source: str, period: str) -> None:
    """One line a check: its state, its rule, what it says."""
    with current_database(settings) as engine:
        checks = report_checks(engine, local_viewer(), source, period)
    width = max((len(row.rule) for row in checks), default=0)
    for row in checks:
        typer.echo(f"{row.state:<4}  {row.rule:<{width}}  {row.text}")
    if any(row.state == "FAIL" for row in checks):
        raise typer.Exit(FINDING)
