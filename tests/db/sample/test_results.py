from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.engine import make_engine, reading, writing
from db.models.event_lists import Dimension, EventScope, EventStatus, RecommendationStatus
from db.models.events import Event, ParticipantCount, Recommendation
from db.models.results import Actual, ActualStatus, Indicator, ResultNode, Sensitivity, Target
from db.periods import Quarter


def actuals(session: Session, code: str, dimension: str = "") -> dict[str, dict[str, Decimal | None]]:
    """Values of an indicator by quarter and category; the undisaggregated one has the category ""."""
    found: defaultdict[str, dict[str, Decimal | None]] = defaultdict(dict)
    for quarter, category, value in session.execute(
        select(Actual.quarter, Actual.category, Actual.value)
        .join(Indicator, Indicator.id == Actual.indicator_id)
        .where(Indicator.code == code, Actual.dimension == dimension)
        .order_by(Actual.quarter, Actual.id)
    ):
        found[quarter][category] = value
    return found


def held(session: Session, output: str) -> list[Event]:
    return list(
        session.scalars(
            select(Event)
            .join(ResultNode, ResultNode.id == Event.result_node_id)
            .where(ResultNode.code == output, Event.status == EventStatus.HELD)
        )
    )


def counted(session: Session, output: str, dimension: Dimension) -> dict[str, dict[str, int]]:
    """Participations in held events of an output, by quarter and category."""
    found: defaultdict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for event in held(session, output):
        for category, n in session.execute(
            select(ParticipantCount.category, ParticipantCount.n).where(
                ParticipantCount.event_id == event.id, ParticipantCount.dimension == dimension
            )
        ):
            if n is not None:
                found[str(Quarter.of(event.end_date))][category] += n
    return found


def test_the_framework_is_the_starter_framework(session: Session) -> None:
    codes = session.scalars(
        select(ResultNode.code).where(ResultNode.level != "ACTIVITY").order_by(ResultNode.id)
    ).all()

    assert codes == ["OBJ", "OC1", "OP1.1", "OP1.2", "OC2", "OP2.1", "OP2.2", "OC3", "OP3.1"]


def test_levels_descend_from_parent_to_child(session: Session) -> None:
    order = ["OBJECTIVE", "OUTCOME", "OUTPUT", "ACTIVITY"]
    by_id = {node.id: node for node in session.scalars(select(ResultNode))}

    for node in by_id.values():
        if node.parent_id is None:
            assert node.code == "OBJ"
        else:
            assert order.index(node.level) == order.index(by_id[node.parent_id].level) + 1


def test_indicators_add_up_as_the_framework_says(session: Session) -> None:
    found = session.execute(
        select(Indicator.code, Indicator.aggregation, Indicator.sensitivity).order_by(Indicator.id)
    ).all()

    assert [tuple(row) for row in found] == [
        ("OBJ-1", "SUM", "C"),
        ("OC1-1", "LATEST", "C"),
        ("OP1.1-1", "SUM", "C"),
        ("OP1.1-2", "SUM", "C"),
        ("OP1.2-1", "SUM", "C"),
        ("OP1.2-2", "LATEST", "C"),
        ("OC2-1", "LATEST", "C"),
        ("OP2.1-1", "SUM", "C"),
        ("OP2.2-1", "SUM", "A"),
        ("OC3-1", "SUM", "C"),
        ("OP3.1-1", "SUM", "C"),
    ]


def test_every_indicator_has_a_target_for_the_end_of_the_support(session: Session) -> None:
    at_the_end = session.scalars(
        select(Target.indicator_id).where(Target.period_end == date(2020, 12, 31))
    ).all()

    assert len(at_the_end) == 11


def test_regional_events_are_those_that_were_held(session: Session) -> None:
    ends = session.scalars(
        select(Event.end_date).where(Event.scope == EventScope.REGIONAL, Event.status == EventStatus.HELD)
    ).all()
    by_quarter = [str(Quarter.of(end)) for end in ends]

    values = actuals(session, "OP1.1-1")

    assert {quarter: value[""] for quarter, value in values.items()} == {
        "2019-Q4": 1,
        "2020-Q1": 1,
        "2020-Q2": 1,
        "2020-Q3": 0,
        "2020-Q4": 2,
    }
    assert {quarter: by_quarter.count(quarter) for quarter in values} == {
        quarter: value[""] for quarter, value in values.items()
    }


def test_every_regional_event_belongs_to_the_output_for_them_and_no_other_does(session: Session) -> None:
    regional = set(session.scalars(select(Event.code).where(Event.scope == EventScope.REGIONAL)))
    of_output = set(
        session.scalars(
            select(Event.code)
            .join(ResultNode, ResultNode.id == Event.result_node_id)
            .where(ResultNode.code == "OP1.1")
        )
    )

    assert regional == of_output


def test_participations_are_unknown_in_2019_and_those_counted_in_2020(session: Session) -> None:
    values = actuals(session, "OP1.1-2")

    assert {quarter: value[""] for quarter, value in values.items()} == {
        "2020-Q1": 46,
        "2020-Q2": 58,
        "2020-Q3": 0,
        "2020-Q4": 113,
    }
    assert {
        quarter: total["TOTAL"] for quarter, total in counted(session, "OP1.1", Dimension.TOTAL).items()
    } == {
        "2020-Q1": 46,
        "2020-Q2": 58,
        "2020-Q4": 113,
    }


@pytest.mark.parametrize("dimension", [Dimension.SEX, Dimension.COUNTRY])
def test_participations_break_down_as_the_events_do(session: Session, dimension: Dimension) -> None:
    assert actuals(session, "OP1.1-2", dimension.value) == counted(session, "OP1.1", dimension)


def test_ngo_participations_are_those_from_civil_society(session: Session) -> None:
    from_civil_society = {
        quarter: by_category["CIVIL_SOCIETY"]
        for quarter, by_category in counted(session, "OP2.1", Dimension.AFFILIATION).items()
    }

    assert from_civil_society == {"2020-Q1": 20, "2020-Q3": 22, "2020-Q4": 36}
    assert {quarter: value[""] for quarter, value in actuals(session, "OP2.1-1").items()} == {
        "2019-Q4": 0,
        "2020-Q1": 20,
        "2020-Q2": 0,
        "2020-Q3": 22,
        "2020-Q4": 36,
    }


def test_recommendations_are_counted_where_they_were_made(session: Session) -> None:
    ends = session.scalars(
        select(Event.end_date).join(Recommendation, Recommendation.event_id == Event.id)
    ).all()
    made = [str(Quarter.of(end)) for end in ends]

    values = {quarter: value[""] for quarter, value in actuals(session, "OP1.2-1").items()}

    assert values == {"2019-Q4": 3, "2020-Q1": 2, "2020-Q2": 2, "2020-Q3": 0, "2020-Q4": 5}
    assert {quarter: made.count(quarter) for quarter in values} == values


def test_the_last_share_of_recommendations_is_that_of_their_status(session: Session) -> None:
    followed = session.scalar(
        select(func.count())
        .select_from(Recommendation)
        .where(
            Recommendation.status.in_((RecommendationStatus.IN_PROGRESS, RecommendationStatus.IMPLEMENTED))
        )
    )
    last = session.scalars(
        select(Actual)
        .join(Indicator, Indicator.id == Actual.indicator_id)
        .where(Indicator.code == "OP1.2-2", Actual.quarter == "2020-Q4")
    ).one()

    assert (last.numerator, last.denominator) == (Decimal(5), Decimal(12))
    assert last.value == Decimal("41.6667")
    assert followed == 5


def test_one_value_is_a_draft(session: Session) -> None:
    drafts = session.execute(
        select(Indicator.code, Actual.quarter)
        .join(Indicator, Indicator.id == Actual.indicator_id)
        .where(Actual.status == ActualStatus.DRAFT)
    ).all()

    assert [tuple(draft) for draft in drafts] == [("OC3-1", "2020-Q4")]


def test_the_indicator_about_assisted_people_has_no_value(session: Session) -> None:
    assert actuals(session, "OP2.2-1") == {}


@pytest.mark.parametrize("claimed", [Sensitivity.A, Sensitivity.B, Sensitivity.C])
def test_the_database_refuses_a_value_about_assisted_people(sample_url: str, claimed: Sensitivity) -> None:
    engine = make_engine(sample_url)
    with reading(engine) as session:
        indicator = session.scalars(select(Indicator.id).where(Indicator.code == "OP2.2-1")).one()
    value = Actual(
        indicator_id=indicator,
        sensitivity=claimed,
        quarter="2019-Q4",
        value=Decimal(12),
        evidence_ref="none",
        status=ActualStatus.VERIFIED,
    )

    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(value)

    engine.dispose()
