"""Time cases in turn, so that what slows the machine for a while slows all of them alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def medians_in_turn(cases: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median seconds of every case, run in the order A B A B; a first round is not counted."""
    return {name: median(each) for name, each in _times_in_turn(cases, runs).items()}


def least_in_turn(cases: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The same with the shortest time of every case: what it costs on a machine that does nothing else."""
    return {name: min(each) for name, each in _times_in_turn(cases, runs).items()}


def _times_in_turn(cases: Mapping[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in cases}
    # What was there before stays; to look through it again and again would only be noise.
    gc.collect()
    gc.freeze()
    for run in range(runs + 1):
        for name, case in cases.items():
            # What one case left behind is not to be cleared up in the time of the next.
            gc.collect()
            began = perf_counter()
            case()
            took = perf_counter() - began
            if run:
                times[name].append(took)
    gc.unfreeze()
    return times
