"""Rows of a sheet as facts, with every problem of every cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from sqlalchemy.orm import Session

from db.imports.columns import EXAMPLE, FIRST_COLUMN, HEAD_ROW, Code, CodeOf, Column, SheetKind, Text
from db.imports.forms import Choices, read_cell
from db.imports.misread import Misread
from db.imports.outcome import Outcome, Understood
from db.imports.personal import personal_heading, personal_text
from db.imports.problems import Problem
from db.imports.reader import Cell, Row
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class Record:
    """A fact, and the row it stands in."""

    row: int
    fact: Any


class SheetReader:
    """Reads one sheet, and tells the outcome what it could not read."""

    def __init__(
        self,
        session: Session,
        scope: Scope,
        kind: SheetKind,
        outcome: Outcome,
        unread_before: Collection[object],
    ) -> None:
        """unread_before: codes of things on earlier sheets that could not be read; told once, there."""
        self._kind, self._outcome, self._unread_before = kind, outcome, unread_before
        self._letters: dict[str, str] = {}
        self._choices = {column.field: _choices(session, scope, column) for column in kind.columns}
        self.unread: set[object] = set()
        """What stands in the first column of rows that could not be read."""

    def records(self, rows: Iterable[Row]) -> Iterator[Record]:
        """The facts of its rows, in order; none of a sheet whose headings are not those of the template."""
        columns: Mapping[str, Column] | None = None
        for row in rows:
            if row.number < HEAD_ROW:
                continue
            if columns is None:
                columns = self._head(row)
                if columns is None:
                    return
                continue
            record = self._record(row, columns)
            if record is not None:
                yield record
        if columns is None:
            self._tell("", "no headings", f"headings in row {HEAD_ROW}; take a new template")

    def address(self, field: str, row: int) -> str:
        """Where a field of a row stands; empty when its column is not there."""
        letter = self._letters.get(field)
        return f"{letter}{row}" if letter else ""

    def _head(self, row: Row) -> Mapping[str, Column] | None:
        """The columns by their letters; None when a cell of the head is a problem."""
        known = self._kind.headings
        columns: dict[str, Column] = {}
        is_well = row.number == HEAD_ROW
        if not is_well:
            self._tell("", "no headings", f"headings in row {HEAD_ROW}; take a new template")
            return None
        for letter, cell in row.cells.items():
            heading = str(cell.value).strip()
            column = known.get(heading)
            if column is not None and column.field not in self._letters:
                columns[letter] = column
                self._letters[column.field] = letter
                continue
            is_well = False
            reason = None if self._kind.names_people else personal_heading(heading)
            self._tell(
                f"{letter}{row.number}",
                heading,
                "this heading once" if column else reason or "one of the template's headings",
            )
        for column in self._kind.columns:
            if column.is_required and column.field not in self._letters:
                is_well = False
                self._tell("", "no such column", f"a column “{column.heading}”; take a new template")
        return columns if is_well else None

    def _record(self, row: Row, columns: Mapping[str, Column]) -> Record | None:
        mark = row.cells.get(_MARK)
        if mark is not None:
            if str(mark.value).strip() != EXAMPLE:
                self._tell(mark.address, str(mark.value), "nothing in the first column")
            return None
        values: dict[str, Any] = {}
        is_well = True
        for letter, column in columns.items():
            cell = row.cells.get(letter)
            try:
                value = self._value(column, cell, f"{letter}{row.number}")
            except Misread as misread:
                is_well = False
                if misread.found not in self._unread_before:
                    self._tell(f"{letter}{row.number}", misread.found, misread.expected)
                continue
            if value is not None:
                values[column.field] = value
            elif column.is_required:
                is_well = False
                self._tell(f"{letter}{row.number}", "nothing", f"{column.heading}: {column.help}")
        for letter in row.cells.keys() - columns.keys():
            cell = row.cells[letter]
            is_well = False
            self._tell(cell.address, str(cell.value), "nothing beside the template's columns")
        if not is_well:
            self.unread.add(values.get(self._kind.columns[0].field))
            return None
        return Record(row.number, self._kind.facts.fact(**values))

    def _value(self, column: Column, cell: Cell | None, address: str) -> Any:
        if cell is None:
            return None
        read = read_cell(column.form, cell, self._choices[column.field])
        if read.value is None:
            return None
        is_free = isinstance(column.form, Text) and not self._kind.names_people
        if is_free and (reason := personal_text(str(read.value))):
            raise Misread(str(read.value), reason)
        if read.is_interpreted:
            self._outcome.tell_understood(
                Understood(self._kind.name, address, str(cell.value), str(read.value))
            )
        return column.fact_value(read.value)

    def _tell(self, cell: str, found: str, expected: str) -> None:
        self._outcome.tell_problem(Problem(self._kind.name, cell, shortened(found), expected))


_MARK = get_column_letter(FIRST_COLUMN - 1)


def shortened(found: str) -> str:
    """What was found, on one line, at most sixty characters of it."""
    line = " ".join(found.split())
    return line if len(line) <= 60 else line[:60] + "…"


def _choices(session: Session, scope: Scope, column: Column) -> Choices | None:
    if isinstance(column.form, CodeOf):
        return Choices(column.form.noun, column.form.values(session, scope))
    if isinstance(column.form, Code):
        return Choices(column.heading.lower(), column.form.values)
    return None
