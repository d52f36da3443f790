"""Time cases in turn, so that what slows the machine for a while slows all of them alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def times_in_turn(cases: Mapping[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    """The seconds of every run of every case, in the order A B A B; a first round is not counted."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for run in range(runs + 1):
        for name, case in cases.items():
            # What one case left behind is not to be cleared up in the time of the next.
            gc.collect()
            began = perf_counter()
            case()
            took = perf_counter() - began
            if run:
                times[name].append(took)
    return times


def medians_in_turn(cases: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median seconds of every case."""
    return {name: median(times) for name, times in times_in_turn(cases, runs).items()}
