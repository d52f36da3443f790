"""Room for the frames of a deep call, so that none of its loops maps and unmaps memory at every turn.

CPython keeps the frames of a thread in chunks of 16 KiB. A loop that happens to call across the end of one
takes a new chunk and gives it back with every call, which makes it several times slower; whether it does is
decided by how many calls lie above it. Coroutines have their frames elsewhere: what counts is where the
event loop was entered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_SLOTS: Final = 66_000
"""A little more than half a megabyte, so that a chunk of a whole one is taken, and half of it is left."""


def with_room(call: Callable[Given, Answer], /, *given: Given.args, **named: Given.kwargs) -> Answer:
    """Call with room for a few thousand frames. Takes some 50 microseconds: for what runs long."""
    return call(*given, **named)


# a frame asks for the room that its function says it may need
with_room.__code__ = with_room.__code__.replace(co_stacksize=_SLOTS)
