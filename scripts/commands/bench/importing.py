"""Bringing a large ledger in, against reading the same workbook with openpyxl alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import openpyxl

from db.engine import Engine, make_engine, reading, writing
from db.imports.columns import FIRST_COLUMN, HEAD_ROW
from db.imports.kinds.ledger import KIND
from db.imports.template import template
from db.migrate import upgrade
from db.sample.load import load_sample
from db.scope import Scope
from resolvers.imports import Workbook, preview_import
from resolvers.viewer import local_viewer
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.meanwhile import measure_meanwhile
from scripts.commands.bench.measures import Measure, Unit, ratio, seconds
from scripts.commands.bench.memory import peak_bytes
from scripts.commands.bench.peak import process_peak_bytes

_TIME: Final = 2.5
_PEAK: Final = 1.2
_TRACED: Final = 8_000
"""Rows of which every object is followed."""
_SENT: Final = 10_000
"""Rows that are on their way in while others ask."""
_AT: Final = datetime(2021, 1, 4, 9, tzinfo=UTC)


def measure(settings: Settings) -> Iterator[Measure]:
    """The whole import but its last word: everything is written, and taken back."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/import.db"
        upgrade(url)
        engine = make_engine(url)
        with writing(engine) as session:
            load_sample(session)
        large = _workbook(engine, settings.rows)
        alone, whole = _timed(partial(_read, large)), _timed(partial(_bring_in, engine, large))
        yield seconds(f"openpyxl reads {settings.rows:,} rows", alone)
        yield seconds(f"they are brought in, {settings.rows:,} rows", whole)
        yield ratio("bringing in / reading", whole, alone, _TIME)
        yield from _objects(engine, min(settings.rows, _TRACED))
        yield from _processes(engine, Path(folder), settings.rows)
        yield from measure_meanwhile(engine, _workbook(engine, min(settings.rows, _SENT)))
        engine.dispose()


def _objects(engine: Engine, rows: int) -> Iterator[Measure]:
    """Python's own objects, which a process would hide behind its libraries."""
    few = peak_bytes(partial(_bring_in, engine, _workbook(engine, rows // 4)))
    many = peak_bytes(partial(_bring_in, engine, _workbook(engine, rows)))
    yield Measure(f"peak memory, {rows:,} rows", many, Unit.BYTES)
    yield ratio(f"peak memory, {rows:,} / {rows // 4:,} rows", many, few, _PEAK)


def _processes(engine: Engine, folder: Path, rows: int) -> Iterator[Measure]:
    """`rctp import` with the whole of its memory."""
    peaks = []
    for count in (rows // 4, rows):
        file = folder / f"{count}.xlsx"
        file.write_bytes(_workbook(engine, count).content)
        peaks.append(process_peak_bytes("import", str(file), "--database", str(engine.url)))
    yield Measure(f"peak memory of the process, {rows:,} rows", peaks[1], Unit.BYTES)
    yield ratio(f"peak memory of the process, {rows:,} / {rows // 4:,} rows", peaks[1], peaks[0], _PEAK)


def _timed(case: partial[None]) -> float:
    begun = perf_counter()
    case()
    return perf_counter() - begun


def _read(workbook: Workbook) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.content), read_only=True)
    for _row in book["Ledger"].iter_rows(values_only=True):
        pass
    book.close()


def _bring_in(engine: Engine, workbook: Workbook) -> None:
    outcome = preview_import(engine, local_viewer(), workbook, _AT).outcome
    assert outcome is not None
    assert outcome.is_clean, outcome.problems[:3]


def _workbook(engine: Engine, rows: int) -> Workbook:
    """A template whose ledger was filled in by a program, row by row."""
    with reading(engine) as session:
        made = openpyxl.load_workbook(io.BytesIO(template(session, KIND, Scope.everything())))
    book = openpyxl.Workbook(write_only=True)
    instructions = book.create_sheet("Instructions")
    for row in made["Instructions"].iter_rows(values_only=True, max_row=3):
        instructions.append(list(row))
    sheet = book.create_sheet("Ledger")
    for row in made["Ledger"].iter_rows(values_only=True, max_row=HEAD_ROW):
        sheet.append(list(row))
    before = [None] * (FIRST_COLUMN - 1)
    for number in range(rows):
        on = date(2020, number % 12 + 1, number % 28 + 1)
        values = (
            "NMFA-RCTP", f"BENCH-{number // 4:07}", number % 4 + 1, "INVOICE", on, on, "GE", "2.1", "GEL",
            (100 + number % 900) / 4, "307410", "Office supplies", "V-0017", "Supplier", "no",
            "Supplies for the office", f"ARCHIVE/2020/{number}",
        )  # fmt: skip
        sheet.append([*before, *values])
    out = io.BytesIO()
    book.save(out)
    return Workbook("ledger.xlsx", out.getvalue())
