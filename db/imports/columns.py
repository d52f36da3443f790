"""What a workbook of a kind consists of: its sheets, and what their columns hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from db.recording.facts import FactKind, Key
from db.scope import Scope

TEMPLATE_VERSION: Final = 1
"""Counts up when a template's sheets or columns change."""

INSTRUCTIONS: Final = "Instructions"
"""The first sheet of every template."""

MARK_CELL: Final = "B2"
"""Of the instructions: `rates, template version 1`."""

HEAD_ROW: Final = 4
"""Where the headings stand on a sheet; its title and what it is for stand above."""

FIRST_COLUMN: Final = 2
"""Where the headings begin; the column before marks the example."""

EXAMPLE: Final = "Example"
"""What stands in the first column of the example's row, which is never read."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words; the longest that is taken."""

    longest: int = 500
    is_reference: bool = False
    """Whether it names a paper, by a number that may look like that of a telephone."""


@dataclass(frozen=True, slots=True)
class Code:
    """One of a closed list."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CodeOf:
    """A code that the database has."""

    noun: str
    """What is named: `budget line`."""
    find: Select[str]
    """Codes, in the order in which they are offered."""
    seen: Callable[[Scope], Sequence[ColumnElement[bool]]] | None = None
    """Which of them a scope sees; None where they are everybody's."""

    def values(self, session: Session, scope: Scope) -> tuple[str, ...]:
        """The codes that there are now for a scope."""
        conditions = self.seen(scope) if self.seen else ()
        return tuple(dict.fromkeys(str(code) for code in session.scalars(self.find.where(*conditions))))


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""


@dataclass(frozen=True, slots=True)
class QuarterCode:
    """A calendar quarter: `2019-Q4`."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in major units, with at most two decimals."""

    currency: str | None = None
    """The field of the same row that names its currency."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with at most so many decimals."""

    places: int
    is_percentage: bool = False
    """Whether 12.5 may be written as 12.5 %."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""


Form: TypeAlias = Text | Code | CodeOf | Day | QuarterCode | Amount | Number | Whole | YesNo


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, and the field of a fact that it fills."""

    field: str
    heading: str
    form: Form
    help: str
    """What to write, in a sentence."""
    example: object
    """What the example row says; None leaves the cell empty."""
    is_required: bool = False
    becomes: type[Enum] | None = None
    """The enumeration that a code is a value of, by the value's name where it is a number."""

    def fact_value(self, value: Any) -> Any:
        """A value that was understood, as the fact's field holds it."""
        if value is None or self.becomes is None:
            return value
        return self.becomes[value] if value in self.becomes.__members__ else self.becomes(value)


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A sheet: what its rows are, and its columns in order."""

    name: str
    title: str
    explains: str
    """What stands on it, in a sentence or two."""
    facts: FactKind[Any]
    columns: tuple[Column, ...]
    names_people: bool = False
    """Whether public office-holders are named on it, and no check for names is made."""

    @property
    def headings(self) -> Mapping[str, Column]:
        """The columns by their headings."""
        return {column.heading: column for column in self.columns}


@dataclass(frozen=True, slots=True)
class WorkbookKind:
    """A kind of workbook: `events`. Its sheets are read in order, each after the ones before are written."""

    name: str
    title: str
    explains: Sequence[str]
    """How to fill it in; a paragraph each."""
    sheets: tuple[SheetKind, ...]
    most_rows: int = 20_000
    """Of all its sheets together."""
    finish: Callable[[Session, Mapping[str, Collection[Key]]], None] | None = None
    """What must hold when all sheets are written, given the keys that each names. Raises FactRefused."""


def code(
    field: str,
    heading: str,
    kind: type[Enum],
    help: str,
    example: object,
    *,
    is_required: bool = True,
) -> Column:
    """A column of the values of an enumeration."""
    numbers = any(isinstance(member.value, int) for member in kind)
    values = tuple(member.name if numbers else member.value for member in kind)
    return Column(field, heading, Code(values), help, example, is_required, kind)
