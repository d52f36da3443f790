"""Instalments, interest, and values of indicators."""

from datetime import date
from decimal import Decimal

from db.models.results import ActualStatus
from db.recording.actuals import ACTUALS, ActualFact
from db.recording.facts import State
from db.recording.instalments import INSTALMENTS, InstalmentFact
from db.scope import Scope
from tests.db.recording.conftest import Written

ASKED = InstalmentFact("NMFA-RCTP", 5, requested_on=date(2020, 12, 14), requested=Decimal("150000.00"))


def test_an_instalment_that_came_needs_its_day_its_amount_and_its_dollars(write: Written) -> None:
    came = InstalmentFact("NMFA-RCTP", 5, received_on=date(2021, 1, 4))
    dayless = InstalmentFact("NMFA-RCTP", 6, received=Decimal("1.00"))
    dollarless = InstalmentFact("NMFA-RCTP", 7, received_on=date(2021, 1, 4), received=Decimal("1.00"))

    _states, refused = write(INSTALMENTS, came, dayless, dollarless)

    assert [each.error.field for each in refused] == ["received", "received_on", "functional"]


def test_an_instalment_that_was_asked_for_is_there(write: Written) -> None:
    assert write(INSTALMENTS, ASKED) == ([State.UNCHANGED], [])


def test_people_who_were_assisted_have_no_value_of_an_indicator(write: Written) -> None:
    assisted = ActualFact("OP2.2-1", "2020-Q4", value=Decimal(12), evidence_ref="X")

    _states, (refused,) = write(ACTUALS, assisted)

    assert refused.error.field == "indicator"
    assert "comes from a release" in refused.error.reason


def test_a_value_is_written_and_a_breakdown_it_does_not_have_is_refused(write: Written) -> None:
    whole = ActualFact(
        "OP1.1-2", "2019-Q4", value=Decimal(64), evidence_ref="X", status=ActualStatus.VERIFIED
    )
    by_age = ActualFact("OP1.1-2", "2019-Q4", "AGE_GROUP", "ADULT", Decimal(64), evidence_ref="X")
    halved = ActualFact("OP1.1-2", "2019-Q4", "SEX", None, Decimal(64), evidence_ref="X")

    states, refused = write(ACTUALS, whole, by_age, halved)

    assert states == [State.NEW, State.NEW, State.NEW]
    assert [each.error.field for each in refused] == ["dimension", "category"]


def test_an_office_writes_values_of_its_own_country_and_of_guests(write: Written) -> None:
    moldova = Scope(sources=None, countries=frozenset({"MD"}))
    own, others, guests = (
        ActualFact("OP1.1-2", "2020-Q4", "COUNTRY", country, Decimal(7), evidence_ref="X")
        for country in ("MD", "GE", "NO")
    )

    _states, (refused,) = write(ACTUALS, own, others, guests, scope=moldova)

    assert (refused.change.after, refused.error.field) == (others, "category")
    assert "your account is for MD only" in str(refused.error)


def test_an_indicator_that_is_hidden_is_not_there(write: Written) -> None:
    value = ActualFact("OP1.1-2", "2020-Q4", value=Decimal(7), evidence_ref="X")

    _states, (refused,) = write(ACTUALS, value, scope=Scope(sources=frozenset({"OTHER"}), countries=None))

    assert (refused.error.field, refused.error.reason) == ("indicator", "there is no indicator “OP1.1-2”")
