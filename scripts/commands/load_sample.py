"""Load the sample programme."""

from __future__ import annotations

from db.engine import Engine, writing
from db.sample.load import load_sample as load
from scripts.commands.database import current_database
from scripts.commands.progress import progress
from web.settings import Settings


def load_sample(settings: Settings, rows: int | None) -> None:
    """Raises ProgrammePresent when the database holds any programme."""
    with current_database(settings) as engine:
        fill_with_sample(engine, rows)


def fill_with_sample(engine: Engine, rows: int | None = None) -> None:
    """Load it whole or not at all."""
    with writing(engine) as session, progress("Loading the sample programme") as show:
        load(session, rows, show)
