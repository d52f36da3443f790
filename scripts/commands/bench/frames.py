"""Whether the depth at which the event loop is entered decides what a list costs."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import Any, Final, NamedTuple

from db.engine import Engine
from resolvers.context import Context
from resolvers.frames import with_room
from resolvers.viewer import local_viewer
from schema.answering import Question
from schema.documents import Documents
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.measures import Measure, Unit, ratio, seconds
from scripts.commands.bench.sample import sample_database

_DEPTHS: Final = range(0, 180, 3)
"""Their frames fill the 16 KiB that CPython takes at once."""
_LIST: Final = """{ ledgerEntries(first: 50) {
    nodes { documentNo wbs postingDate office { iso2 } fundingSource { code } budgetLine { code } } } }"""
_AT_MOST: Final = 1.5
_FAULTS_AT_MOST: Final = 50


class _Seen(NamedTuple):
    took: float
    faults: int


def measure(settings: Settings) -> Iterator[Measure]:
    """One list over the sample below so many calls; of each depth the shortest time and the fewest faults."""
    with sample_database() as engine:
        gc.collect()
        gc.freeze()
        entries: dict[str, Callable[..., Any]] = {"as it comes": lambda call: call(), "with room": with_room}
        for way, enter in entries.items():
            seen = [_at(depth, enter, engine, settings.runs) for depth in _DEPTHS]
            typical, worst = median(each.took for each in seen), max(each.took for each in seen)
            faults = max(each.faults for each in seen)
            is_ours = enter is with_room
            yield seconds(f"{way}, median over depths", typical)
            yield ratio(f"{way}, worst depth / median", worst, typical, _AT_MOST if is_ours else None)
            yield Measure(
                f"{way}, page faults at the worst depth",
                faults,
                Unit.FAULTS,
                _FAULTS_AT_MOST if is_ours else None,
            )
        gc.unfreeze()


def _at(depth: int, enter: Callable[..., Any], engine: Engine, runs: int) -> _Seen:
    def enter_loop() -> list[_Seen]:
        return asyncio.run(_ask(engine, runs))

    seen = _below(depth, lambda: enter(enter_loop))
    return _Seen(min(each.took for each in seen), min(each.faults for each in seen))


def _below(depth: int, call: Callable[[], Any]) -> Any:
    return _below(depth - 1, call) if depth else call()


async def _ask(engine: Engine, runs: int) -> list[_Seen]:
    documents = Documents()
    seen = []
    for _ in range(runs + 1):
        context = Context.open(engine, local_viewer())
        faults, began = getrusage(RUSAGE_SELF).ru_minflt, perf_counter()
        try:
            await Question(documents, _LIST, None).answer({}, context)
        finally:
            await context.aclose()
        seen.append(_Seen(perf_counter() - began, getrusage(RUSAGE_SELF).ru_minflt - faults))
    return seen[1:]
