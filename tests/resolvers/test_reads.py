"""One request reads one state of the data, one query at a time, and leaves nothing open."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack

import anyio
import pytest
from sqlalchemy import Engine, delete, event, func, select
from sqlalchemy.exc import DBAPIError

from db.engine import Session, make_engine, reading, writing
from db.models.programmes import Country
from resolvers.reads import AT_ONCE, Reads

pytestmark = pytest.mark.anyio


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    engine = make_engine(migrated_url)
    yield engine
    engine.dispose()


def georgia() -> Country:
    return Country(
        iso2="GE", iso3="GEO", iso_numeric=268, name_en="Georgia", currency="GEL", in_programme=True
    )


def countries(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Country)) or 0


async def test_a_request_does_not_see_what_is_written_while_it_lasts(engine: Engine) -> None:
    async with Reads(engine) as reads, Reads(engine) as later:
        assert await reads.run(countries) == 0

        with writing(engine) as session:
            session.add(georgia())

        assert await reads.run(countries) == 0
        assert await later.run(countries) == 1


async def test_a_request_cannot_write(engine: Engine) -> None:
    def write(session: Session) -> None:
        session.execute(delete(Country))

    async with Reads(engine) as reads:
        with pytest.raises(DBAPIError):
            await reads.run(write)


async def test_queries_of_one_request_run_one_at_a_time_and_not_in_the_event_loop(engine: Engine) -> None:
    running: list[int] = []
    most: list[int] = []
    threads: set[int] = set()

    def count(session: Session) -> int:
        running.append(1)
        most.append(len(running))
        threads.add(threading.get_ident())
        found = countries(session)
        running.pop()
        return found

    async with Reads(engine) as reads, anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(reads.run, count)

    assert max(most) == 1
    assert threading.get_ident() not in threads


async def test_a_request_that_asks_nothing_opens_nothing(engine: Engine) -> None:
    async with Reads(engine):
        pass

    assert engine.pool.status().count("Connections in pool: 0") == 1


async def test_the_connection_goes_back_when_the_request_is_over_or_given_up(engine: Engine) -> None:
    started = threading.Event()

    def note(session: Session) -> int:
        started.set()
        return countries(session)

    async def request() -> None:
        async with Reads(engine) as reads:
            while True:
                await reads.run(note)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(request)
        await anyio.to_thread.run_sync(started.wait)
        tasks.cancel_scope.cancel()

    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]


async def test_a_query_that_fails_leaves_the_next_request_untouched(engine: Engine) -> None:
    def fail(session: Session) -> None:
        countries(session)
        raise LookupError("nothing there")

    async with Reads(engine) as reads:
        with pytest.raises(LookupError):
            await reads.run(fail)
        assert await reads.run(countries) == 0
    async with Reads(engine) as reads:
        assert await reads.run(countries) == 0


async def test_more_requests_than_threads_and_connections_are_all_answered(engine: Engine) -> None:
    """Each asks twice, and so holds its connection while it waits for a thread."""
    found: list[int] = []

    async def request() -> None:
        async with Reads(engine) as reads:
            found.append(await reads.run(countries) + await reads.run(countries))

    async with anyio.create_task_group() as tasks:
        for _ in range(120):
            tasks.start_soon(request)

    assert found == [0] * 120


async def test_a_request_given_up_while_it_waits_for_its_turn_leaves_the_turn_to_others(
    engine: Engine,
) -> None:
    begun = threading.Event()
    finish = threading.Event()

    def hold(_session: Session) -> None:
        begun.set()
        finish.wait()

    async def request() -> None:
        async with Reads(engine) as reads:
            await reads.run(hold)

    async with anyio.create_task_group() as holding:
        for _ in range(AT_ONCE):
            holding.start_soon(request)
        await anyio.to_thread.run_sync(begun.wait)
        async with anyio.create_task_group() as waiting:
            for _ in range(AT_ONCE):
                waiting.start_soon(request)
            await anyio.wait_all_tasks_blocked()
            waiting.cancel_scope.cancel()
        finish.set()

    for _ in range(AT_ONCE + 1):
        async with Reads(engine) as reads:
            assert await reads.run(countries) == 0


async def test_a_request_ends_without_a_thread_where_that_asks_no_other_machine(engine: Engine) -> None:
    ended_in: list[int] = []
    event.listen(engine, "checkin", lambda *_: ended_in.append(threading.get_ident()))

    async with Reads(engine) as reads:
        await reads.run(countries)

    (ended,) = ended_in
    assert (ended == threading.get_ident()) == (engine.dialect.name == "sqlite")


async def test_a_small_question_takes_a_thread_only_where_it_has_to_travel(engine: Engine) -> None:
    def thread(session: Session) -> int:
        countries(session)
        return threading.get_ident()

    async with Reads(engine) as reads:
        small, usual = await reads.run_small(thread), await reads.run(thread)

    here = threading.get_ident()
    assert (small == here) is (engine.dialect.name == "sqlite")
    assert usual != here


async def test_a_small_question_waits_for_no_connection_in_the_event_loop(engine: Engine) -> None:
    """Eleven of the fifteen are out, so that others may be about to take the rest."""
    with ExitStack() as held:
        for _ in range(11):
            held.enter_context(reading(engine)).execute(select(1))

        async with Reads(engine) as reads:
            asked_in = await reads.run_small(lambda _session: threading.get_ident())

    assert asked_in != threading.get_ident()
