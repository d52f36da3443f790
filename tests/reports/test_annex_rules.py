"""R15 over what events cost, and R16 over their breakdowns. R17 is in figures/test_results_matrix.py."""

from dataclasses import replace
from datetime import date

import pytest

from db.models.event_lists import Dimension, EventStatus
from db.queries.event_costs import EventCost
from reports.compose import compose
from reports.dataset import CheckState
from reports.facts import Facts
from tests.reports.figures.facts import nok
from tests.reports.figures.meetings import CONFERENCE
from tests.reports.test_checks import RIGHT, failing


def counted(**counts: int | None) -> Facts:
    """An event with counts such as `total=74, sex_f=41`."""
    found = {}
    for name, n in counts.items():
        dimension, _, category = name.upper().partition("_")
        found[Dimension(dimension), category or "TOTAL"] = n
    return replace(RIGHT, meetings=[replace(CONFERENCE, counts=found)])


@pytest.mark.parametrize("dimension", ["sex", "affiliation", "country"])
def test_r16_fails_when_a_breakdown_does_not_add_up(dimension: str) -> None:
    def parts(one: int | None, other: int | None) -> Facts:
        return counted(**{"total": 10, f"{dimension}_a": one, f"{dimension}_b": other})

    assert failing(parts(4, 6)) == ()
    assert failing(parts(4, 5)) == ("R16",)
    assert failing(parts(4, 7)) == ("R16",)
    assert failing(parts(10, None)) == ()  # what is known does not go beyond the total
    assert failing(parts(11, None)) == ("R16",)


def paid(event_minor: int | None, later_minor: int | None) -> Facts:
    """An event of the period and one of an earlier, with what the ledger's rows that name them add up to."""
    earlier = replace(
        CONFERENCE, id=9, code="EVT-0", end_date=date(2019, 9, 30), start_date=date(2019, 9, 30)
    )
    posted = {9: (900_00, later_minor)}
    if event_minor is not None:
        posted[1] = (event_minor, event_minor)
    return replace(
        RIGHT,
        meetings=(CONFERENCE,),
        earlier_meetings=(earlier,),
        event_costs={
            1: EventCost(500_00, 500_00, is_earlier=False),
            9: EventCost(40_00, 40_00, is_earlier=True),
        },
        posted_by_event=posted,
    )


def test_r15_fails_when_an_events_cost_is_not_what_its_rows_add_up_to() -> None:
    assert failing(paid(500_00, 40_00)) == ()
    assert failing(paid(500_01, 40_00)) == ("R15",)
    assert failing(paid(None, 40_00)) == ("R15",)
    assert failing(paid(500_00, 39_99)) == ("R15",)


def test_r15_fails_when_one_events_cost_stands_at_another() -> None:
    found = paid(499_00, 41_00)  # their sum is right

    assert failing(found) == ("R15",)
    [rows] = [of for of in compose(found).checks if of.rule == "R15" and of.text.startswith("Ledger rows")]
    assert (rows.generated, rows.state) == (nok("540.00"), CheckState.OK)


def test_r15_holds_where_no_row_names_an_event() -> None:
    assert failing(replace(RIGHT, meetings=(CONFERENCE,))) == ()


def test_r16_asks_nothing_of_an_event_without_a_total_or_one_that_was_not_held() -> None:
    assert failing(counted(sex_f=4, sex_m=5)) == ()
    wrong = counted(total=10, sex_f=4).meetings[0]
    planned = replace(wrong, status=EventStatus.PLANNED)
    assert failing(replace(RIGHT, meetings=[planned])) == ()
