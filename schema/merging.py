"""How many fields are to be merged because they are answered under one name.

The library compares each such field with each, and all that is inside of both, so that the work grows
with the square of their number. Here they are counted in one pass.
"""

from __future__ import annotations

from typing import Final

MOST_NAMES: Final = 10_000
"""So many names that fragments bring are looked at; a document that spreads more is too much to merge."""

TOO_MUCH: Final = 10**6


class Answers:
    """The names that a selection is answered under, each with its weight: one, and the fields inside."""

    __slots__ = ("_all", "own", "spread")

    def __init__(self) -> None:
        self._all: dict[str, int] = {}
        self.own: dict[str, int] = {}
        """Those that no spread brings."""
        self.spread: set[str] = set()
        """The fragments that bring the others, and those that they spread in turn."""

    def add(self, name: str, weight: int) -> int:
        """Answer one more field under a name; gives the fields to merge with those that were there before."""
        self.own[name] = max(self.own.get(name, 0), weight)
        return self.merge(name, weight)

    def merge(self, name: str, weight: int) -> int:
        """The same for a field that a spread brings."""
        before = self._all.get(name, 0)
        self._all[name] = max(before, weight)
        return min(before, weight)


class Fragments:
    """The answers of every fragment of a document, noted before those that spread it."""

    def __init__(self) -> None:
        self._answers: dict[str, Answers] = {}
        self._left = MOST_NAMES

    def note(self, name: str, answers: Answers) -> None:
        """From now on the fragment may be spread."""
        self._answers[name] = answers

    def spread(self, name: str, into: Answers) -> int:
        """Answer a fragment's fields too, once however often it is spread; gives the fields to merge."""
        if name in into.spread:
            return 1
        if name not in self._answers:
            return 0
        self._left -= len(self._answers[name].spread)
        if self._left < 0:
            return TOO_MUCH
        merged = 0
        for each in {name, *self._answers[name].spread} - into.spread:
            into.spread.add(each)
            own = self._answers[each].own if each in self._answers else {}
            self._left -= len(own)
            merged += sum(into.merge(answered, weight) for answered, weight in own.items())
        return merged
