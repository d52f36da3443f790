"""What stands in the database as the rows of a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from db.errors import ReportingError
from db.imports.columns import CodeOf, Column, SheetKind, WorkbookKind
from db.imports.lists import Lists
from db.recording.facts import Listed
from db.scope import Scope


class NotFilled(ReportingError):
    """A template of a kind whose facts are never changed, or too many, was wanted with them."""

    code = "template-not-filled"
    facts = ("kind",)

    def __init__(self, kind: str) -> None:
        super().__init__(f"a template of {kind} is never filled; ask for an empty one")
        self.kind = kind


def require_listed(kind: WorkbookKind) -> None:
    """Raises NotFilled where no sheet has facts that can be listed."""
    if not any(isinstance(sheet.facts, Listed) for sheet in kind.sheets):
        raise NotFilled(kind.name)


def present_rows(
    session: Session, scope: Scope, sheet: SheetKind, lists: Lists
) -> Iterator[tuple[object, ...]]:
    """What a scope is given to correct on a sheet, as its cells hold it, in the order of recording.

    A fact with a code that the sheet's lists do not offer is left out, for it could not come back in.
    """
    if not isinstance(sheet.facts, Listed):
        return
    offered = {
        column.field: set(lists.values(column) or ())
        for column in sheet.columns
        if isinstance(column.form, CodeOf)
    }
    for fact in sheet.facts.every(session, scope):
        if all(getattr(fact, name) in {None, *codes} for name, codes in offered.items()):
            yield tuple(cell_value(column, getattr(fact, column.field)) for column in sheet.columns)


def cell_value(column: Column, value: Any) -> object:
    """A value of a fact as a cell holds it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.becomes is not None:
        member = column.becomes(value)
        return member.name if isinstance(member.value, int) else member.value
    return value
