"""The events of a period. Unknown is never zero. Sources: domain.md a.5, b.1 T3 and T4."""

from datetime import date
from fractions import Fraction

import pytest

from db.models.event_lists import EventStatus, OrganiserRole, RecommendationStatus, Theme
from db.queries.meetings import Meeting
from reports.cells import as_text
from reports.figures import event_list, recommendations
from reports.figures.event_list import dates_text
from reports.table import Missing, Role, Table
from tests.reports.figures.meetings import meeting, recommended, with_meetings


def table(*meetings: Meeting) -> Table:
    facts = with_meetings(*meetings)
    return event_list.tabulate(event_list.compute(facts), facts)


def shown(found: Table, key: str) -> list[str]:
    row = found.rows[found.row_index(key)]
    return [as_text(cell, column) for cell, column in zip(row.cells, found.columns, strict=True)]


def test_an_event_is_a_row_with_its_participations_and_the_share_of_women() -> None:
    found = table(meeting("A", total=74, women=41))

    assert shown(found, "A") == [
        "1",
        "Event A",
        "24–25\u00a0Oct\u00a02019",
        "Tbilisi, Georgia",
        "An organisation",
        "GE, MD",
        "74",
        "55.4%",
        "OP1.1",
    ]


def test_counts_that_are_not_known_print_two_dots_and_never_zero() -> None:
    found = table(meeting("A"), meeting("B", total=20), meeting("C", women=5))

    assert [shown(found, code)[6:8] for code in ("A", "B", "C")] == [["..", ".."], ["20", ".."], ["..", ".."]]


def test_where_nobody_took_part_there_is_no_share_of_women() -> None:
    assert shown(table(meeting("A", total=0, women=0)), "A")[6:8] == ["0", "n/a"]


def test_where_no_woman_took_part_the_share_is_zero() -> None:
    found = table(meeting("A", total=9, women=0))

    assert found.cell("A", "women") == Fraction(0)
    assert shown(found, "A")[7] == "0.0%"


def test_the_total_is_of_what_is_known_and_says_of_how_many() -> None:
    found = table(meeting("A", total=20), meeting("B"), meeting("C", total=30))

    assert found.cell("total", "participations") == 50
    assert any("2 of 3" in note for note in found.notes)


def test_a_total_of_all_events_needs_no_such_note() -> None:
    found = table(meeting("A", total=20), meeting("B", total=0))

    assert found.cell("total", "participations") == 20
    assert not any(" of 2" in note for note in found.notes)


def test_a_total_of_which_nothing_is_known_is_unknown() -> None:
    found = table(meeting("A"), meeting("B"))

    assert found.cell("total", "participations") is Missing.UNKNOWN
    assert any("0 of 2" in note for note in found.notes)


def test_an_event_that_was_postponed_or_cancelled_is_noted_and_not_listed() -> None:
    found = table(
        meeting("A", total=20),
        meeting("B", total=99, status=EventStatus.POSTPONED),
        meeting("C", status=EventStatus.CANCELLED),
        meeting("D", status=EventStatus.PLANNED),
    )

    assert [row.key for row in found.rows] == ["A", "total"]
    assert found.cell("total", "participations") == 20
    assert found.notes[-2:] == ("Postponed: Event B.", "Cancelled: Event C.")


def test_a_period_without_events_says_so() -> None:
    found = table()

    assert found.rows == ()
    assert found.empty == "No event was held in this period."


def test_organisers_stand_by_their_part_and_then_by_name_and_funders_do_not_organise() -> None:
    found = table(
        meeting(
            "A",
            organisers=(
                (OrganiserRole.FUNDER, "Ministry of Foreign Affairs"),
                (OrganiserRole.CO_ORGANISER, "Зразок"),
                (OrganiserRole.CO_ORGANISER, "Čas"),
                (OrganiserRole.CO_ORGANISER, "Dom"),
                (OrganiserRole.LEAD, "Zeta"),
                (OrganiserRole.PARTNER, "A partner"),
            ),
        )
    )

    assert found.cell("A", "organisers") == "Zeta; Čas; Dom; Зразок"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2019, 10, 24), date(2019, 10, 24), "24 Oct 2019"),
        (date(2019, 10, 24), date(2019, 10, 25), "24–25 Oct 2019"),
        (date(2020, 9, 29), date(2020, 10, 1), "29 Sep 2020 – 1 Oct 2020"),
        (date(2019, 10, 24), date(2020, 10, 25), "24 Oct 2019 – 25 Oct 2020"),
    ],
)
def test_the_days_of_an_event(first: date, last: date, text: str) -> None:
    assert dates_text(first, last).replace("\u00a0", " ") == text


def test_recommendations_stand_under_their_event() -> None:
    facts = with_meetings(
        meeting("A"),
        meeting(
            "B",
            recommendations=(
                recommended(1, addressee="Governments", status=RecommendationStatus.IN_PROGRESS),
                recommended(2, theme=Theme.REFERRAL_NRM),
            ),
        ),
        meeting("C", recommendations=(recommended(1),), status=EventStatus.POSTPONED),
    )

    found = recommendations.tabulate(event_list.compute(facts), facts)

    assert [row.role for row in found.rows] == [Role.GROUP, Role.BODY, Role.BODY]
    assert shown(found, "B") == ["Event B", "", "", "", ""]
    assert shown(found, "B-1") == ["1", "Do 1", "Governments", "recruitment", "in progress"]
    assert shown(found, "B-2") == ["2", "Do 2", "..", "national referral mechanism", "made"]


def test_a_period_without_recommendations_says_so() -> None:
    facts = with_meetings(meeting("A"))
    found = recommendations.tabulate(event_list.compute(facts), facts)

    assert (found.rows, found.empty) == ((), "No recommendation was made in this period.")
