"""The same report over a small and a large ledger: its figures are sums that the database makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from typing import Final

from db.engine import Engine
from reports.catalogue import OUTPUTS
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.measures import Measure, Unit, ratio, seconds
from scripts.commands.bench.memory import peak_bytes
from scripts.commands.bench.sample import dataset_of, sample_database
from scripts.commands.bench.statements_seen import statements_seen
from scripts.commands.bench.timing import times_in_turn

_PERIOD: Final = "2020-Q4"
_OWN_TIME: Final = 1.5
"""What a large ledger may cost beside its SQL, of the whole small case."""
_PEAK: Final = 1.1
"""Memory does not grow with the ledger."""


def measure(settings: Settings) -> Iterator[Measure]:
    """Read, compute and build both files, each time anew."""
    sql: list[float] = []
    with sample_database() as few, sample_database(settings.rows) as many, statements_seen(many) as seen:
        small = _report(few)
        report_of_many = _report(many)

        def large() -> None:
            before = seen.seconds
            report_of_many()
            sql.append(seen.seconds - before)

        times = times_in_turn({"small": small, "large": large}, settings.runs)
        peaks = {"small": peak_bytes(small), "large": peak_bytes(report_of_many)}

    sql = sql[-settings.runs :]
    own = median(whole - asked for whole, asked in zip(times["large"], sql, strict=True))
    whole = {name: median(of_runs) for name, of_runs in times.items()}
    rows = f"{settings.rows:,} rows"
    yield seconds(f"{_PERIOD}, the sample's ledger", whole["small"])
    yield seconds(f"{_PERIOD}, {rows}", whole["large"])
    yield seconds("of which SQL", median(sql))
    yield ratio(f"{rows} / sample", whole["large"], whole["small"])
    yield ratio(f"{rows} less its SQL / sample", own, whole["small"], _OWN_TIME)
    yield Measure("peak memory, the sample's ledger", peaks["small"], Unit.BYTES)
    yield Measure(f"peak memory, {rows}", peaks["large"], Unit.BYTES)
    yield ratio(f"peak memory, {rows} / sample", peaks["large"], peaks["small"], _PEAK)


def _report(engine: Engine) -> Callable[[], None]:
    def build_all() -> None:
        dataset = dataset_of(engine, _PERIOD)
        for output in OUTPUTS:
            output.build(dataset)

    return build_all
