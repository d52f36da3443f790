"""Write the template of a workbook."""

from __future__ import annotations

from pathlib import Path

import typer

from resolvers.imports import template_file
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.files import write_whole
from web.settings import Settings


def write_template(settings: Settings, kind: str, to: Path, *, filled: bool) -> None:
    """Write it to a file and print its path. Raises NotFound and NotFilled before anything is written."""
    with current_database(settings) as engine:
        content = template_file(engine, local_viewer(), kind, filled=filled)
    to.parent.mkdir(parents=True, exist_ok=True)
    write_whole(to, content)
    typer.echo(to)
