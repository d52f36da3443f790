"""A request ends in time, whatever it asks."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

import anyio

from db.errors import DeadlineExceeded

Answered = TypeVar("Answered")


async def within(seconds: float, answer: Awaitable[Answered]) -> Answered:
    """What is answered in time. Raises DeadlineExceeded, whatever else failed because of it.

    The statement that is running then ends by itself: `reading` was given the same seconds.
    """
    with anyio.move_on_after(seconds) as limit:
        try:
            return await answer
        finally:
            if limit.cancel_called:
                raise DeadlineExceeded(seconds)
    raise DeadlineExceeded(seconds)
