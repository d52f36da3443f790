"""Light rows and the batches that find them: selected columns in frozen values, never tracked entities.

A batch takes a session, a scope and keys, and gives a mapping; one statement, however many keys.
A key that is missing from the mapping has nothing, or nothing that the scope may see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from db.queries.page import ListQuery, storable
from db.scope import Scope

Key = TypeVar("Key")
Row = TypeVar("Row")


def columns_of(row: type[Any], model: type[Any], **others: Any) -> list[Any]:
    """A column for each field of a row, in order: the model's of the same name, or one of the others."""
    return [
        others[field.name].label(field.name) if field.name in others else getattr(model, field.name)
        for field in fields(row)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Parts(Generic[Row]):
    """The parts of whole things: whoever may see the whole may see its parts.

    The first field of the row is the key of its whole.
    """

    row: Callable[..., Row]
    statement: Any
    """Selects the row's fields, in the order that the parts shall have."""
    sort: Callable[[Row], Any] | None = None

    @classmethod
    def of(
        cls, row: type[Row], model: type[Any], *order: Any, sort: Callable[[Row], Any] | None = None
    ) -> Parts[Row]:
        """Parts that are all in one table."""
        return cls(row, select(*columns_of(row, model)).order_by(*order, model.id), sort)

    def __call__(self, session: Session, _scope: Scope, keys: Sequence[Key]) -> dict[Key, list[Row]]:
        found: dict[Key, list[Row]] = {}
        for values in _executed(session, _of_parts(self), keys):
            found.setdefault(values[0], []).append(self.row(*values))
        if self.sort is not None:
            for rows in found.values():
                rows.sort(key=self.sort)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class OnlyPart(Generic[Row]):
    """The one part of its kind that a whole thing may have."""

    parts: Parts[Row]

    def __call__(self, session: Session, scope: Scope, keys: Sequence[Key]) -> dict[Key, Row]:
        return {key: rows[0] for key, rows in self.parts(session, scope, keys).items()}


@dataclass(frozen=True, slots=True, eq=False)
class Lookup(Generic[Row]):
    """Rows of a list by a unique column, of those that the scope may see."""

    query: type[ListQuery[Row]]
    column: Any

    def __call__(self, session: Session, scope: Scope, keys: Sequence[Key]) -> dict[Key, Row]:
        wanted = [key for key in keys if storable(key)]
        statement = _of_list(self.query, self.column, scope)
        rows = (self.query.row(*values) for values in _executed(session, statement, wanted))
        return {getattr(row, self.column.key): row for row in rows}


@dataclass(frozen=True, slots=True, eq=False)
class Listing(Generic[Row]):
    """Rows of a list by the column that names their parent, of those that the scope may see."""

    query: type[ListQuery[Row]]
    parent: Any
    sort: Callable[[Row], Any]

    def __call__(self, session: Session, scope: Scope, keys: Sequence[Key]) -> dict[Key, list[Row]]:
        statement = _of_list(self.query, self.parent, scope)
        rows = sorted(
            (self.query.row(*values) for values in _executed(session, statement, keys)), key=self.sort
        )
        found: dict[Key, list[Row]] = {}
        for row in rows:
            found.setdefault(getattr(row, self.parent.key), []).append(row)
        return found


_KEYS = "keys"


@lru_cache(maxsize=1024)
def _of_list(query: type[ListQuery[Any]], column: Any, scope: Scope) -> Any:
    """The rows of a list with one of the keys in a column; making it costs more than asking it."""
    return query(scope).select().where(column.in_(bindparam(_KEYS, expanding=True)))


@cache
def _of_parts(parts: Parts[Any]) -> Any:
    whole = parts.statement.selected_columns[0]
    return parts.statement.where(whole.in_(bindparam(_KEYS, expanding=True)))


def _executed(session: Session, statement: Any, keys: Sequence[Any]) -> Iterable[Any]:
    """Rows of columns, past the session's search for entities."""
    return session.connection().execute(statement, {_KEYS: list(keys)})


def second(_whole: Any, part: Any) -> Any:
    """A row that is one value beside the key of its whole."""
    return part


def code_order(row: Any) -> tuple[tuple[int, int, str], ...]:
    """Where a row's code belongs: `3.2` before `3.10`."""
    return numbers_first(row.code)


def numbers_first(code: str) -> tuple[tuple[int, int, str], ...]:
    """Where a code belongs among others, its numbers taken as numbers."""
    digits = "0123456789"
    parts = re.findall(r"[0-9]+|[^0-9]+", code)
    return tuple((0, int(part), "") if part[0] in digits else (1, 0, part) for part in parts)
