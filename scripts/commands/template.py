"""Write the template of a workbook."""

from __future__ import annotations

from pathlib import Path

import typer

from db.engine import reading
from db.imports.kinds import kind_of
from db.imports.template import template
from scripts.commands.database import current_database
from scripts.commands.files import write_whole
from web.settings import Settings


def write_template(settings: Settings, kind: str, to: Path, *, filled: bool) -> None:
    """Write it to a file and print its path. Raises NotFound and NotFilled before anything is written."""
    wanted = kind_of(kind)
    with current_database(settings) as engine, reading(engine) as session:
        content = template(session, wanted, prefill=filled)
    to.parent.mkdir(parents=True, exist_ok=True)
    write_whole(to, content)
    typer.echo(to)
