"""The sample programme in a database that is gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from db.engine import Engine, make_engine, reading, writing
from db.migrate import upgrade
from db.periods import Quarter
from db.sample.load import load_sample
from db.scope import Scope
from reports.compose import compose
from reports.dataset import Dataset
from reports.facts import gather
from scripts.commands.progress import progress

SOURCE: Final = "NMFA-RCTP"


@contextmanager
def sample_database(rows: int | None = None) -> Iterator[Engine]:
    """The sample in a SQLite file, its ledger grown to so many rows; a terminal shows how far it is."""
    with TemporaryDirectory(prefix="rctp-bench-") as folder:
        url = f"sqlite:///{Path(folder, 'sample.db')}"
        upgrade(url)
        engine = make_engine(url)
        try:
            with writing(engine) as session, progress("Loading the ledger") as show:
                load_sample(session, rows, show)
            yield engine
        finally:
            engine.dispose()


def dataset_of(engine: Engine, period: str) -> Dataset:
    """One report of the sample, read and computed."""
    with reading(engine) as session:
        facts = gather(session, SOURCE, Quarter.parse(period), Scope.everything())
    return compose(facts)
