"""Export the API's schema."""

from __future__ import annotations

from pathlib import Path

import typer

from schema import sdl


def export_schema(to: Path | None) -> None:
    """Write the SDL to a file, or print it."""
    if to is None:
        typer.echo(sdl(), nl=False)
    else:
        to.write_text(sdl(), encoding="utf-8")
