"""Rows of a sheet as facts, with every problem of every cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from sqlalchemy.orm import Session

from db.imports.choices import Choices
from db.imports.columns import (
    EXAMPLE,
    FIRST_COLUMN,
    HEAD_ROW,
    Amount,
    Code,
    CodeOf,
    Column,
    SheetKind,
    Text,
)
from db.imports.forms import read_cell
from db.imports.misread import Misread, shown
from db.imports.outcome import Outcome, Understood
from db.imports.problems import NO_PERSON, Problem, personal_text, told
from db.imports.reader import Cell, Row
from db.personal import personal_heading
from db.recording import facts
from db.recording.texts import IDENTITY_NUMBER
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
                self._look_through(row)
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
            heading = _found(cell)
            column = known.get(heading)
            if column is not None and column.field not in self._letters:
                columns[letter] = column
                self._letters[column.field] = letter
                continue
            is_well = False
            if column:
                self._tell(cell.address, heading, "this heading once")
            elif what := personal_heading(heading):
                self._tell(cell.address, f"a column that looks like {what}", NO_PERSON)
            else:
                self._tell(cell.address, heading, "one of the template's headings")
        for column in self._kind.columns:
            if column.is_required and column.field not in self._letters:
                is_well = False
                self._tell("", "no such column", f"a column “{column.heading}”; take a new template")
        if not is_well:
            return None
        # an amount is read when its currency is known
        return dict(sorted(columns.items(), key=lambda each: bool(_currency_field(each[1]))))

    def _record(self, row: Row, columns: Mapping[str, Column]) -> Record | None:
        mark = row.cells.get(_MARK)
        if mark is not None:
            if _found(mark) != EXAMPLE:
                self._tell(mark.address, _found(mark), "nothing in the first column")
            self._look_through(row)
            return None
        values: dict[str, Any] = {}
        is_well = True
        for letter, column in columns.items():
            cell = row.cells.get(letter)
            try:
                value = self._value(column, cell, values.get(_currency_field(column)))
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
            self._tell(cell.address, _found(cell), "nothing beside the template's columns")
        if not is_well:
            self.unread.add(values.get(self._kind.columns[0].field))
            return None
        return Record(row.number, self._kind.facts.fact(**values))

    def _value(self, column: Column, cell: Cell | None, currency: str | None) -> Any:
        if cell is None:
            return None
        read = read_cell(column.form, cell, self._choices[column.field], currency)
        if read.value is None:
            return None
        if isinstance(column.form, Text):
            _refuse_person(column.form, read.value)
        if read.is_interpreted:
            self._outcome.tell_understood(
                Understood(self._kind.name, cell.address, shown(cell.value), facts.shown(read.value))
            )
        return column.fact_value(read.value)

    def _look_through(self, row: Row) -> None:
        """Refuse a row that is not read, but kept with the workbook, when it tells of a person."""
        for cell in row.cells.values():
            if isinstance(cell.value, str) and (found := personal_text(cell.value)):
                self._tell(cell.address, found, NO_PERSON)

    def _tell(self, cell: str, found: str, expected: str) -> None:
        self._outcome.tell_problem(Problem(self._kind.name, cell, told(found), expected))


_MARK = get_column_letter(FIRST_COLUMN - 1)


def _refuse_person(form: Text, text: str) -> None:
    if form.is_reference and text.isdecimal() and len(text) < IDENTITY_NUMBER:
        return
    if found := personal_text(text):
        raise Misread(found, NO_PERSON)


def _found(cell: Cell) -> str:
    return shown(cell.value) if cell.flaw is None else cell.flaw.value


def _currency_field(column: Column) -> str:
    """The field that an amount's currency stands in; empty where there is none."""
    return (column.form.currency or "") if isinstance(column.form, Amount) else ""


def _choices(session: Session, scope: Scope, column: Column) -> Choices | None:
    if isinstance(column.form, CodeOf):
        return Choices(column.form.noun, column.form.values(session, scope))
    if isinstance(column.form, Code):
        return Choices(column.heading.lower(), column.form.values)
    return None
