"""Keyset pages: any list in any order, walked forwards and backwards, on SQLite and PostgreSQL alike.

A page costs one statement. A count is another, and is made only when it is asked for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from itertools import compress
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, String, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from db.errors import Malformed, PageRefused
from db.queries.attributes import maker
from db.queries.cursor import read_cursor, write_cursor
from db.scope import Scope, Withheld

DEFAULT_PAGE = 50

Row = TypeVar("Row")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, eq=False)
class By:
    """A column to order by. It must never be null."""

    column: Any
    descending: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What a list is ordered by; the last column is unique, so that no two rows are equal.

    The name is that of the list and its order. Cursors carry it, and are refused under another.
    """

    name: str
    by: tuple[By, ...]

    @classmethod
    def of(cls, name: str, *columns: Any, descending: bool = False) -> Order:
        """An order of columns that all go the same way, which an index can serve."""
        return cls(name, tuple(By(column, descending) for column in columns))


@dataclass(frozen=True, slots=True)
class ListQuery(ABC, Generic[Row]):
    """What is asked of a list, for whom, in which order. Making one touches no database."""

    row: ClassVar[Callable[..., Any]]
    """Makes a light row of the selected columns, in their order; those are the fields of a dataclass."""

    scope: Scope

    def __post_init__(self) -> None:
        """Raises Malformed when a text is asked for that no database can hold."""
        for field in fields(self):
            value = getattr(self, field.name)
            for text in value if isinstance(value, tuple) else (value,):
                if not storable(text):
                    what = f"a value of {field.name.replace('_', ' ')}"
                    raise Malformed(what, ascii(text), "plain text")

    @abstractmethod
    def select(self) -> Select[Any]:
        """The rows in question, each once, in no order."""

    @property
    @abstractmethod
    def ordering(self) -> Order:
        """The order asked for."""

    @property
    def withheld(self) -> Withheld | None:
        """Rows that belong here and are kept back, whether or not there are any; None: none."""
        return None


@dataclass(frozen=True, slots=True)
class PageArguments:
    """Which part of a list is wanted: the first rows after a cursor, or the last before one.

    Without a size it is the first 50. How many rows at most is not for the list to say. Raises PageRefused.
    """

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None
    attributes: frozenset[str] | None = None
    """The fields that the rows shall have; None: all. Reading another raises AttributeError."""

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None:
            raise PageRefused("ask for the `first` rows or for the `last`, not for both at once")
        for name, size in (("first", self.first), ("last", self.last)):
            if size is not None and size < 0:
                raise PageRefused(f"`{name}: {size}` cannot be served; ask for 0 rows or more")

    @property
    def backwards(self) -> bool:
        return self.last is not None

    @property
    def size(self) -> int:
        return next((size for size in (self.first, self.last) if size is not None), DEFAULT_PAGE)


@dataclass(frozen=True, slots=True)
class Edge(Generic[Row]):
    """A row and its place in the list."""

    node: Row
    order: str
    place: tuple[Any, ...]

    @property
    def cursor(self) -> str:
        return write_cursor(self.order, self.place)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, in the list's order, whichever way it was walked."""

    edges: tuple[Edge[Row], ...]
    has_previous_page: bool
    has_next_page: bool


def page_of(session: Session, asked: ListQuery[Row], wanted: PageArguments) -> Page[Row]:
    """A page of a list. Raises CursorRefused."""
    return _Walk(session, asked, wanted).page(asked.select())


def count_of(session: Session, asked: ListQuery[Any]) -> int:
    """How many rows the whole list has."""
    counted = asked.select().with_only_columns(func.count(), maintain_column_froms=True)
    return session.execute(counted).scalar_one()


def _as_it_is(listed: Select[Any]) -> Select[Any]:
    return listed


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """A list cut by a column that names the parent: a page of each part, in one statement for all."""

    parent: Any
    prepared: Callable[[Select[Any]], Select[Any]] = _as_it_is
    """Brings in the tables that the parent is read from, where the list itself does not."""

    def pages(
        self,
        session: Session,
        _scope: Scope,
        keys: Sequence[Key],
        asked: ListQuery[Row],
        wanted: PageArguments,
    ) -> dict[Key, Page[Row]]:
        """The same page of every parent's part. Raises CursorRefused."""
        walk = _Walk(session, asked, wanted)
        if len(keys) == 1:  # an index serves this one; a window would number every row of the part
            return {keys[0]: walk.page(self.prepared(asked.select()).where(self.parent == keys[0]))}
        return walk.page_of_each(self.prepared(asked.select()), self.parent, keys)

    def counts(
        self, session: Session, _scope: Scope, keys: Sequence[Key], asked: ListQuery[Any]
    ) -> dict[Key, int]:
        """How many rows every parent's whole part has."""
        counted = (
            self.prepared(asked.select())
            .with_only_columns(self.parent, func.count(), maintain_column_froms=True)
            .where(self.parent.in_(keys))
            .group_by(self.parent)
        )
        found = {row[0]: row[1] for row in session.execute(counted)}
        return {key: found.get(key, 0) for key in keys}


def storable(value: Any) -> bool:
    """Whether both databases can hold a value; they refuse a text with a NUL or half a character."""
    return not isinstance(value, str) or value.isprintable()


class _Walk(Generic[Row]):
    """One way through one list: its order on this database, and the stretch between the cursors."""

    def __init__(self, session: Session, asked: ListQuery[Row], wanted: PageArguments) -> None:
        self._session, self._wanted = session, wanted
        self._selected = None if wanted.attributes is None else _selected(asked.row, wanted.attributes)
        self._row = asked.row if wanted.attributes is None else maker(asked.row, wanted.attributes)
        self._order = asked.ordering
        on_postgresql = session.get_bind().dialect.name == "postgresql"
        self._columns = [_comparable(by.column, on_postgresql=on_postgresql) for by in self._order.by]
        self._ascending = [by.descending is wanted.backwards for by in self._order.by]

    def page(self, listed: Select[Any]) -> Page[Row]:
        found = self._session.execute(
            self._stretch(listed)
            .add_columns(*self._places())
            .order_by(*self._ways())
            .limit(self._wanted.size + 1)
        )
        return self._paged(found.all())

    def page_of_each(self, listed: Select[Any], parent: Any, keys: Sequence[Key]) -> dict[Key, Page[Row]]:
        number = func.row_number().over(partition_by=parent, order_by=self._ways())
        numbered = (
            self._stretch(listed)
            .where(parent.in_(keys))
            .add_columns(*self._places(), parent.label("parent"), number.label("number"))
            .subquery()
        )
        parts: dict[Key, list[Sequence[Any]]] = {key: [] for key in keys}
        for *row, key, _number in self._session.execute(
            select(numbered)
            .where(numbered.c.number <= self._wanted.size + 1)
            .order_by(numbered.c.parent, numbered.c.number)
        ):
            parts[key].append(row)
        return {key: self._paged(rows) for key, rows in parts.items()}

    def _paged(self, found: Sequence[Sequence[Any]]) -> Page[Row]:
        size, backwards = self._wanted.size, self._wanted.backwards
        width, more = -len(self._columns), len(found) > size
        edges = [Edge(self._row(*row[:width]), self._order.name, tuple(row[width:])) for row in found[:size]]
        return Page(
            tuple(reversed(edges) if backwards else edges),
            has_previous_page=more if backwards else self._wanted.after is not None,
            has_next_page=self._wanted.before is not None if backwards else more,
        )

    def _places(self) -> list[ColumnElement[Any]]:
        return [by.column.label(f"place_{index}") for index, by in enumerate(self._order.by)]

    def _ways(self) -> list[ColumnElement[Any]]:
        return [
            column.asc() if ascending else column.desc()
            for column, ascending in zip(self._columns, self._ascending, strict=True)
        ]

    def _stretch(self, listed: Select[Any]) -> Select[Any]:
        if self._selected is not None:
            columns = compress(listed.selected_columns, self._selected)
            listed = listed.with_only_columns(*columns, maintain_column_froms=True)
        for cursor, later in ((self._wanted.after, True), (self._wanted.before, False)):
            if cursor is not None:
                types = [by.column.type for by in self._order.by]
                place = read_cursor(cursor, self._order.name, types)
                listed = listed.where(self._beyond(place, later=later))
        return listed

    def _beyond(self, place: Sequence[Any], *, later: bool) -> ColumnElement[bool]:
        """The rows that come after a place in the list's order, or before it."""
        values = [literal(value, by.column.type) for value, by in zip(place, self._order.by, strict=True)]
        greater = [by.descending is not later for by in self._order.by]
        if len(set(greater)) == 1:  # a comparison of rows, which an index can serve
            left, right = tuple_(*self._columns), tuple_(*values)
            return left > right if greater[0] else left < right
        steps = []
        for index, column in enumerate(self._columns):
            equal = [self._columns[at] == values[at] for at in range(index)]
            steps.append(and_(*equal, column > values[index] if greater[index] else column < values[index]))
        return or_(*steps)


def _selected(row: Any, attributes: frozenset[str]) -> list[bool]:
    """Of each column of a list, whether it is wanted."""
    return [field.name in attributes for field in fields(row)]


def _comparable(column: Any, *, on_postgresql: bool) -> Any:
    # SQLite compares texts byte by byte; PostgreSQL would follow the language that a database was made with.
    return column.collate("C") if on_postgresql and isinstance(column.type, String) else column
