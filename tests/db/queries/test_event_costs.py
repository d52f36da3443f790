"""What events cost by the rows that name them: by when, and never what was paid for people assisted."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import make_engine, reading
from db.models.events import Event
from db.models.funding import FundingSource
from db.periods import Quarter
from db.queries.event_costs import EventCost, event_costs, posted_by_event
from tests.tampering import tamper


@pytest.fixture
def session(sample_engine: Engine) -> Iterator[Session]:
    """The sample, read only."""
    with reading(sample_engine) as session:
        yield session


def source_of(session: Session) -> int:
    return session.scalars(select(FundingSource.id)).one()


def codes_of(session: Session) -> dict[int, str]:
    return {event.id: event.code for event in session.execute(select(Event.id, Event.code))}


def costs(session: Session, period: str) -> dict[str, EventCost]:
    codes = codes_of(session)
    found = event_costs(session, source_of(session), Quarter.parse(period))
    return {codes[event_id]: cost for event_id, cost in found.items()}


def test_a_cost_is_of_the_rows_posted_up_to_the_periods_end(session: Session) -> None:
    """62,400.00 UAH, 1,450.00 EUR and 2,618.40 EUR in February 2020: 23,071.32 + 14,728.61 + 26,596.82."""
    found = costs(session, "2020-Q1")

    assert found["EVT-2020-KBP-01"] == EventCost(64_396_75, 64_396_75, is_earlier=False)
    assert not found["EVT-2020-KBP-01"].is_later_cost


def test_a_row_of_the_next_quarter_is_a_later_cost(session: Session) -> None:
    """41,000.00 UAH on 6 April 2020, at 28.061 UAH and 10.487 NOK per USD."""
    found = costs(session, "2020-Q2")

    assert found["EVT-2020-KBP-01"] == EventCost(15_322_58, 15_322_58, is_earlier=True)
    assert found["EVT-2020-KBP-01"].is_later_cost


def test_an_event_that_no_row_names_has_no_cost(session: Session) -> None:
    assert "EVT-2019-TBS-01" not in costs(session, "2019-Q4")
    assert costs(session, "2019-Q4") == {}


def test_what_was_paid_before_the_event_counts_in_its_own_period(session: Session) -> None:
    """A deposit of 8,000.00 GEL and tickets of 1,180.00 EUR in September: 22,695.26 + 12,295.66."""
    before, own = costs(session, "2020-Q3")["EVT-2020-TBS-02"], costs(session, "2020-Q4")["EVT-2020-TBS-02"]

    assert before == EventCost(34_990_92, 34_990_92, is_earlier=False)
    assert own.to_date_minor - (own.in_period_minor or 0) == 34_990_92


def test_the_control_finds_the_same_sums_on_its_own_path(session: Session) -> None:
    codes = codes_of(session)
    found = {
        codes[event_id]: of
        for event_id, of in posted_by_event(session, source_of(session), Quarter(2020, 2)).items()
    }

    assert found["EVT-2020-KBP-01"] == (79_719_33, 15_322_58)
    assert found["EVT-2020-MSQ-01"][1] is None
    assert posted_by_event(session, source_of(session), Quarter(2019, 4)) == {}


def test_cost_of_direct_assistance_belongs_to_no_event(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with Session(engine) as session:
        before = costs(session, "2020-Q1")
        control = posted_by_event(session, source_of(session), Quarter(2020, 1))
        named = tamper(
            session,
            "UPDATE ledger_entry SET event_id = (SELECT id FROM event WHERE code = 'EVT-2020-KBP-01') "
            "WHERE budget_line_id IN (SELECT id FROM budget_line WHERE is_direct_assistance)",
        )

        assert named > 0
        assert costs(session, "2020-Q1") == before
        assert posted_by_event(session, source_of(session), Quarter(2020, 1)) == control
        session.rollback()
    engine.dispose()
