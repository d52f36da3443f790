"""Totals: the rows of a list, grouped by what they have in common; sums and counts made by the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, String, cast, extract, func, literal_column
from sqlalchemy.orm import Session

from db.errors import GroupingRefused, TooManyGroups
from db.periods import Month, Quarter
from db.queries.page import ListQuery, Partition

MOST_GROUPS: Final = 1000
MOST_KEYS: Final = 3

_BETWEEN: Final = "\x1f"
"""In no code: what cannot be printed is not admitted to them."""

Join = Callable[[Select[Any]], Select[Any]]


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """Something that rows have in common.

    Its column holds no bound value but literals: PostgreSQL takes two equal expressions with
    placeholders for different ones.
    """

    name: str
    column: Any
    read: Callable[[Any], Any] = _as_it_is
    sort: Callable[[Any], Any] = _as_it_is
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Totalled:
    """How a list can be totalled."""

    keys: Mapping[Any, tuple[Key, ...]]
    """By what may be asked."""
    always: tuple[Key, ...]
    """What keeps rows apart whatever is asked: two currencies are never added."""
    sums: Mapping[str, Any]
    joins: tuple[Join, ...] = ()
    """What the sums are read from."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The rows of one group: the part of the list that has its key."""

    partition: Partition
    key: str
    asked: ListQuery[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """What some rows have in common, and their sums; a sum without any row to add is None."""

    keys: Mapping[str, Any]
    sums: Mapping[str, int | None]
    count: int
    part: Part


def groups_of(
    session: Session, asked: ListQuery[Any], totalled: Totalled, by: Sequence[StrEnum]
) -> list[Group]:
    """The groups of a list, in the order of their keys, what has none last; one statement.

    Raises GroupingRefused and TooManyGroups.
    """
    if not 1 <= len(by) <= MOST_KEYS or len(set(by)) < len(by):
        raise GroupingRefused(f"`groupBy` takes from 1 to {MOST_KEYS} different values, in the order wanted")
    named = {key.name: key for each in by for key in totalled.keys[each]}
    keys = (*named.values(), *(key for key in totalled.always if key.name not in named))
    joins = tuple(dict.fromkeys(join for key in keys for join in key.joins))
    partition = Partition(_as_text(keys), lambda listed: _joined(listed, joins))
    columns = [key.column for key in keys]
    statement = (
        _joined(asked.select(), (*joins, *totalled.joins))
        .with_only_columns(
            partition.parent, func.count(), *columns, *totalled.sums.values(), maintain_column_froms=True
        )
        .group_by(*columns)
        .limit(MOST_GROUPS + 1)
    )
    found = session.execute(statement).all()
    if len(found) > MOST_GROUPS:
        raise TooManyGroups(MOST_GROUPS)
    groups = []
    for text, count, *values in found:
        read = {
            key.name: None if value is None else key.read(value)
            for key, value in zip(keys, values, strict=False)
        }
        sums = dict(zip(totalled.sums, map(_whole, values[len(keys) :]), strict=True))
        groups.append(Group(read, sums, count, Part(partition, text, asked)))
    return sorted(groups, key=lambda group: [_place(key, group.keys[key.name]) for key in keys])


def days(column: Any) -> dict[str, tuple[Key, ...]]:
    """The quarter and the month of a day, as keys."""
    year, month = (cast(extract(part, column), Integer) for part in ("year", "month"))
    return {"PERIOD": (quarter_key(year, month),), "MONTH": (month_key(year, month),)}


def quarter_key(year: Any, month: Any) -> Key:
    """The quarter of a year and a month."""
    quarter = (month + literal_column("2", Integer)) // literal_column("3", Integer)
    return Key(
        "period", year * literal_column("10", Integer) + quarter, lambda value: Quarter(*divmod(value, 10))
    )


def month_key(year: Any, month: Any) -> Key:
    """The month of a year and a month."""
    return Key(
        "month", year * literal_column("100", Integer) + month, lambda value: Month(*divmod(value, 100))
    )


def _joined(listed: Select[Any], joins: Sequence[Join]) -> Select[Any]:
    return reduce(lambda so_far, join: join(so_far), joins, listed)


def _as_text(keys: Sequence[Key]) -> ColumnElement[str]:
    """The values of all keys in one, so that a group's rows can be told by a single value."""
    absent, between = literal_column("''", String), literal_column(f"'{_BETWEEN}'", String)
    texts = [func.coalesce(cast(key.column, String), absent, type_=String) for key in keys]
    whole: ColumnElement[str] = reduce(lambda so_far, text: so_far + between + text, texts)
    return whole


def _place(key: Key, value: Any) -> tuple[bool, Any]:
    return (True, 0) if value is None else (False, key.sort(value))


def _whole(value: Any) -> int | None:
    # PostgreSQL adds whole numbers of 64 bits to a decimal number
    return None if value is None else int(value)
