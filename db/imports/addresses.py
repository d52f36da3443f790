"""Columns by their letters, and areas such as `A1:C4`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from db.imports import limits

LAST_COLUMN: Final = 16_384
"""XFD, the last one that Excel has."""

_AREA: Final = re.compile(
    r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?", re.ASCII
)


def letters(column: int) -> str:
    """The letters of a column, counted from 1: `A`, `Z`, `AA`."""
    found = ""
    while column:
        column, letter = divmod(column - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


def column_of(name: str) -> int | None:
    """The number of a column by its letters; None when Excel has no such column."""
    if not (0 < len(name) <= 3 and name.isascii() and name.isalpha() and name.isupper()):
        return None
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number if number <= LAST_COLUMN else None


COLUMNS: Final[Mapping[str, int]] = {letters(each): each for each in range(1, limits.COLUMNS_AT_MOST + 1)}
"""The columns in which a value may stand."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; the last row and column are in it."""

    top: int
    bottom: int
    left: int
    right: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `A1:C4` or `A1`; None for anything else."""
        match = _AREA.fullmatch(text)
        if match is None:
            return None
        left, right = column_of(match[1]), column_of(match[3] or match[1])
        top, bottom = int(match[2]), int(match[4] or match[2])
        if left is None or right is None or right < left or bottom < top:
            return None
        return cls(top, bottom, left, right)

    def holds(self, column: int) -> bool:
        return self.left <= column <= self.right


class Areas:
    """Areas asked for row by row from the top; each is looked at only while it lies across the row."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._later = sorted(areas, key=lambda area: area.top, reverse=True)
        self._here: list[Area] = []

    def add(self, area: Area) -> None:
        """One more that begins in the row that was last asked for."""
        self._here.append(area)

    def columns_at(self, row: int) -> Iterator[int]:
        """The columns that are covered in a row, among those in which a value may stand."""
        for area in self.at(row):
            yield from range(area.left, min(area.right, limits.COLUMNS_AT_MOST) + 1)

    def at(self, row: int) -> Sequence[Area]:
        """The areas across a row."""
        while self._later and self._later[-1].top <= row:
            self._here.append(self._later.pop())
        if self._here:
            self._here = [area for area in self._here if area.bottom >= row]
        return self._here
