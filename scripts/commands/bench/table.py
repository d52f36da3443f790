"""How the time for a Word table grows with its rows; it must not be worse than in proportion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import Final

import docx

from db.money import Money
from reports.dataset import Dataset, Section, TableHere
from reports.table import Column, Kind, Row, Table
from reports.word.narrative import build
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.measures import Measure, ratio, seconds
from scripts.commands.bench.sample import dataset_of, sample_database
from scripts.commands.bench.timing import medians_in_turn

_ROWS: Final = (500, 1000, 2000)
_DOUBLING: Final = 2.3
_CELL_BY_CELL: Final = 0.25
"""What copying a formatted row costs, of what addressing every cell does."""
_TEXTS: Final = ("line", "description", "office")
_SUMS: Final = ("budget", "quarter", "to_date", "committed", "balance")


def measure(settings: Settings) -> Iterator[Measure]:
    """A document with the table, less the same document without it."""
    with sample_database() as engine:
        report = dataset_of(engine, "2019-Q4")
    cases: dict[str, Callable[[], object]] = {
        str(rows): partial(build, _with_table(report, rows)) for rows in (0, *_ROWS)
    }
    by_library = f"{_ROWS[0]} rows, cell by cell with python-docx"
    times = medians_in_turn({**cases, by_library: _cell_by_cell}, settings.runs)
    table = {rows: times[str(rows)] - times["0"] for rows in _ROWS}
    for rows in _ROWS:
        yield seconds(f"{rows} rows", table[rows])
    for half, whole in pairwise(_ROWS):
        yield ratio(f"{whole} rows / {half} rows", table[whole], table[half], _DOUBLING)
    yield seconds(by_library, times[by_library])
    yield ratio(f"{_ROWS[0]} rows / cell by cell", table[_ROWS[0]], times[by_library], _CELL_BY_CELL)


def _with_table(report: Dataset, rows: int) -> Dataset:
    """The report with nothing in it but one table."""
    columns = (
        *(Column(key, key.title()) for key in _TEXTS),
        *(Column(key, key.title(), Kind.MONEY) for key in _SUMS),
    )
    table = Table("long", "A long table", columns, tuple(map(_row, range(rows))), unit="NOK")
    section = Section("long", 1, "A long table", (TableHere("long", wide=True),))
    return replace(report, tables={"long": table}, outline=(section,))


def _row(number: int) -> Row:
    texts = (f"3.{number}", f"Regional event with travel, number {number}", "Georgia")
    sums = (Money(number * factor * 1234, "NOK") for factor in range(len(_SUMS)))
    return Row(str(number), (*texts, *sums))


def _cell_by_cell() -> None:
    document = docx.Document()
    table = document.add_table(_ROWS[0], len(_TEXTS) + len(_SUMS))
    for index in range(_ROWS[0]):
        for cell in table.rows[index].cells:
            cell.text = "1,234.50"
    document.save(BytesIO())
