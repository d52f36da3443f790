from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text

from db.engine import make_engine, reading, writing
from db.present import Present
from db.queries.revision import data_revision


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    engine = make_engine(migrated_url)
    yield engine
    engine.dispose()


def revision(engine: Engine) -> int:
    with reading(engine) as session:
        return data_revision(session)


def write(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(text("UPDATE country SET name_en = name_en"))


def test_a_database_that_nobody_has_written_to_is_at_revision_0(engine: Engine) -> None:
    assert revision(engine) == 0


def test_each_write_transaction_counts_the_revision_up_by_one(engine: Engine) -> None:
    write(engine)
    write(engine)

    assert revision(engine) == 2


def test_a_transaction_that_fails_leaves_the_revision_as_it_was(engine: Engine) -> None:
    write(engine)

    with pytest.raises(KeyError), writing(engine):
        raise KeyError

    assert revision(engine) == 1


def test_a_reading_keeps_the_revision_of_its_own_state(engine: Engine) -> None:
    with reading(engine) as session:
        before = data_revision(session)
        write(engine)
        after = data_revision(session)

    assert (before, after, revision(engine)) == (0, 0, 1)


def test_no_revision_is_given_twice_to_writers_of_one_moment(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda _: write(engine), range(40)))

    assert revision(engine) == 40


def test_the_present_revision_is_told_at_once_and_until_the_engine_is_disposed(engine: Engine) -> None:
    present = Present(engine)

    told = [present.revision()]
    write(engine)
    told.append(present.revision())
    with reading(engine):
        write(engine)
        told.append(present.revision())
    engine.dispose()
    told.append(present.revision())

    assert told == [0, 1, 2, 2]
