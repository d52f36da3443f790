from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.event_lists import Dimension, EventStatus
from db.models.events import Event, EventCountry, ParticipantCount
from db.models.programmes import Country
from db.periods import Quarter


def breakdowns(session: Session) -> dict[str, dict[Dimension, list[int | None]]]:
    """The parts of every breakdown, by event."""
    found: defaultdict[str, dict[Dimension, list[int | None]]] = defaultdict(dict)
    for code, dimension, n in session.execute(
        select(Event.code, ParticipantCount.dimension, ParticipantCount.n)
        .join(ParticipantCount, ParticipantCount.event_id == Event.id)
        .order_by(ParticipantCount.id)
    ):
        found[code].setdefault(dimension, []).append(n)
    return found


def test_2020_has_a_dozen_events_and_spring_stops_two_of_them(session: Session) -> None:
    invented = session.scalars(select(Event).where(Event.is_sample).order_by(Event.start_date)).all()

    assert len(invented) == 12
    assert [(event.code, event.status) for event in invented if event.status is not EventStatus.HELD] == [
        ("EVT-2020-TBS-01", "POSTPONED"),
        ("EVT-2020-BUS-01", "CANCELLED"),
    ]


def test_parts_that_are_all_known_add_up_to_the_total(session: Session) -> None:
    for code, by_dimension in breakdowns(session).items():
        (total,) = by_dimension[Dimension.TOTAL]
        assert total is not None
        for dimension, parts in by_dimension.items():
            known = [n for n in parts if n is not None]
            if len(known) == len(parts):
                assert sum(known) == total, (code, dimension)
            else:
                assert sum(known) <= total, (code, dimension)


def test_one_event_knows_only_its_total_and_one_not_a_part(session: Session) -> None:
    found = breakdowns(session)

    assert [code for code, parts in found.items() if set(parts) == {Dimension.TOTAL}] == ["EVT-2020-MSQ-01"]
    assert [code for code, parts in found.items() if None in parts.get(Dimension.AFFILIATION, ())] == [
        "EVT-2020-GNA-01"
    ]


def test_two_events_were_held_and_counted_nobody(session: Session) -> None:
    held = session.scalars(select(Event.code).where(Event.status == EventStatus.HELD).order_by(Event.code))

    assert [code for code in held if code not in breakdowns(session)] == [
        "EVT-2019-TBS-01",
        "EVT-2020-KIV-02",
    ]


def test_what_was_not_held_counted_nobody(session: Session) -> None:
    stopped = session.scalars(select(Event.code).where(Event.status != EventStatus.HELD))

    assert not set(stopped) & set(breakdowns(session))


def test_an_event_across_two_quarters_belongs_to_the_later(session: Session) -> None:
    event = session.scalars(select(Event).where(Event.code == "EVT-2020-TBS-02")).one()

    assert str(Quarter.of(event.start_date)) == "2020-Q3"
    assert str(Quarter.of(event.end_date)) == "2020-Q4"


def test_participants_come_from_countries_that_are_known(session: Session) -> None:
    countries = set(session.scalars(select(Country.iso2)))
    from_where = session.scalars(
        select(ParticipantCount.category).where(ParticipantCount.dimension == Dimension.COUNTRY).distinct()
    )

    assert set(from_where) <= countries


def test_every_event_is_hosted_where_it_takes_place(session: Session) -> None:
    found = session.execute(
        select(Event.country, EventCountry.country)
        .join(EventCountry, EventCountry.event_id == Event.id)
        .where(EventCountry.role == "HOST")
    ).all()

    assert len(found) == 13
    assert all(place == host for place, host in found)


def test_places_are_written_in_the_scripts_of_the_region(session: Session) -> None:
    cities = set(session.scalars(select(Event.city)))

    assert {"თბილისი (Tbilisi)", "Київ (Kyiv)", "Мінск (Minsk)", "Chișinău", "Bălți"} <= cities
