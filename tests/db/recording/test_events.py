"""Events and what belongs to them."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from db.engine import Session
from db.models.event_lists import Dimension, EventKind, EventScope, EventStatus
from db.models.events import Event as EventRow
from db.recording.event_parts import COUNTS, RECOMMENDATIONS, CountFact
from db.recording.events import EVENTS, EventFact
from db.recording.facts import FieldChange, State, changes
from db.scope import Scope
from tests.db.recording.conftest import Written

WORKSHOP = EventFact(
    code="EVT-2021-KIV-01",
    title="Workshop on referral",
    kind=EventKind.WORKSHOP,
    scope=EventScope.NATIONAL,
    start_date=date(2020, 12, 1),
    end_date=date(2020, 12, 2),
    city="Chișinău",
    country="MD",
    programme="RCTP",
    status=EventStatus.PLANNED,
    summary="Planned.",
    source_ref="Work plan",
    result="OP2.1",
)
MOLDOVA = Scope(sources=None, countries=frozenset({"MD"}))
GEORGIA = Scope(sources=None, countries=frozenset({"GE"}))


def test_an_event_is_written_and_its_next_edit_counts(session: Session, write: Written) -> None:
    write(EVENTS, WORKSHOP)
    held = replace(WORKSHOP, status=EventStatus.HELD, venue="Hotel by the park")

    (change,) = changes(session, EVENTS, [held])
    states, refused = write(EVENTS, held)

    assert (states, refused) == ([State.CHANGED], [])
    assert change.fields == (
        FieldChange("status", EventStatus.PLANNED, EventStatus.HELD),
        FieldChange("venue", None, "Hotel by the park"),
    )
    row = session.scalars(select(EventRow).where(EventRow.code == WORKSHOP.code)).one()
    assert (row.revision, row.is_sample, row.venue) == (2, True, "Hotel by the park")
    assert "hotel by the park" in row.search_text


def test_an_office_writes_events_of_its_own_country_only(session: Session, write: Written) -> None:
    assert write(EVENTS, WORKSHOP, scope=MOLDOVA)[1] == []
    moved = replace(WORKSHOP, country="GE")

    own, foreign = write(EVENTS, moved, scope=MOLDOVA)[1], write(EVENTS, moved, scope=GEORGIA)[1]

    assert [each.error.field for each in (*own, *foreign)] == ["country", "country"]


def test_an_office_counts_participations_of_its_own_events_only(session: Session, write: Written) -> None:
    write(EVENTS, WORKSHOP)
    total = CountFact(WORKSHOP.code, Dimension.TOTAL, "TOTAL", 12)

    foreign = write(COUNTS, total, scope=GEORGIA)[1]
    own = write(COUNTS, total, scope=MOLDOVA)[1]

    assert [each.error.field for each in foreign] == ["event"]
    assert own == []


def test_an_event_that_ends_before_it_begins_is_refused(write: Written) -> None:
    _states, (refused,) = write(EVENTS, replace(WORKSHOP, end_date=date(2020, 11, 30)))

    assert (refused.error.field, refused.error.reason) == (
        "end_date",
        "it ends before it begins, on 2020-12-01",
    )


def test_a_code_that_nothing_has_is_refused_by_its_name(write: Written) -> None:
    _states, (refused,) = write(EVENTS, replace(WORKSHOP, result="OP9.9"))

    assert refused.error.field == "result"
    assert "there is no result “RCTP OP9.9”" in str(refused.error)


def test_a_refused_row_leaves_the_others_written(session: Session, write: Written) -> None:
    counts = (
        CountFact("EVT-2019-TBS-01", Dimension.SEX, "WOMEN", 1),
        CountFact("EVT-2019-TBS-01", Dimension.SEX, "F", -1),
        CountFact("EVT-2019-TBS-01", Dimension.SEX, "F", None),
    )

    _states, refused = write(COUNTS, *counts)

    assert [each.error.field for each in refused] == ["category", "n"]
    (change,) = changes(session, COUNTS, counts[2:])
    assert change.state is State.UNCHANGED


def test_a_recommendation_of_any_event_is_found_again_as_it_was(session: Session) -> None:
    stored = RECOMMENDATIONS.stored(session, [of("EVT-2019-TBS-01"), of("EVT-2020-ONL-02")])

    assert {key[:2] for key in stored} >= {("EVT-2019-TBS-01", 1), ("EVT-2020-ONL-02", 1)}
    assert all(fact.result == "OP1.2" for fact in stored.values())


def of(code: str) -> CountFact:
    """Any fact of an event: only its key is looked at."""
    return CountFact(code, Dimension.TOTAL, "TOTAL")
