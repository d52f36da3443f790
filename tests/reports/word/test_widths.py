"""Column widths: numbers never break, short columns stay short, the sum is exact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.word.widths import LONGEST_WORD, Need, fitted, head_need, number_need, text_need

NEEDS = st.lists(
    st.builds(lambda least, more: Need(least, least + more), st.integers(0, 3_000), st.integers(0, 6_000)),
    min_size=1,
    max_size=12,
)


@given(NEEDS, st.integers(5_000, 15_000))
def test_widths_fill_the_line_exactly(needs: list[Need], total: int) -> None:
    widths = fitted(needs, total)

    assert sum(widths) == total
    assert min(widths) > 0


@given(NEEDS)
def test_where_there_is_room_every_column_has_what_it_must(needs: list[Need]) -> None:
    total = sum(need.least for need in needs) + 300 * len(needs)

    assert all(width >= need.least for width, need in zip(fitted(needs, total), needs, strict=True))


def test_a_short_column_gets_its_line_before_a_long_text_does() -> None:
    place = text_need(["Tbilisi, GE"])
    event = text_need(["A long name of a conference that may well stand on three lines of its column"])

    narrow, wide = fitted([place, event], 4_000)

    assert narrow >= place.wanted
    assert wide < event.wanted


def test_a_number_is_one_word_and_a_code_too() -> None:
    assert number_need(["−1,234,567.90"]).least == number_need(["−1,234,567.90"]).wanted
    assert text_need(["OC1-OP1-I1"]).least == text_need(["OC1-OP1-I1"]).wanted


def test_an_endless_word_may_break() -> None:
    assert text_need(["x" * 500]).least == LONGEST_WORD


def test_a_label_would_rather_stand_on_two_lines() -> None:
    label = head_need("Expenditure this period")

    assert label.least < label.wanted < text_need(["Expenditure this period"], bold=True).wanted


def test_a_column_of_nothing_needs_nothing() -> None:
    assert number_need([]) == text_need([]) == Need(0, 0)
