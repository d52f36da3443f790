"""The results matrix and its breakdowns, by hand. Source: domain.md b.4."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from db.models.event_lists import EventScope, EventStatus
from db.models.results import Aggregation, ResultLevel, Sensitivity
from db.periods import Quarter
from db.queries.framework import Result
from db.queries.meetings import Meeting
from db.queries.progress import Measured, Part
from reports.annex_rules import annex_rules
from reports.cells import as_text
from reports.evaluate import evaluate
from reports.facts import Facts
from reports.figures import (
    events_annex,
    indicators,
    results_definitions,
    results_disaggregation,
    results_matrix,
)
from reports.formulas import At, Difference, Number, Ratio, Sum
from reports.table import Table
from tests.reports.figures.facts import stated
from tests.reports.figures.meetings import meeting
from tests.reports.figures.test_indicators import PLAIN, values

OUTPUT = Result("OP1.1", ResultLevel.OUTPUT, "Conferences held", "Delegations can travel")
OUTCOME = Result("OC1", ResultLevel.OUTCOME, "Cooperation works", None)
ACTIVITY = Result("AC1.1.1", ResultLevel.ACTIVITY, "Hold conferences", None)


def facts_of(
    *measured: Measured,
    period: str = "2020-Q2",
) -> Facts:
    return replace(stated("").at(period), indicators=measured, results=(OUTCOME, OUTPUT, ACTIVITY))


def matrix(found: Facts) -> Table:
    return results_matrix.tabulate(results_matrix.compute(indicators.compute(found), found), found)


def shown(table: Table, key: str) -> dict[str, str]:
    cells = table.rows[table.row_index(key)].cells
    return {column.key: as_text(cell, column) for column, cell in zip(table.columns, cells, strict=True)}


SUMMED = replace(PLAIN, values=values({"2019-Q4": "3", "2020-Q1": "2", "2020-Q2": "1"}))


def test_a_row_has_the_quarters_of_the_year_up_to_the_period() -> None:
    found = shown(matrix(facts_of(SUMMED)), "OP1.1-1")

    assert list(found.values()) == [
        *("Output", "OP1.1", "Conferences held", "OP1.1-1", "Regional events", "events"),
        *("Records; count by hand", "2018", "0", "10", "30\u00a0Jun\u00a02020"),
        *("2", "1", "", "", "1", "6", "60.0%", "minor delay", "Delegations can travel", ""),
    ]


def test_quarters_before_the_support_are_empty_and_unknown_ones_are_not() -> None:
    found = shown(matrix(facts_of(replace(PLAIN, values=()), period="2019-Q4")), "OP1.1-1")

    assert [found[f"q{number}"] for number in (1, 2, 3, 4)] == ["", "", "..", ".."]
    assert (found["this_period"], found["cumulative"], found["achievement"]) == ("..", "..", "n/a")


def test_a_sum_derives_from_what_was_reached_before_and_its_share_from_both() -> None:
    table = matrix(facts_of(SUMMED))
    row = table.rows[table.row_index("OP1.1-1")]

    assert row.formulas == {
        "this_period": At("q2"),
        "cumulative": Sum(Number(Decimal("5.00")), "this_period"),
        "achievement": Ratio("cumulative", "target"),
    }
    assert evaluate(Sum(Number(Decimal("5.00")), "this_period"), table, row, "cumulative", {}) == 6
    assert row.notes == {}


@pytest.mark.parametrize(
    ("aggregation", "note"),
    [
        (Aggregation.LATEST, "The latest verified value."),
        (Aggregation.MAX, "The highest verified value to date."),
    ],
)
def test_other_cumulative_values_are_constants_that_name_their_rule(
    aggregation: Aggregation, note: str
) -> None:
    table = matrix(facts_of(replace(SUMMED, aggregation=aggregation)))
    row = table.rows[table.row_index("OP1.1-1")]

    assert "cumulative" not in row.formulas
    assert row.formulas["achievement"] == Ratio(
        Difference("cumulative", "baseline"), Difference("target", "baseline")
    )
    assert row.notes == {"cumulative": note}


def test_a_share_of_a_rounded_value_is_no_formula_because_it_would_give_another() -> None:
    rounded = replace(PLAIN, aggregation=Aggregation.LATEST, values=values({"2020-Q2": "4.1234"}))
    table = matrix(facts_of(rounded))

    assert shown(table, "OP1.1-1")["cumulative"] == "4.12"
    assert shown(table, "OP1.1-1")["achievement"] == "41.2%"
    assert "achievement" not in table.rows[table.row_index("OP1.1-1")].formulas


def test_a_sum_with_an_unknown_period_is_a_constant_and_says_how_many_quarters_it_knows() -> None:
    known = replace(SUMMED, id=2, code="OP1.1-2")
    gap = replace(PLAIN, values=values({"2019-Q4": "3", "2020-Q1": "2"}))
    table = matrix(facts_of(gap, known))
    row = table.rows[table.row_index("OP1.1-1")]

    assert shown(table, "OP1.1-1")["cumulative"] == "5"
    assert "cumulative" not in row.formulas
    assert table.notes[-1] == "Quarters known where the sum to date lacks some: OP1.1-1 2 of 3."


def test_a_result_is_named_once_and_spans_its_indicators() -> None:
    second = replace(SUMMED, id=2, code="OP1.1-2")
    table = matrix(facts_of(SUMMED, second))

    assert [shown(table, "OP1.1-2")[key] for key in ("level", "result", "statement", "assumptions")] == [
        ""
    ] * 4
    assert [column.key for column in table.columns if column.spans] == [
        *("level", "result", "statement", "assumptions"),
    ]


def test_a_result_without_an_indicator_says_so_and_an_activity_is_not_listed() -> None:
    table = matrix(facts_of(SUMMED))

    assert [row.key for row in table.rows] == ["OC1", "OP1.1-1"]
    assert shown(table, "OC1")["title"] == "No indicator yet"
    assert shown(table, "OC1")["assumptions"] == ".."


def test_a_comment_stands_with_a_provisional_value() -> None:
    *earlier, last = SUMMED.values
    said = replace(last, is_provisional=True, comment="By letter")
    found = facts_of(replace(SUMMED, values=(*earlier, said)))

    assert shown(matrix(found), "OP1.1-1")["comment"] == "Provisional. By letter"


@pytest.mark.parametrize("sensitivity", [Sensitivity.A, Sensitivity.B])
def test_nothing_of_a_count_of_people_is_in_any_cell_formula_or_note(sensitivity: Sensitivity) -> None:
    first, last = values({"2020-Q1": "7717", "2020-Q2": "8818"})
    protected = replace(
        PLAIN,
        sensitivity=sensitivity,
        values=(first, replace(last, comment="7717 women")),
        parts=(part("2020-Q2", "SEX", "F", "7717"),),
    )
    found = facts_of(protected)
    table = matrix(found)
    row = shown(table, "OP1.1-1")

    assert [row[key] for key in ("q1", "q2", "this_period", "cumulative", "achievement", "status")] == [
        *("not released",) * 4,
        *("n/a", "n/a"),
    ]
    assert table.rows[table.row_index("OP1.1-1")].formulas == {}
    broken_down = results_disaggregation.tabulate(results_disaggregation.compute(found), found)
    assert [list(shown(broken_down, each.key).values()) for each in broken_down.rows] == [
        ["OP1.1-1", "2020-Q2", "Sex", "All categories", "not released", "not released"]
    ]
    for secret in ("7717", "8818", "16535"):
        assert secret not in f"{table}{broken_down}"


def part(quarter: str, dimension: str, category: str, value: str, *, is_provisional: bool = False) -> Part:
    return Part(Quarter.parse(quarter), dimension, category, Decimal(value), is_provisional)


def test_parts_stand_by_breakdown_and_quarter_in_words() -> None:
    parts = (
        part("2020-Q1", "SEX", "M", "18"),
        part("2020-Q1", "SEX", "F", "28"),
        part("2020-Q2", "SEX", "F", "37", is_provisional=True),
        part("2020-Q2", "COUNTRY", "MD", "13"),
    )
    found = facts_of(replace(SUMMED, parts=parts))
    table = results_disaggregation.tabulate(results_disaggregation.compute(found), found)

    assert [list(shown(table, row.key).values())[1:] for row in table.rows] == [
        ["2020-Q1", "Sex", "Women", "28", "released"],
        ["2020-Q1", "Sex", "Men", "18", "released"],
        ["2020-Q2", "Sex", "Women", "37", "released, provisional"],
        ["2020-Q2", "Country", "Moldova", "13", "released"],
    ]


def test_a_breakdown_that_the_period_lacks_is_unknown() -> None:
    found = facts_of(replace(SUMMED, parts=(part("2020-Q1", "SEX", "F", "28"),)))
    table = results_disaggregation.tabulate(results_disaggregation.compute(found), found)

    assert list(shown(table, table.rows[-1].key).values()) == [
        *("OP1.1-1", "2020-Q2", "Sex", "All categories", "..", "not available"),
    ]


def test_a_breakdown_by_age_tells_of_minors_and_is_not_released() -> None:
    found = facts_of(replace(SUMMED, parts=(part("2020-Q2", "AGE_GROUP", "CHILD", "7717"),)))
    table = results_disaggregation.tabulate(results_disaggregation.compute(found), found)

    ages = [list(shown(table, row.key).values())[2:] for row in table.rows if "AGE" in row.key]
    assert ages == [["Age group", "All categories", "not released", "not released"]]
    assert "7717" not in str(table)


def test_each_indicator_is_defined() -> None:
    table = results_definitions.tabulate([SUMMED])

    assert list(shown(table, "OP1.1-1").values()) == [
        *("OP1.1-1", "What it is", "Sum of quarters", "More is better", "Quarterly", "A unit"),
        "C: officials, professionals, things",
    ]


def r17(found: Facts, table: Table) -> list[object]:
    annex = events_annex.tabulate(events_annex.compute(found), found)
    tables = {printed.key: printed for printed in (table, annex)}
    return [rule.found for rule in annex_rules(found, tables) if rule.rule == "R17"]


def test_r17_counts_indicators_whose_cumulative_value_is_not_of_their_quarters() -> None:
    summed = replace(SUMMED, code="OP1.1-8")
    level = replace(SUMMED, id=2, code="OP1.1-9", aggregation=Aggregation.LATEST)
    right = facts_of(summed, level)
    other = facts_of(replace(summed, values=values({"2020-Q2": "7"})), level)

    assert r17(right, matrix(right)) == [0, 0]
    assert r17(other, matrix(right)) == [1, 0]


def test_r17_counts_a_count_of_people_that_is_printed() -> None:
    right = facts_of(replace(SUMMED, code="OP1.1-8"))
    protected = facts_of(replace(SUMMED, code="OP1.1-8", sensitivity=Sensitivity.A))

    assert r17(protected, matrix(right)) == [1, 0]
    assert r17(protected, matrix(protected)) == [0, 0]


REGIONAL = meeting("A", total=46)


@pytest.mark.parametrize(
    ("events", "participations", "meetings", "differing"),
    [
        ("2", "80", (REGIONAL, meeting("B", total=34)), 0),
        ("2", "46", (REGIONAL, meeting("B")), 0),  # of what is known
        ("1", None, (meeting("A"),), 0),  # both unknown
        ("0", "0", (), 0),
        ("1", "46", (REGIONAL, meeting("B", total=9, scope=EventScope.NATIONAL)), 0),
        ("1", "46", (REGIONAL, meeting("B", total=9, status=EventStatus.CANCELLED)), 0),
        ("2", "46", (REGIONAL,), 1),
        ("1", "45", (REGIONAL,), 1),
        (None, None, (REGIONAL,), 2),
        ("1", "0", (meeting("A"),), 1),  # zero is not unknown
    ],
)
def test_r17_holds_the_indicators_of_regional_events_against_the_events_annex(
    events: str | None, participations: str | None, meetings: tuple[Meeting, ...], differing: int
) -> None:
    counted = (
        replace(PLAIN, values=values({"2020-Q2": events})),
        replace(PLAIN, id=2, code="OP1.1-2", values=values({"2020-Q2": participations})),
    )
    found = replace(facts_of(*counted), meetings=meetings)

    assert r17(found, matrix(found)) == [0, differing]


def test_the_date_of_the_next_target_stands_with_it() -> None:
    later = replace(PLAIN, targets=((date(2019, 12, 31), Decimal(1)), (date(2020, 12, 31), Decimal(5))))

    assert shown(matrix(facts_of(later)), "OP1.1-1")["due"] == "31\u00a0Dec\u00a02020"
