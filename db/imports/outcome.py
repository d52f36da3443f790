"""What bringing a workbook in would do, or has done."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Final

from db.imports.problems import Problem
from db.recording.facts import FieldChange, State

MOST_LISTED: Final = 1_000
"""Problems, changes and interpretations that are listed one by one; of the others the number is told."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A fact that is new or changes."""

    sheet: str
    row: int
    thing: str
    state: State
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A cell whose text was not in the usual form, and what it was understood as."""

    sheet: str
    cell: str
    found: str
    understood: str


@dataclass(slots=True)
class Counted:
    """How many rows of a sheet do what."""

    name: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def count(self, state: State) -> None:
        """One row more."""
        name = state.value.lower()
        setattr(self, name, getattr(self, name) + 1)


@dataclass(slots=True)
class Outcome:
    """Filled while a workbook is read."""

    kind: str
    digest: str
    """SHA-256 of the workbook, in hexadecimal digits."""
    sheets: list[Counted] = field(default_factory=list)
    changes: list[Listed] = field(default_factory=list)
    """New and changed facts, the first of them."""
    understood: list[Understood] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    more_understood: int = 0
    more_problems: int = 0
    """Beyond those that are listed."""
    _seen: Any = field(default_factory=hashlib.sha256)

    @property
    def is_clean(self) -> bool:
        """Whether nothing keeps it from being applied."""
        return not self.problems

    @property
    def rows(self) -> int:
        return sum(sheet.new + sheet.changed + sheet.unchanged for sheet in self.sheets)

    @property
    def changes_digest(self) -> str:
        """Of all that would be written, so that nothing else is applied than what was looked at."""
        return str(self._seen.hexdigest())

    def tell_problem(self, problem: Problem) -> None:
        """One thing that is wrong."""
        if len(self.problems) < MOST_LISTED:
            self.problems.append(problem)
        else:
            self.more_problems += 1

    def tell_understood(self, understood: Understood) -> None:
        """One cell that was interpreted."""
        if len(self.understood) < MOST_LISTED:
            self.understood.append(understood)
        else:
            self.more_understood += 1

    def tell_change(self, listed: Listed) -> None:
        """One fact; an unchanged one is only counted."""
        self.sheets[-1].count(listed.state)
        if listed.state is State.UNCHANGED:
            return
        fields = [[each.name, str(each.before), str(each.after)] for each in listed.fields]
        told = [listed.sheet, listed.thing, listed.state, fields]
        self._seen.update(json.dumps(told).encode())
        if len(self.changes) < MOST_LISTED:
            self.changes.append(listed)
