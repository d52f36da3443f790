"""Whether anything was invented."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, update

from db.engine import make_engine, reading, writing
from db.models.results import Target
from db.queries.sample import holds_sample
from tests.many import write_many


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    engine = make_engine(migrated_url)
    with writing(engine) as session:
        write_many(session, 2)
    yield engine
    engine.dispose()


def test_one_invented_row_anywhere_is_enough(engine: Engine) -> None:
    with reading(engine) as session:
        assert not holds_sample(session)

    with writing(engine) as session:
        session.execute(update(Target).where(Target.id == 2).values(is_sample=True))

    with reading(engine) as session:
        assert holds_sample(session)
