"""Bringing a workbook in: the whole of it in the caller's transaction, which keeps it or takes it back.

A preview is the same deed taken back, so that it cannot say anything else than what applying does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeAlias

from sqlalchemy.orm import Session

from db.errors import ReportingError
from db.imports.beside import problems_beside
from db.imports.columns import INSTRUCTIONS, MARK_CELL, TEMPLATE_VERSION, SheetKind, WorkbookKind
from db.imports.kinds import KINDS
from db.imports.outcome import Counted, Listed, Outcome
from db.imports.package import Package
from db.imports.problems import Problem, told
from db.imports.reader import Sheets, read_sheet
from db.imports.refusal import Reason, WorkbookRefused
from db.imports.sheets import Record, SheetReader
from db.recording.done import By
from db.recording.facts import FactRefused, Key, changes, key_of, name_of

Progress: TypeAlias = Callable[[int], None]
"""Gets how many rows were read."""

_PART: Final = 500
_MARK_ROW: Final = int(MARK_CELL[1:])


class NoTemplate(ReportingError):
    """A workbook was not made from one of the templates."""

    code = "no-template"

    def __init__(self, found: str) -> None:
        super().__init__(
            f"this workbook was not made from a template of this program ({found}); "
            "download the template of its kind, and copy the rows into it"
        )


def kind_of_workbook(package: Package) -> WorkbookKind:
    """The kind that its instructions name. Raises NoTemplate."""
    if INSTRUCTIONS not in _names(package):
        raise NoTemplate(f"it has no sheet “{INSTRUCTIONS}”")
    said = ""
    for row in islice(read_sheet(package, INSTRUCTIONS), _MARK_ROW):
        if row.number == _MARK_ROW and MARK_CELL[0] in row.cells:
            said = str(row.cells[MARK_CELL[0]].value)
    name, _, version = said.partition(", template version ")
    if name not in KINDS:
        raise NoTemplate(f"{INSTRUCTIONS} {MARK_CELL} says “{told(said)}”")
    if version != str(TEMPLATE_VERSION):
        raise NoTemplate(f"its template has version {version}, and {TEMPLATE_VERSION} is the present one")
    return KINDS[name]


def bring_in(
    session: Session, by: By, package: Package, digest: str, show: Progress | None = None
) -> Outcome:
    """Write what a workbook says; the outcome tells all problems, and with any nothing may be kept.

    Raises NoTemplate and WorkbookRefused when it cannot be read at all.
    """
    kind = kind_of_workbook(package)
    outcome = Outcome(kind.name, digest)
    running = _Running(session, by, outcome, kind, show)
    names, sheets = _names(package), Sheets(package)
    for problem in problems_beside(package, sheets, kind):
        outcome.tell_problem(problem)
    for sheet in kind.sheets:
        if sheet.name in names:
            running.bring(sheet, sheets.rows(sheet.name))
    if kind.finish is not None and outcome.is_clean:
        try:
            kind.finish(session, running.keys)
        except FactRefused as refused:
            outcome.tell_problem(Problem("", "", refused.thing, refused.reason))
    return outcome


def _names(package: Package) -> list[str]:
    return [sheet.name for sheet in package.sheets]


class _Running:
    """One workbook on its way in."""

    def __init__(
        self,
        session: Session,
        by: By,
        outcome: Outcome,
        kind: WorkbookKind,
        show: Progress | None,
    ) -> None:
        self._session, self._by, self._outcome = session, by, outcome
        self._kind, self._show = kind, show
        self._done = 0
        self._unread: set[object] = set()
        self.keys: dict[str, dict[Key, int]] = {}
        """Of what each sheet names, with their rows; not of the ledger, which knows its own."""

    def bring(self, sheet: SheetKind, rows: Iterable[Any]) -> None:
        """Write the rows of a sheet."""
        self._outcome.sheets.append(Counted(sheet.name))
        reader = SheetReader(self._session, self._by.scope, sheet, self._outcome, self._unread)
        seen = self.keys.setdefault(sheet.name, {})
        for part in _in_parts(reader.records(rows)):
            self._count(len(part))
            fresh = [record for record in part if not self._is_repeated(sheet, reader, seen, record)]
            self._write(sheet, reader, fresh)
        self._unread |= reader.unread

    def _write(self, sheet: SheetKind, reader: SheetReader, records: list[Record]) -> None:
        facts = [record.fact for record in records]
        found = list(changes(self._session, sheet.facts, facts))
        rows = {id(change): record.row for change, record in zip(found, records, strict=True)}
        refused = {id(each.change): each.error for each in sheet.facts.write(self._session, self._by, found)}
        for change in found:
            row, error = rows[id(change)], refused.get(id(change))
            if error is None:
                name = name_of(sheet.facts, change.after)
                self._outcome.tell_change(Listed(sheet.name, row, name, change.state, change.fields))
            else:
                value = getattr(change.after, error.field, None)
                said = "nothing" if value is None else told(str(value))
                self._outcome.tell_problem(
                    Problem(sheet.name, reader.address(error.field, row), said, error.reason)
                )

    def _is_repeated(
        self, sheet: SheetKind, reader: SheetReader, seen: dict[Key, int], record: Record
    ) -> bool:
        if sheet.facts.finds_repetitions:
            return False
        key = key_of(sheet.facts, record.fact)
        if key not in seen:
            seen[key] = record.row
            return False
        self._outcome.tell_problem(
            Problem(
                sheet.name,
                reader.address(sheet.facts.key[0], record.row),
                name_of(sheet.facts, record.fact),
                f"each of them once; it stands in row {seen[key]} already",
            )
        )
        return True

    def _count(self, rows: int) -> None:
        self._done += rows
        if self._done > self._kind.most_rows:
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                f"more than {self._kind.most_rows:,} rows",
                "split it into several workbooks",
                limit=f"at most {self._kind.most_rows:,} rows of this kind",
            )
        if self._show:
            self._show(self._done)


def _in_parts(records: Iterator[Record]) -> Iterator[list[Record]]:
    while part := list(islice(records, _PART)):
        yield part
