"""Any table is printed whole, readable, and with work that grows no faster than its rows."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import FrameType

import pytest
from lxml import etree

from reports.table import Column, Kind, Role, Row, Table
from reports.word import narrative
from reports.word.look import LANDSCAPE, PORTRAIT
from tests.reports.word import by_hand
from tests.reports.word.reading import W, body, defined_style, found, printed_tables, style, value


def _tables(document: bytes) -> list[etree._Element]:
    return found(body(document), "w:tbl")


def test_cells_are_printed_as_the_formatter_says(document: bytes) -> None:
    money = printed_tables(document)[5]

    assert money.head == (
        "Category",
        "Approved budget",
        "Expenditure this period",
        "Expenditure to date",
        "Balance",
        "% used",
        "Deviation",
    )
    assert money.rows == (
        ("A Staff", "54,000.00", "54,453.65", "54,453.65", "−453.65", "100.8%", ""),
        ("B Office", "0.00", "0.00", "0.00", "0.00", "n/a", ""),
        ("C Operational", "209,000.00", "215,731.64", "215,731.64", "−6,731.64", "103.2%", "over 10 %"),
        ("Direct total", "263,000.00", "270,185.29", "270,185.29", "−7,185.29", "102.7%", ""),
        ("Overhead, 7 %", "18,410.00", "18,912.97", "18,912.97", "−502.97", "102.7%", ""),
        ("Grand total", "281,410.00", "289,098.26", "289,098.26", "−7,688.26", "102.7%", ""),
    )


def test_a_symbol_is_explained_where_it_appears_and_notes_are_numbered(document: bytes) -> None:
    below = [table.below for table in printed_tables(document)]

    assert below[1] == (
        "“..” not available; “s” withheld to protect people; “n/a” not applicable; "
        "“not released” awaiting the release of protected counts.",
        "Note 1. Status by the unrounded share of the time-proportional target.",
        "Note 2. Counts of people are released after protection.",
    )
    assert below[5] == ("“n/a” not applicable.",)
    assert below[4] == ()


def test_a_table_without_rows_says_why(document: bytes) -> None:
    deviations = printed_tables(document)[4]

    assert deviations.head == ("Plan reference", "Planned", "Happened", "Consequence", "Action")
    assert deviations.rows == (("No deviation in this period.",),)


def test_group_rows_run_across_and_their_lines_are_indented(document: bytes) -> None:
    indicators = _tables(document)[1]
    group, line = found(indicators, "w:tr")[1:3]

    assert value(group, "w:tc/w:tcPr/w:gridSpan") == "9"
    assert [style(each) for each in found(group, "w:tc/w:p")] == ["TableStrong"]
    assert [style(each) for each in found(line, "w:tc/w:p")][:3] == ["TableLine", "TableText", "TableNumber"]


def test_totals_are_bold_below_a_thin_rule_and_the_table_has_three_rules(document: bytes) -> None:
    money = _tables(document)[5]
    total = found(money, "w:tr")[-1]
    look = defined_style(document, "ReportTable")

    assert {style(each) for each in found(total, "w:tc/w:p")} == {"TableStrong", "TableStrongNumber"}
    assert {each.get(f"{W}sz") for each in found(total, "w:tc/w:tcPr/w:tcBorders/w:top")} == {"4"}
    assert [etree.QName(each).localname for each in found(look, "w:tblPr/w:tblBorders/*")] == [
        "top",
        "bottom",
    ]
    head = found(look, 'w:tblStylePr[@w:type="firstRow"]/w:tcPr')[0]
    assert [etree.QName(each).localname for each in found(head, "w:tcBorders/*")] == ["bottom"]
    assert value(head, "w:shd", f"{W}fill") == "E8EDF3"


def test_numbers_stand_right_and_text_left(document: bytes) -> None:
    head, first = found(_tables(document)[5], "w:tr")[:2]

    numbers = ["TableHead", *["TableHeadNumber"] * 5, "TableHead"]
    assert [style(each) for each in found(head, "w:tc/w:p")] == numbers
    numbers = ["TableText", *["TableNumber"] * 5, "TableText"]
    assert [style(each) for each in found(first, "w:tc/w:p")] == numbers
    assert value(defined_style(document, "TableNumber"), "w:pPr/w:jc") == "right"
    assert value(defined_style(document, "TableHeadNumber"), "w:pPr/w:jc") == "right"


def test_heads_repeat_and_rows_never_break(document: bytes) -> None:
    for table in _tables(document):
        rows = found(table, "w:tr")
        assert [bool(found(row, "w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(found(row, "w:trPr/w:cantSplit") for row in rows)


def test_a_table_is_described_to_those_who_hear_it(document: bytes) -> None:
    events = _tables(document)[2]

    assert value(events, "w:tblPr/w:tblCaption") == "Events, 2019-Q4"
    assert value(events, "w:tblPr/w:tblDescription") == (
        "9 columns: No., Event, Dates, Place, Organisers, Countries, Participations (total), Women %, "
        "Output code. 3 rows."
    )


def test_columns_fill_the_text_width_exactly(document: bytes) -> None:
    papers = [PORTRAIT, LANDSCAPE, LANDSCAPE, PORTRAIT, PORTRAIT, PORTRAIT]

    for table, paper in zip(_tables(document), papers, strict=True):
        widths = [int(each.get(f"{W}w") or 0) for each in found(table, "w:tblGrid/w:gridCol")]
        assert sum(widths) == paper.text_width
        assert value(table, "w:tblPr/w:tblLayout", f"{W}type") == "fixed"
        for row in found(table, "w:tr"):
            assert sum(int(each.get(f"{W}w") or 0) for each in found(row, "w:tc/w:tcPr/w:tcW")) == sum(widths)


def test_a_last_total_never_stands_alone_on_a_page(document: bytes) -> None:
    *_, before, total = found(_tables(document)[5], "w:tr")

    assert all(found(each, "w:pPr/w:keepNext") for each in found(before, "w:tc/w:p"))
    assert all(found(each, "w:pPr/w:keepNext") for each in found(total, "w:tc/w:p"))  # with its legend


def test_a_long_table_has_all_its_rows() -> None:
    document = narrative.build(by_hand.with_table(by_hand.long_table(500)))
    [ledger] = printed_tables(document)

    assert len(ledger.rows) == 500
    assert ledger.rows[499] == (
        "LED-0500",
        "21\u00a0Oct\u00a02019",
        "3.1",
        "GE",
        "Conference, interpretation",
        "9.087",
        "−6,170.00",
        "50.0%",
    )


def test_twice_the_rows_cost_twice_the_calls() -> None:
    few, twice = _calls(200), _calls(400)

    assert twice / few < 2.05


def _calls(rows: int) -> int:
    """How many functions are called to print so many rows: what a clock cannot tell apart, a count can."""
    dataset = by_hand.with_table(by_hand.long_table(rows))
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        narrative.build(dataset)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("role", [Role.TOTAL, Role.SUBTOTAL])
def test_a_total_ends_a_group(role: Role) -> None:
    table = Table(
        "grouped",
        "Groups",
        (Column("name", "Name"), Column("count", "Count", Kind.COUNT)),
        (
            Row("g", ("A Staff", None), Role.GROUP),
            Row("1", ("1.1", 4)),
            Row("t", ("Together", 4), role),
            Row("2", ("After", 1)),
        ),
    )
    [printed] = _tables(narrative.build(by_hand.with_table(table)))

    first = [style(found(row, "w:tc/w:p")[0]) for row in found(printed, "w:tr")]
    assert first == ["TableHead", "TableStrong", "TableLine", "TableStrong", "TableText"]


def test_line_ends_in_a_cell_are_kept() -> None:
    table = replace(by_hand.RECOMMENDATIONS, rows=(Row("1", (1, "First\nsecond", "", "", "")),))
    [printed] = printed_tables(narrative.build(by_hand.with_table(table)))

    assert printed.rows == (("1", "First\nsecond", "", "", ""),)
