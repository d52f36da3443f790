"""Counts of participations, of which unknown is one thing and zero another."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from db.engine import make_engine, reading, writing
from db.models import event_lists, events, programmes
from db.models.event_lists import Dimension
from db.models.events import ParticipantCount
from db.queries.participations import participation_by_event
from db.scope import Scope
from tests.many import write_many


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    """Event 1 with 11 participations; event 2 where nobody came; event 3 of which nothing is recorded."""
    engine = make_engine(migrated_url)
    with writing(engine) as session:
        write_many(session, 1)
        programme = session.get_one(programmes.Programme, 1)
        for code in ("EMPTY", "UNTOLD"):
            session.add(
                events.Event(
                    code=code,
                    title=code,
                    kind=event_lists.EventKind.TRAINING,
                    scope=event_lists.EventScope.NATIONAL,
                    start_date=date(2020, 1, 1),
                    end_date=date(2020, 1, 1),
                    city="Tbilisi",
                    country="GE",
                    programme_id=programme.id,
                    status=event_lists.EventStatus.HELD,
                    summary="",
                    source_ref="",
                )
            )
            session.flush()
        session.add_all(
            [
                events.ParticipantCount(event_id=1, dimension=Dimension.SEX, category="F", n=None),
                events.ParticipantCount(event_id=1, dimension=Dimension.SEX, category="M", n=5),
                events.ParticipantCount(event_id=2, dimension=Dimension.TOTAL, category="TOTAL", n=0),
            ]
        )
    yield engine
    engine.dispose()


def test_a_count_without_a_row_or_a_number_is_unknown_and_zero_is_zero(engine: Engine) -> None:
    with reading(engine) as session:
        found = participation_by_event(session, Scope.everything(), [1, 2, 3])

    assert {event: (each.total, each.women, each.men) for event, each in found.items()} == {
        1: (11, None, 5),
        2: (0, None, None),
        3: (None, None, None),
    }
    assert [len(found[event].counts) for event in (1, 2, 3)] == [3, 1, 0]


def test_counts_by_age_are_shown_by_nothing_but_a_release(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with writing(engine) as session:
        of_age = [
            ParticipantCount(event_id=1, dimension=Dimension.AGE_GROUP, category=group, n=n)
            for group, n in (("CHILD", 3), ("ADULT", 40))
        ]
        session.add_all([*of_age, ParticipantCount(event_id=1, dimension=Dimension.SEX, category="F", n=43)])

    with reading(engine) as session:
        found = participation_by_event(session, Scope.everything(), [1])[1]
    engine.dispose()

    assert [(row.dimension, row.category, row.n) for row in found.counts] == [(Dimension.SEX, "F", 43)]
