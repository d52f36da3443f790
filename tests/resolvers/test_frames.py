"""A loop costs the same however many calls lie above it."""

import asyncio
from collections.abc import Callable
from resource import RUSAGE_THREAD, getrusage
from typing import Any

import pytest

from resolvers.frames import with_room

DEPTHS = range(200)
"""Their frames fill a chunk of 16 KiB, so that at some of them a call goes across its end."""

LOOPS = 500


def below(depth: int, call: Callable[[], Any]) -> Any:
    return below(depth - 1, call) if depth else call()


def loop() -> int:
    """The page faults of calling again and again."""
    before = getrusage(RUSAGE_THREAD).ru_minflt
    for _ in range(LOOPS):
        below(5, int)
    return getrusage(RUSAGE_THREAD).ru_minflt - before


async def loop_later() -> int:
    await asyncio.sleep(0)
    return loop()


def in_event_loop() -> int:
    return asyncio.run(loop_later())


@pytest.mark.parametrize("looping", [loop, in_event_loop])
def test_with_room_no_depth_is_unlucky(looping: Callable[[], int]) -> None:
    without = [below(depth, looping) for depth in DEPTHS]
    roomy = [below(depth, lambda: with_room(looping)) for depth in DEPTHS]

    assert max(without) >= LOOPS  # or this test would see nothing
    assert max(roomy) < LOOPS / 10


def test_what_is_called_with_room_gets_its_arguments_and_gives_its_answer() -> None:
    assert with_room(sorted, [2, 3, 1], reverse=True) == [3, 2, 1]
