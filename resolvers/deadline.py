"""A request ends in time, whatever it asks."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

import anyio

from db.errors import ReportingError

Answered = TypeVar("Answered")


class DeadlineExceeded(ReportingError):
    """A request took longer than one may."""

    code = "deadline-exceeded"
    facts = ("seconds",)

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"this took longer than the {seconds:g} seconds that one request may take; "
            "ask for less: smaller pages, a shorter period, fewer figures, or in several requests"
        )
        self.seconds = seconds


async def within(seconds: float, answer: Awaitable[Answered]) -> Answered:
    """What is answered in time. Raises DeadlineExceeded, whatever else failed because of it.

    The statement that is running then ends by itself: `reading` was given the same time.
    """
    with anyio.move_on_after(seconds) as limit:
        try:
            return await answer
        finally:
            if limit.cancel_called:
                raise DeadlineExceeded(seconds)
    raise DeadlineExceeded(seconds)
