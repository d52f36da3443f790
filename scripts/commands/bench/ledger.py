"""The same report over a small and a large ledger: its figures are sums that the database makes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from db.engine import Engine
from reports.catalogue import OUTPUTS
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.measures import Measure, Unit, ratio, seconds
from scripts.commands.bench.memory import peak_bytes
from scripts.commands.bench.sample import dataset_of, sample_database
from scripts.commands.bench.statements_seen import ask_again, statements_seen
from scripts.commands.bench.timing import medians_in_turn

_PERIOD: Final = "2020-Q4"
_OWN_TIME: Final = 1.5
"""What the large case may cost beside its SQL, of the whole small case."""
_PEAK: Final = 1.5
"""A larger ledger has more days and lines with a sum each; memory does not grow with its rows."""


def measure(settings: Settings) -> Iterator[Measure]:
    """Read, compute and build both files, each time anew."""
    with sample_database() as few, sample_database(settings.rows) as many:
        small, large = partial(_report, few), partial(_report, many)
        with statements_seen(many) as asked:
            large()
        sql = partial(ask_again, many, asked)
        times = medians_in_turn({"small": small, "large": large, "sql": sql}, settings.runs)
        peaks = {"small": peak_bytes(small), "large": peak_bytes(large)}

    rows = f"{settings.rows:,} rows"
    yield seconds(f"{_PERIOD}, sample", times["small"])
    yield seconds(f"{_PERIOD}, {rows}", times["large"])
    yield seconds(f"its {len(asked)} statements alone", times["sql"])
    yield ratio(f"{rows} / sample", times["large"], times["small"])
    yield ratio(f"{rows} less its SQL / sample", times["large"] - times["sql"], times["small"], _OWN_TIME)
    yield Measure("peak memory, sample", peaks["small"], Unit.BYTES)
    yield Measure(f"peak memory, {rows}", peaks["large"], Unit.BYTES)
    yield ratio(f"peak memory, {rows} / sample", peaks["large"], peaks["small"], _PEAK)


def _report(engine: Engine) -> None:
    dataset = dataset_of(engine, _PERIOD)
    for output in OUTPUTS:
        output.build(dataset)
