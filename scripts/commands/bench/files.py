"""Each file of two quarters, and their pack, against opening and saving empty ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Final

import docx
import openpyxl

from reports.catalogue import DOWNLOADS, OUTPUTS, PACK
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.measures import Measure, ratio, seconds
from scripts.commands.bench.sample import dataset_of, sample_database
from scripts.commands.bench.timing import medians_in_turn

_PERIODS: Final = ("2019-Q4", "2020-Q4")
"""The documented quarter with few rows, and a full one."""
_AT_MOST: Final[Mapping[str, float]] = {"docx": 1.5, "xlsx": 20}
"""What was seen when the builders were new, with room for half as much again.

XML has no empty file worth a comparison: its time is told alone.
"""
_PACK_AT_MOST: Final = 6.0
"""What all files together may cost, of the time of an empty document and an empty workbook."""


def measure(settings: Settings) -> Iterator[Measure]:
    """The files alone: what they print is computed before."""
    with sample_database() as engine:
        datasets = {period: dataset_of(engine, period) for period in _PERIODS}
    empty = {"docx": _empty_document(), "xlsx": _empty_workbook()}
    reports: dict[str, Callable[[], object]] = {
        f"{output.file_name} {period}": partial(output.build, dataset)
        for output in DOWNLOADS
        for period, dataset in datasets.items()
    }
    times = medians_in_turn({**empty, **reports}, settings.runs)
    for output in OUTPUTS:
        if output.extension not in _AT_MOST:
            for period in _PERIODS:
                file = f"{output.file_name} {period}"
                yield seconds(file, times[file])
            continue
        least = times[output.extension]
        yield seconds(f"an empty {output.extension}", least)
        for period in _PERIODS:
            file = f"{output.file_name} {period}"
            yield seconds(file, times[file])
            yield ratio(f"{file} / empty", times[file], least, _AT_MOST[output.extension])
    least = times["docx"] + times["xlsx"]
    for period in _PERIODS:
        file = f"{PACK.file_name} {period}"
        yield seconds(file, times[file])
        yield ratio(f"{file} / empty docx and xlsx", times[file], least, _PACK_AT_MOST)


def _empty_document() -> Callable[[], object]:
    return lambda: docx.Document().save(BytesIO())


def _empty_workbook() -> Callable[[], object]:
    empty = BytesIO()
    openpyxl.Workbook().save(empty)
    return lambda: openpyxl.load_workbook(empty).save(BytesIO())
