"""How long a person waits for `rctp --help`, from the key press to the prompt."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.measures import Measure, ratio, seconds
from scripts.commands.bench.timing import medians_in_turn

_RCTP: Final = Path(__file__).resolve().parents[2] / "rctp"
_WELL_UNDER_A_SECOND: Final = 0.5


def measure(settings: Settings) -> Iterator[Measure]:
    """Whole processes, with the check that the environment is current."""
    cases: dict[str, Callable[[], object]] = {
        "help": partial(_run, str(_RCTP), "--help"),
        "nothing": partial(_run, sys.executable, "-c", "pass"),
    }
    times = medians_in_turn(cases, settings.runs)
    yield seconds("python -c pass", times["nothing"])
    yield seconds("rctp --help", times["help"], _WELL_UNDER_A_SECOND)
    yield ratio("rctp --help / python -c pass", times["help"], times["nothing"])


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
