"""Write the files of a report into a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import typer

from db.audit import Deed
from resolvers.reports import report_files
from resolvers.trail import note
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.files import write_whole
from scripts.commands.progress import progress
from web.settings import Settings


def write_report(settings: Settings, source: str, period: str, folder: Path, *, pdf: bool) -> None:
    """Every file, or none when a check blocks one; prints the path of each."""
    with current_database(settings) as engine, progress(f"{source} {period}") as show:
        files = report_files(engine, local_viewer(), source, period, show, pdf=pdf)
        for file in files:
            deed = Deed("download", f"{source} {period} {file.name}", after={"digest": file.digest})
            note(engine, local_viewer(), datetime.now(UTC), deed)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        path = folder / file.name
        write_whole(path, file.content)
        typer.echo(path)
