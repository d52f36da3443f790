"""What is asked row by row is found for all rows at once."""

from collections.abc import Sequence

import anyio
import pytest
from sqlalchemy import Engine

from db.engine import Session
from db.errors import NotFound, ReportingError
from db.scope import Scope
from resolvers.context import Context
from resolvers.viewer import local_viewer

pytestmark = pytest.mark.anyio


class Doubling:
    """A batch that remembers what it was asked. It knows nothing of 13, and refuses 7."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(
        self, _session: Session, _scope: Scope, keys: Sequence[int], times: int = 2
    ) -> dict[int, int | ReportingError]:
        self.asked.append(list(keys))
        return {key: NotFound("number", "7") if key == 7 else key * times for key in keys if key != 13}


async def load(context: Context, batch: Doubling, keys: Sequence[int], *asked: int) -> list[int | None]:
    found: dict[int, int | None] = {}

    async def load_one(place: int, key: int) -> None:
        found[place] = await context.relations.load(batch, key, *asked)

    async with anyio.create_task_group() as tasks:
        for place, key in enumerate(keys):
            tasks.start_soon(load_one, place, key)
    return [found[place] for place in range(len(keys))]


async def test_keys_of_one_moment_go_together_and_each_once(sample_engine: Engine) -> None:
    context, batch = Context.open(sample_engine, local_viewer()), Doubling()

    assert await load(context, batch, [1, 2, 1, 13]) == [2, 4, 2, None]
    assert await load(context, batch, [2, 3]) == [4, 6]
    await context.aclose()

    assert batch.asked == [[1, 2, 13], [3]]


async def test_what_else_is_asked_makes_it_another_question(sample_engine: Engine) -> None:
    context, batch = Context.open(sample_engine, local_viewer()), Doubling()

    assert await load(context, batch, [1], 2) == [2]
    assert await load(context, batch, [1], 3) == [3]
    await context.aclose()

    assert batch.asked == [[1], [1]]


async def test_an_error_in_place_of_one_answer_leaves_the_others_standing(sample_engine: Engine) -> None:
    context, batch = Context.open(sample_engine, local_viewer()), Doubling()

    five, seven = context.relations.load(batch, 5), context.relations.load(batch, 7)

    assert await five == 10
    with pytest.raises(NotFound):
        await seven
    await context.aclose()


async def test_another_request_asks_anew(sample_engine: Engine) -> None:
    batch = Doubling()

    for _ in range(2):
        context = Context.open(sample_engine, local_viewer())
        await load(context, batch, [1])
        await context.aclose()

    assert batch.asked == [[1], [1]]
