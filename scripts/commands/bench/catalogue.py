"""Every bench by its name: what it compares, and the module that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from scripts.commands.bench.measures import Measure


@dataclass(frozen=True, slots=True)
class Settings:
    """How much work a bench takes on."""

    runs: int
    """How often each case is timed; its median counts."""
    rows: int
    """The rows of the large ledger."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One comparison or a few that belong together."""

    about: str
    module: str
    """Its `measure` does the work; imported when it is asked for."""

    @property
    def measure(self) -> Callable[[Settings], Iterable[Measure]]:
        measure: Callable[[Settings], Iterable[Measure]] = import_module(self.module).measure
        return measure


BENCHES: Final[Mapping[str, Bench]] = {
    "files": Bench(
        "each file of a report, against opening and saving an empty one", "scripts.commands.bench.files"
    ),
    "ledger": Bench(
        "a whole report with a large ledger behind it, against the sample's", "scripts.commands.bench.ledger"
    ),
    "table": Bench("a Word table, against one of half its rows", "scripts.commands.bench.table"),
    "statements": Bench(
        "statements for a GraphQL list of up to 50 rows, against one of 2",
        "scripts.commands.bench.statements",
    ),
    "graphql": Bench(
        "the API over a large database, against the stock library with the same schema",
        "scripts.commands.bench.graphql",
    ),
    "refusals": Bench(
        "requests made to cost much, from their text to the refusal, against answering `{ __typename }`",
        "scripts.commands.bench.refusals",
    ),
    "frames": Bench(
        "a GraphQL list at its unlucky depth of calls, against its median depth",
        "scripts.commands.bench.frames",
    ),
    "export": Bench(
        "the ledger as a spreadsheet, against one of a quarter of its rows", "scripts.commands.bench.export"
    ),
    "import": Bench(
        "a ledger brought in from a workbook, against reading the same workbook with openpyxl",
        "scripts.commands.bench.importing",
    ),
    "help": Bench("`rctp --help`, against Python doing nothing", "scripts.commands.bench.help"),
}
