"""A scope hides rows wherever they could be reached from; programme 1 is Georgia's, programme 2 Moldova's."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import make_engine, reading, writing
from db.models.event_lists import CountryRole
from db.models.events import EventCountry, EventFunding
from db.queries.budget_lines import budget_lines_by_id
from db.queries.events import events_by_id
from db.queries.funding import event_funding_by_event, sources_by_id, sources_by_programme
from db.queries.ledger import entries_by_id
from db.queries.results import nodes_by_parent
from db.scope import Scope
from tests.databases import Databases
from tests.many import write_many

GEORGIA = Scope(sources=None, countries=frozenset({"GE"}))
MOLDOVA = Scope(sources=None, countries=frozenset({"MD"}))
FIRST_SOURCE = Scope(sources=frozenset({"SRC-001"}), countries=None)


@pytest.fixture(scope="module")
def engine(databases: Databases, migrated_template: str) -> Iterator[Engine]:
    """Event 1 is also paid by the second source, and Ukraine takes part in event 2."""
    url = databases.copy(migrated_template)
    engine = make_engine(url)
    with writing(engine) as session:
        write_many(session, 3)
        session.add(EventFunding(event_id=1, funding_source_id=2))
        session.add(EventCountry(event_id=2, country="UA", role=CountryRole.PARTICIPATING))
    yield engine
    engine.dispose()
    databases.drop(url)


def found(engine: Engine, batch: Any, scope: Scope, keys: list[int]) -> list[int]:
    """The keys that anything is found for."""
    with reading(engine) as session:
        return sorted(batch(session, scope, keys))


@pytest.mark.parametrize("scope", [GEORGIA, FIRST_SOURCE])
@pytest.mark.parametrize(
    ("batch", "of_first", "of_second"),
    [
        (events_by_id, [1], [2]),
        (sources_by_id, [1], [2]),
        (sources_by_programme, [1], [2]),
        (budget_lines_by_id, [1, 2], [3, 4]),
        (entries_by_id, [1, 2, 3], [4, 5, 6]),
        (nodes_by_parent, [1], [3]),
    ],
)
def test_what_a_scope_does_not_reach_is_not_found(
    engine: Engine, batch: Any, of_first: list[int], of_second: list[int], scope: Scope
) -> None:
    assert found(engine, batch, scope, of_first + of_second) == of_first
    assert found(engine, batch, Scope.everything(), of_first + of_second) == of_first + of_second


def test_an_event_does_not_tell_of_a_source_that_its_viewer_may_not_see(engine: Engine) -> None:
    with reading(engine) as session:
        all_sources = event_funding_by_event(session, Scope.everything(), [1])
        first_only = event_funding_by_event(session, FIRST_SOURCE, [1])

    assert [part.funding_source_id for part in all_sources[1]] == [1, 2]
    assert [part.funding_source_id for part in first_only[1]] == [1]


def test_an_event_of_another_countrys_programme_stays_hidden_from_those_who_took_part(engine: Engine) -> None:
    ukraine = Scope(sources=None, countries=frozenset({"UA"}))

    assert found(engine, events_by_id, ukraine, [1, 2, 3]) == [3]
    assert found(engine, events_by_id, MOLDOVA, [1, 2, 3]) == [2]
