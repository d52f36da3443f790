"""What takes too long ends, on both databases, and leaves nothing behind."""

import asyncio
from collections.abc import Iterator
from time import monotonic

import anyio
import pytest
from sqlalchemy import Engine, text

from db.engine import Session, make_engine, reading
from db.errors import DeadlineExceeded
from resolvers.deadline import within
from resolvers.reads import Reads

pytestmark = pytest.mark.anyio

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x % 1000 + 1 FROM n) SELECT count(*) FROM n"
LONG_ENOUGH = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 200000) SELECT count(*) FROM n"
)


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    engine = make_engine(migrated_url)
    yield engine
    engine.dispose()


def count_for_ever(session: Session) -> object:
    return session.execute(text(ENDLESS)).scalar_one()


async def test_a_statement_without_end_ends_when_its_time_is_over(engine: Engine) -> None:
    with pytest.raises(DeadlineExceeded), reading(engine, seconds=0.2) as session:
        session.execute(text(ENDLESS))


def count_again_and_again(session: Session) -> None:
    while True:
        session.execute(text("SELECT 1"))


def count_shortly_and_then_for_ever(session: Session) -> None:
    began = monotonic()
    while monotonic() - began < 1.5:
        session.execute(text("SELECT 1"))
    count_for_ever(session)


async def test_many_short_statements_have_no_more_time_than_one(engine: Engine) -> None:
    with reading(engine, seconds=0.2) as session, pytest.raises(DeadlineExceeded):
        count_again_and_again(session)


async def test_a_statement_has_only_the_time_that_those_before_it_left(engine: Engine) -> None:
    began = monotonic()

    with reading(engine, seconds=2) as session, pytest.raises(DeadlineExceeded):
        count_shortly_and_then_for_ever(session)

    assert monotonic() - began < 3.4  # with two seconds of its own, 3.5


async def test_whoever_reads_next_has_all_the_time(engine: Engine) -> None:
    with pytest.raises(DeadlineExceeded), reading(engine, seconds=0.001) as session:
        session.execute(text(ENDLESS))

    with reading(engine) as session:
        assert session.execute(text(LONG_ENOUGH)).scalar_one() == 200_000


async def test_a_request_that_takes_too_long_is_told_so_while_others_are_served(engine: Engine) -> None:
    served: list[object] = []

    def seven(session: Session) -> object:
        return session.execute(text("SELECT 7")).scalar_one()

    async def ask(neighbour: Reads) -> None:
        served.append(await neighbour.run(seven))

    async with Reads(engine, 1) as reads, Reads(engine) as neighbour, anyio.create_task_group() as tasks:
        await neighbour.run(seven)  # it is connected
        tasks.start_soon(ask, neighbour)
        with pytest.raises(DeadlineExceeded, match=r"longer than the 1 seconds .* ask for less"):
            await within(1, reads.run(count_for_ever))
        assert served == [7]


async def test_what_a_request_leaves_behind_reads_no_more(engine: Engine) -> None:
    async with Reads(engine) as reads:
        await reads.run(lambda session: session.execute(text("SELECT 1")).scalar_one())

    with pytest.raises(asyncio.CancelledError):
        await reads.run(lambda session: session.execute(text("SELECT 1")).scalar_one())


async def test_what_is_answered_in_time_is_the_answer() -> None:
    async def answer() -> int:
        return 7

    began = monotonic()

    assert await within(60, answer()) == 7
    assert monotonic() - began < 60
