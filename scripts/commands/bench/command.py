"""Run benches and print what they find."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from db.errors import Malformed
from scripts.commands.bench.catalogue import BENCHES, Settings
from scripts.commands.bench.printing import print_measures


def list_benches() -> None:
    """One line a bench."""
    width = max(map(len, BENCHES))
    for name, bench in BENCHES.items():
        typer.echo(f"{name:<{width}}  {bench.about}")


def run_benches(names: Sequence[str], settings: Settings) -> None:
    """The benches asked for in their order, each once, or all. Raises Malformed for a name that is none."""
    for name in names:
        if name not in BENCHES:
            raise Malformed("a bench", name, f"one of {', '.join(BENCHES)}")
    for name in dict.fromkeys(names or BENCHES):
        bench = BENCHES[name]
        print_measures(f"{name}: {bench.about}", bench.measure(settings))
        sys.stdout.flush()
