"""Which moves between budget lines need the donor's approval, and what those do that wait for it."""

from datetime import date

from reports.facts import Facts
from reports.figures import deviations, reallocations
from reports.table import Table
from tests.reports.figures.facts import Stated, nok


def waiting(facts: Facts) -> list[str]:
    return [str(move.requested_on) for move in reallocations.compute(facts).waiting]


def test_a_small_move_has_effect_without_approval(stated: Stated) -> None:
    """
    line | budget
    3.1  | 100,000.00
    3.2  | 100,000.00

    from | to  | amount    | requested  | approved
    3.1  | 3.2 | 10,000.00 | 2019-10-01 |
    """
    found = reallocations.compute(stated.at("2019-Q4"))

    assert [move.amount_minor for move in found.effective] == [10_000_00]  # the limit itself is allowed
    assert found.waiting == ()


def test_a_move_beyond_the_limit_of_either_line_waits(stated: Stated) -> None:
    """
    line | budget
    3.1  | 100,000.00
    3.2  | 200,000.00

    from | to  | amount    | requested  | approved
    3.1  | 3.2 | 10,000.01 | 2019-10-01 |
    3.2  | 3.1 | 10,000.01 | 2019-10-02 |
    """
    assert waiting(stated.at("2019-Q4")) == ["2019-10-01", "2019-10-02"]


def test_three_moves_of_four_per_cent_are_one_of_twelve(stated: Stated) -> None:
    """
    line | budget
    3.1  |   100,000.00
    3.2  | 1,000,000.00

    from | to  | amount   | requested  | approved
    3.1  | 3.2 | 4,000.00 | 2019-10-01 |
    3.1  | 3.2 | 4,000.00 | 2019-10-02 |
    3.1  | 3.2 | 4,000.00 | 2019-10-03 |
    """
    assert waiting(stated.at("2019-Q4")) == ["2019-10-03"]


def test_what_goes_out_and_what_comes_in_are_added(stated: Stated) -> None:
    """
    line | budget
    3.1  |   100,000.00
    3.2  | 1,000,000.00

    from | to  | amount   | requested  | approved
    3.1  | 3.2 | 6,000.00 | 2019-10-01 |
    3.2  | 3.1 | 4,000.01 | 2019-10-02 |
    """
    assert waiting(stated.at("2019-Q4")) == ["2019-10-02"]


def test_a_move_that_waits_has_moved_nothing_and_does_not_count(stated: Stated) -> None:
    """
    line | budget
    3.1  |   100,000.00
    3.2  | 1,000,000.00

    from | to  | amount   | requested  | approved
    3.1  | 3.2 | 8,000.00 | 2019-10-01 |
    3.1  | 3.2 | 4,000.00 | 2019-10-02 |
    3.1  | 3.2 | 2,000.00 | 2019-10-03 |
    """
    assert waiting(stated.at("2019-Q4")) == ["2019-10-02"]


def test_an_approval_begins_the_count_of_its_lines_anew(stated: Stated) -> None:
    """
    line | budget
    3.1  |   100,000.00
    3.2  | 1,000,000.00
    3.3  | 1,000,000.00

    from | to  | amount    | requested  | approved
    3.1  | 3.2 |  9,000.00 | 2019-10-01 |
    3.1  | 3.2 | 50,000.00 | 2019-10-02 | 2019-10-10
    3.1  | 3.3 |  5,000.00 | 2019-10-09 |
    3.1  | 3.3 | 10,000.00 | 2019-10-11 |
    3.1  | 3.3 |      0.01 | 2019-10-12 |
    """
    assert waiting(stated.at("2019-Q4")) == ["2019-10-09", "2019-10-12"]


def test_an_approval_of_another_line_does_not(stated: Stated) -> None:
    """
    line | budget
    3.1  |   100,000.00
    3.2  | 1,000,000.00
    3.3  | 1,000,000.00

    from | to  | amount    | requested  | approved
    3.1  | 3.2 |  9,000.00 | 2019-10-01 |
    3.2  | 3.3 | 500,000.00 | 2019-10-02 | 2019-10-03
    3.1  | 3.2 |  2,000.00 | 2019-10-04 |
    """
    assert waiting(stated.at("2019-Q4")) == ["2019-10-04"]


def test_a_move_approved_later_has_no_effect_in_a_report_before_it(stated: Stated) -> None:
    """
    line | budget
    3.1  | 100,000.00
    3.2  | 100,000.00

    from | to  | amount    | requested  | approved
    3.1  | 3.2 | 50,000.00 | 2019-12-01 | 2020-01-07
    """
    assert waiting(stated.at("2019-Q4")) == ["2019-12-01"]
    assert waiting(stated.at("2020-Q1")) == []


def test_every_move_into_staff_overhead_or_a_new_line_needs_approval(stated: Stated) -> None:
    """
    line | budget
    1.1  | 100,000.00
    3.1  | 100,000.00
    3.9  |       0.00
    4.1  |  14,000.00

    from | to  | amount | requested  | approved
    3.1  | 1.1 |   0.01 | 2019-10-01 |
    3.1  | 4.1 |   0.01 | 2019-10-02 |
    3.1  | 3.9 |   0.01 | 2019-10-03 |
    1.1  | 3.1 |   0.01 | 2019-10-04 |
    """
    assert waiting(stated.at("2019-Q4")) == ["2019-10-01", "2019-10-02", "2019-10-03"]


def test_what_was_moved_before_the_version_was_approved_is_in_it_already(stated: Stated) -> None:
    """
    The version is of 24 June 2019.

    line | budget
    3.1  | 100,000.00
    3.2  | 100,000.00

    from | to  | amount   | requested  | approved
    3.1  | 3.2 | 8,000.00 | 2019-06-23 |
    3.1  | 3.2 | 8,000.00 | 2019-06-24 |
    3.1  | 3.2 | 8,000.00 | 2019-07-02 |
    """
    facts = stated.at("2019-Q4")

    assert facts.version.approved_on == date(2019, 6, 24)
    assert waiting(facts) == ["2019-07-02"]


def table(facts: Facts) -> Table:
    return deviations.tabulate(deviations.compute(facts), facts)


def test_the_sheet_shows_what_has_effect_and_notes_what_waits(stated: Stated) -> None:
    """
    line | budget
    1.1  |  50,000.00
    3.1  | 100,000.00
    3.2  | 100,000.00

    from | to  | amount   | requested  | approved
    3.1  | 3.2 | 6,000.00 | 2019-10-01 |
    3.1  | 3.2 | 1,500.00 | 2019-10-02 |
    3.1  | 1.1 | 2,000.00 | 2019-10-03 | 2019-11-04
    3.1  | 1.1 | 3,000.00 | 2019-10-04 |
    """
    found = table(stated.at("2019-Q4"))

    assert found.cell("3.1", "moved_out") == nok("9500.00")
    assert found.cell("3.2", "moved_in") == nok("7500.00")
    assert found.cell("1.1", "moved_in") == nok("2000.00")
    assert found.cell("3.1", "budget") == nok("100000.00")  # stands until a version contains the moves
    assert found.cell("total", "moved_in") == found.cell("total", "moved_out") == nok("9500.00")
    assert found.notes[-1] == (
        "Waiting for the donor’s approval, and not yet moved: 3.1 to 1.1 NOK\u00a03,000.00."
    )
