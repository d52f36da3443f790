"""The lists of the events annex: breakdown, countries, figures, recommendations, protected tables, legend."""

from typing import Any

from db.models.event_lists import (
    CountryRole,
    Dimension,
    EventStatus,
    FigureRole,
    RecommendationStatus,
    Theme,
)
from db.queries.meetings import Figure, Meeting
from reports.cells import as_text
from reports.figures import (
    event_breakdown,
    event_countries,
    event_figures,
    event_recommendations,
    events_legend,
    protected_tables,
)
from reports.table import Missing, Table
from tests.reports.figures.meetings import meeting, recommended, with_meetings


def texts(table: Table) -> list[list[str]]:
    return [
        [as_text(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)]
        for row in table.rows
    ]


def listed(figure: Any, *meetings: Meeting) -> Table:
    facts = with_meetings(*meetings)
    table: Table = figure.tabulate(figure.compute(facts), facts)
    return table


def counts(**by_category: int | None) -> dict[tuple[Dimension, str], int | None]:
    """`SEX_F=28`; a dimension and a category."""
    found = {}
    for name, n in by_category.items():
        dimension = next(of for of in Dimension if name.startswith(of.value))
        found[dimension, name.removeprefix(f"{dimension.value}_")] = n
    return found


def test_a_breakdown_stands_in_words_women_first_and_unknown_parts_as_two_dots() -> None:
    found = listed(
        event_breakdown,
        meeting(
            "A",
            counts=counts(
                COUNTRY_MD=10,
                SEX_M=18,
                SEX_F=28,
                AFFILIATION_OTHER=1,
                AFFILIATION_MEDIA=None,
                TOTAL_TOTAL=46,
            ),
        ),
    )

    assert texts(found) == [
        ["A", "Total", "Total", "46"],
        ["A", "Sex", "Women", "28"],
        ["A", "Sex", "Men", "18"],
        ["A", "Affiliation", "Media", ".."],
        ["A", "Affiliation", "Other", "1"],
        ["A", "Country", "Moldova", "10"],
    ]


def test_an_event_of_which_nothing_is_recorded_has_an_unknown_total_and_one_not_held_has_no_row() -> None:
    found = listed(event_breakdown, meeting("A"), meeting("B", total=9, status=EventStatus.CANCELLED))

    assert texts(found) == [["A", "Total", "Total", ".."]]


def test_ages_tell_of_minors_and_are_not_released_in_any_category() -> None:
    found = listed(
        event_breakdown,
        meeting("A", counts=counts(TOTAL_TOTAL=46, AGE_GROUP_CHILD=7717, AGE_GROUP_ADULT=8818)),
    )

    assert texts(found)[-1] == ["A", "Age group", "All categories", "not released"]
    assert len(found.rows) == 2
    assert not [secret for secret in ("7717", "8818", "CHILD") if secret in str(found)]


def test_countries_stand_with_their_parts() -> None:
    roles = ((CountryRole.HOST, "GE"), (CountryRole.PARTICIPATING, "GE"), (CountryRole.PARTICIPATING, "XX"))
    found = listed(event_countries, meeting("A", country_roles=roles))

    assert texts(found) == [
        ["A", "Georgia", "Host"],
        ["A", "Georgia", "Participating"],
        ["A", "XX", "Participating"],
    ]


def test_a_figure_stands_with_the_text_that_names_it() -> None:
    named = Figure("Ana", "Minister", "A ministry", FigureRole.SPEAKER, None, "A public text")
    found = listed(event_figures, meeting("A", figures=(named,)))

    assert texts(found) == [["A", "Ana", "Minister", "A ministry", "Speaker", "", "A public text"]]


def test_a_recommendation_stands_with_what_it_is_followed_up_under() -> None:
    said = (
        recommended(1),
        recommended(
            2,
            text="=2+2",
            addressee="Governments",
            theme=Theme.REFERRAL_NRM,
            status=RecommendationStatus.IN_PROGRESS,
            result="OP1.2 Recommendations agreed",
        ),
    )
    found = listed(event_recommendations, meeting("A", recommendations=said))

    assert texts(found) == [
        ["A", "1", "Do 1", "..", "Recruitment", "Made", ".."],
        [
            *("A", "2", "=2+2", "Governments", "National referral mechanism", "In progress"),
            "OP1.2 Recommendations agreed",
        ],
    ]


def test_protected_tables_are_not_released() -> None:
    found = protected_tables.tabulate(with_meetings())

    assert [row.cells[0] for row in found.rows] == ["T7", "T8"]
    assert {row.cells[2] for row in found.rows} == {Missing.NOT_RELEASED}


def test_the_legend_has_every_sign_that_a_table_may_hold() -> None:
    table = events_legend.tabulate()

    assert [row[0] for row in texts(table)][:5] == ["“..”", "“s”", "“n/a”", "“not released”", "“0”"]
    assert texts(table)[1][1] == "withheld to protect people"


def test_lists_without_rows_say_so() -> None:
    for figure in (event_breakdown, event_countries, event_figures, event_recommendations):
        found = listed(figure)

        assert found.rows == ()
        assert found.empty.endswith("period.")
