"""A display of how far a long command is: on a terminal only, and never on standard output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """A function to call with how much is done, and how much there is to do; None: nobody knows yet."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as display:
        task = display.add_task(what, total=None)

        def show(done: int, total: int | None) -> None:
            display.update(task, completed=done, total=total)

        yield show
