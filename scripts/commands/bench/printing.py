"""Print what the benches find: a table on a terminal, aligned text elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scripts.commands.bench.measures import Measure

_COLOUR: Final = {"within": "green", "over": "bold red", "": ""}


def print_measures(title: str, measures: Iterable[Measure]) -> None:
    """One bench with all that it found."""
    found = list(measures)
    console = Console()
    if console.is_terminal:
        console.print(title, style="bold", highlight=False)
        console.print(_table(found))
        return
    for line in _lines(title, found):
        typer.echo(line)


def _table(measures: Sequence[Measure]) -> Table:
    table = Table(box=SIMPLE)
    table.add_column("")
    table.add_column("measured", justify="right")
    table.add_column("target", justify="right")
    table.add_column("")
    for measure in measures:
        verdict = Text(measure.verdict, _COLOUR[measure.verdict])
        table.add_row(measure.what, measure.printed, measure.target, verdict)
    return table


def _lines(title: str, measures: Sequence[Measure]) -> Iterator[str]:
    yield title
    what, printed, target = (
        max(len(getattr(each, column)) for each in measures) for column in ("what", "printed", "target")
    )
    for each in measures:
        line = f"  {each.what:<{what}}  {each.printed:>{printed}}  {each.target:>{target}}  {each.verdict}"
        yield line.rstrip()
    yield ""
