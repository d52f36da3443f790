"""Databases: one of the test's own, and one with more rows than the sample has, which no test writes to."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
from tests.databases import Databases
from tests.many import many


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    """The sample programme, to be written to."""
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def many_engine(databases: Databases, migrated_template: str) -> Iterator[Engine]:
    """Sixty programmes, each with all that belongs to one."""
    with many(databases, migrated_template, programmes=60) as engine:
        yield engine
