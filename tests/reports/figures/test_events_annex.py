"""The events annex by hand: costs, totals of what is known, later costs. Source: domain.md b.5."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from db.models.event_lists import Dimension, EventStatus, OrganiserRole
from db.queries.event_costs import EventCost
from db.queries.meetings import Meeting
from reports.cells import as_text
from reports.facts import Facts
from reports.figures import events_annex
from reports.formulas import Days, Ratio, RowSum
from reports.table import Missing, Role, Table
from tests.reports.figures.meetings import meeting, with_meetings


def held(code: str, number: int, **said: Any) -> Meeting:
    funded: dict[str, Any] = {"id": number, "is_funded_here": True, "source_ref": "A public text"}
    return meeting(code, **(funded | said))


def counted(sexes: str, total: int | None) -> dict[tuple[Dimension, str], int | None]:
    """`F 41, M 33` and a total."""
    parts = (part.split() for part in sexes.split(", ") if part)
    counts: dict[tuple[Dimension, str], int | None] = {
        (Dimension.SEX, name): None if n == ".." else int(n) for name, n in parts
    }
    return counts | ({} if total is None else {(Dimension.TOTAL, "TOTAL"): total})


def facts_of(
    *meetings: Meeting, costs: dict[int, int] | None = None, later: tuple[Meeting, ...] = ()
) -> Facts:
    """Costs in minor units, by the event's key."""
    found = {
        of: EventCost(minor, minor, is_earlier=of in {each.id for each in later})
        for of, minor in (costs or {}).items()
    }
    return replace(with_meetings(*meetings), event_costs=found, earlier_meetings=later)


def table(found: Facts) -> Table:
    return events_annex.tabulate(events_annex.compute(found), found)


def shown(found: Table, key: str) -> dict[str, str]:
    cells = found.rows[found.row_index(key)].cells
    return {column.key: as_text(cell, column) for column, cell in zip(found.columns, cells, strict=True)}


FULL = held("A", 1, counts=counted("F 41, M 33, U 0", 74))


def test_an_event_is_a_row_of_all_that_is_asked_of_it() -> None:
    found = table(facts_of(FULL, costs={1: 7_400_37}))

    assert list(shown(found, "A").values()) == [
        *("A", "Event A", "Conference", "Regional", "24\u00a0Oct\u00a02019", "25\u00a0Oct\u00a02019", "2"),
        *("Tbilisi", "Georgia", "An organisation", "", "SRC", "OP1.1", "Held"),
        *("74", "41", "33", "0", "55.4%", "7,400.37", "100.01", "A public text"),
    ]
    assert found.cell("A", "per_head") == Fraction(740037, 7400)


def test_days_shares_and_costs_per_head_derive_from_their_row() -> None:
    found = table(facts_of(FULL, costs={1: 7_400_37}))
    row = found.rows[0]
    formulas = {column.key: found.formula(row, column) for column in found.columns}

    assert formulas["days"] == Days("start", "end")
    assert formulas["women_share"] == Ratio("women", "participations")
    assert formulas["per_head"] == Ratio("cost", "participations")
    assert formulas["participations"] is None


def test_what_is_unknown_prints_two_dots_and_no_formula_is_over_it() -> None:
    found = table(facts_of(held("A", 1)))
    row = found.rows[0]

    assert [shown(found, "A")[key] for key in ("participations", "women", "men", "other")] == [".."] * 4
    assert [shown(found, "A")[key] for key in ("women_share", "cost", "per_head")] == [".."] * 3
    assert [found.formula(row, column) for column in found.columns if column.key != "days"] == [None] * 21


@pytest.mark.parametrize(
    ("sexes", "other"),
    [("F 1, M 1", ".."), ("X 2", "2"), ("X 2, U 3", "5"), ("X 2, U ..", ".."), ("U 0", "0")],
)
def test_other_is_unknown_where_neither_was_recorded_or_one_is_not_known(sexes: str, other: str) -> None:
    found = table(facts_of(held("A", 1, counts=counted(sexes, 9))))

    assert shown(found, "A")["other"] == other


def test_where_nobody_came_shares_do_not_apply() -> None:
    found = table(facts_of(held("A", 1, counts=counted("F 0, M 0", 0)), costs={1: 5_00}))

    assert (shown(found, "A")["women_share"], shown(found, "A")["per_head"]) == ("n/a", "n/a")


def test_an_event_that_was_not_held_has_no_participations_but_may_cost() -> None:
    postponed = held("B", 2, status=EventStatus.POSTPONED, counts=counted("F 4", 9))
    found = table(facts_of(FULL, postponed, costs={1: 100_00, 2: 7_00}))

    row = shown(found, "B")
    assert [row[key] for key in ("participations", "women", "men", "other", "women_share", "per_head")] == [
        "n/a"
    ] * 6
    assert (row["status"], row["cost"]) == ("Postponed", "7.00")
    assert shown(found, "total")["participations"] == "74"
    assert shown(found, "total")["cost"] == "107.00"
    assert shown(found, "total")["per_head"] == ".."
    assert found.notes[-1] == "The total of the cost contains that of events that were not held."


def test_a_total_sums_what_is_known_and_says_of_how_many() -> None:
    second = held("B", 2, counts=counted("F 17, M 7", 24))
    third = held("C", 3, counts=counted("", 11))
    found = table(facts_of(FULL, second, third, costs={1: 100_00, 3: 9_00}))

    total = shown(found, "total")
    assert [
        total[key] for key in ("participations", "women", "men", "other", "women_share", "cost", "per_head")
    ] == [
        *("109", "58", "40", "0", "..", "109.00", ".."),
    ]
    assert found.notes[-1] == (
        "Totals are of what is known of the events held: women 2 of 3 known, men 2 of 3 known, "
        "other or unknown sex 1 of 3 known, cost 2 of 3 known."
    )
    row = found.rows[found.row_index("total")]
    column = found.columns[found.column_index("women")]
    assert found.formula(row, column) == RowSum(("A", "B", "C"))


def test_a_total_of_what_is_wholly_known_has_its_share_and_its_cost_per_head() -> None:
    second = held("B", 2, counts=counted("F 17, M 7, U 0", 26))
    found = table(facts_of(FULL, second, costs={1: 100_00, 2: 50_00}))

    total = shown(found, "total")
    assert (total["women_share"], total["per_head"]) == ("58.0%", "1.50")  # 58 of 100; 150.00 over 100
    assert len(found.notes) == 2


def test_without_a_held_event_participations_sum_to_zero_and_unknown_cost_stays_unknown() -> None:
    found = table(facts_of(held("A", 1, status=EventStatus.CANCELLED)))

    total = shown(found, "total")
    assert (total["participations"], total["women_share"], total["cost"]) == ("0", "n/a", "..")


def test_later_costs_stand_below_the_total_and_are_not_in_it() -> None:
    earlier = held(
        "OLD", 9, end_date=date(2019, 9, 30), start_date=date(2019, 9, 29), counts=counted("F 3", 5)
    )
    found = table(facts_of(FULL, costs={1: 100_00, 9: 15_322_58}, later=(earlier,)))

    assert [(row.key, row.role) for row in found.rows] == [
        ("A", Role.BODY),
        ("total", Role.TOTAL),
        ("later", Role.GROUP),
        ("later-OLD", Role.BODY),
        ("later-total", Role.SUBTOTAL),
    ]
    row = shown(found, "later-OLD")
    assert (row["code"], row["days"], row["participations"], row["women"], row["cost"]) == (
        *("OLD", "2", "", ""),
        "15,322.58",
    )
    assert shown(found, "total")["cost"] == "100.00"
    assert shown(found, "later-total")["cost"] == "15,322.58"


def test_later_costs_alone_say_that_no_event_ended() -> None:
    found = table(facts_of(costs={9: 1_00}, later=(held("OLD", 9),)))

    assert found.rows[0].key == "later"
    assert "No event ended in this period." in found.notes


def test_a_period_without_events_and_costs_says_so() -> None:
    found = table(facts_of())

    assert found.rows == ()
    assert found.empty == "No event ended in this period, and none was still paid for."


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ({"share": None}, "SRC"),
        ({"share": Decimal("100.00")}, "SRC"),
        ({"share": Decimal("62.50")}, "SRC (62.5\u00a0%)"),
        ({"is_funded_here": False}, ".."),
    ],
)
def test_the_source_is_the_reports_own_with_its_share(said: dict[str, Any], source: str) -> None:
    assert shown(table(facts_of(held("A", 1, **said))), "A")["source"] == source


def test_organisers_stand_by_their_part_and_funders_are_none_of_them() -> None:
    organisers = (
        (OrganiserRole.FUNDER, "A donor"),
        (OrganiserRole.CO_ORGANISER, "Зразок"),
        (OrganiserRole.CO_ORGANISER, "Čas"),
    )
    row = shown(table(facts_of(held("A", 1, organisers=organisers))), "A")

    assert (row["lead"], row["co_organisers"]) == ("..", "Čas; Зразок")


def test_a_symbol_is_a_symbol() -> None:
    assert table(facts_of(held("A", 1))).cell("A", "cost") is Missing.UNKNOWN
