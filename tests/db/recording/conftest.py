from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from db.audit import Actor
from db.engine import Session, make_engine, writing
from db.recording.done import By
from db.recording.facts import FactKind, Refusal, State, changes
from db.scope import Scope

Written = Callable[..., tuple[list[State], list[Refusal[Any]]]]

AT = datetime(2021, 1, 11, 9, tzinfo=UTC)


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One write transaction over the sample programme."""
    with writing(engine) as session:
        yield session


@pytest.fixture
def write(session: Session) -> Written:
    """Write facts of a kind; what each is beside what is there, and what was refused."""

    def write(
        kind: FactKind[Any], *facts: Any, scope: Scope | None = None, at: datetime = AT
    ) -> tuple[list[State], list[Refusal[Any]]]:
        found = list(changes(session, kind, facts))
        by = By(Actor("finance-office", "finance", "here"), scope or Scope.everything(), at)
        return [change.state for change in found], kind.write(session, by, found)

    return write
