from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.engine import reading


@pytest.fixture
def session(sample_engine: Engine) -> Iterator[Session]:
    """The sample programme, to be read."""
    with reading(sample_engine) as session:
        yield session
