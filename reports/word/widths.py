"""Column widths fitted to what stands in the columns.

Word lays out a table at fixed widths faster and the same in every program, but wants to be told them.
Lengths are in twips.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isqrt
from typing import Final

from reports.word.look import CELL_MARGIN, TABLE_SIZE

LONGEST_WORD: Final = 2000
"""A longer word may break rather than take its neighbours' room."""
SHORT_LINE: Final = 1500
"""A column of shorter texts keeps them on one line where it can."""
LONGEST_LINE: Final = 20_000
"""A longer text asks for no more room."""

_SPACES: Final = re.compile(r"[ \n\t]+")
"""Codes such as OC1-OP2 do not break at their hyphens."""
_BOLD: Final = 1.1
_SPARE: Final = 40
"""For what the glyph widths miss."""
_STEPS: Final = 100

_GLYPHS: Final = {
    **dict.fromkeys("ijl'|’‘", 222),
    **dict.fromkeys(" \u00a0.,:;!/[]()ftrI-", 290),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("mwMW@%", 860),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDGHNOQRU", 750),
}
"""Widths in thousandths of the size, after Arial's. What is not listed is as wide as a digit, or wider."""


@dataclass(frozen=True, slots=True)
class Need:
    """How much room a column must have, and how much it would like."""

    least: int
    wanted: int


def line_width(text: str, *, bold: bool = False) -> int:
    """About how long a text is on one line of a table."""
    thousandths = sum(_GLYPHS.get(glyph) or (556 if glyph < "\u0250" else 680) for glyph in text)
    return round(thousandths * TABLE_SIZE * 20 / 1000 * (_BOLD if bold else 1))


def text_need(texts: Iterable[str], *, bold: bool = False) -> Need:
    """What a column of texts needs, without the margins of its cells."""
    least = wanted = 0
    for text in set(texts):
        least = max(least, *(line_width(word, bold=bold) for word in _SPACES.split(text)))
        wanted = max(wanted, *(line_width(line, bold=bold) for line in text.split("\n")))
    return Need(min(least, LONGEST_WORD), min(wanted, LONGEST_LINE))


def number_need(texts: Iterable[str], *, bold: bool = False) -> Need:
    """What a column of numbers needs: they never break."""
    widest = max((line_width(text, bold=bold) for text in set(texts)), default=0)
    return Need(widest, widest)


def head_need(label: str) -> Need:
    """What a column label needs; it would rather stand on two lines than widen its column."""
    whole = text_need([label], bold=True)
    return Need(whole.least, max(whole.least, whole.wanted * 6 // 10))


def both(first: Need, second: Need, more: int = 0) -> Need:
    """Room for both, one above the other, and more beside them."""
    return Need(max(first.least, second.least) + more, max(first.wanted, second.wanted) + more)


def fitted(needs: Sequence[Need], total: int) -> list[int]:
    """Widths that add up to total: each has what it must, and none more than it would like.

    Between the two a column grows with the root of what it would like, so that short texts
    stay on one line and long ones wrap, the longest in the widest column.
    """
    slack = 2 * CELL_MARGIN + _SPARE
    least = [need.least + slack for need in needs]
    wanted = [max(need.wanted, need.least) + slack for need in needs]
    if sum(wanted) <= total:
        return _shared(total, wanted)
    if sum(least) >= total:
        return _shared(total, least)
    unbroken = [want if want <= SHORT_LINE else must for must, want in zip(least, wanted, strict=True)]
    if sum(unbroken) <= total:
        least = unbroken

    def grown(scale: int) -> list[int]:
        columns = zip(least, wanted, strict=True)
        return [min(max(must, isqrt(want) * scale // _STEPS), want) for must, want in columns]

    scale = bisect_right(range(total * _STEPS), total, key=lambda step: sum(grown(step))) - 1
    widths = grown(scale)
    widths[wanted.index(max(wanted))] += total - sum(widths)
    return widths


def _shared(total: int, weights: Sequence[int]) -> list[int]:
    """Total in whole parts in proportion to weights; the last part takes the rounding."""
    whole = sum(weights)
    edges = [total * sum(weights[:count]) // whole for count in range(len(weights) + 1)]
    return [after - before for before, after in pairwise(edges)]
