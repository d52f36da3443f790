"""Facts that are rows of one table: how their fields stand in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Select, inspect, select
from sqlalchemy.orm import Session

from db.models.base import Base, Exact
from db.money import PLACES, minor_units
from db.recording.done import By
from db.recording.facts import (
    Change,
    FactRefused,
    Key,
    Refusal,
    in_parts,
    key_of,
    name_of,
    values_of,
    write_each,
)
from db.recording.form import read_fields
from db.recording.reach import require_seen
from db.recording.texts import LINE
from db.scope import Scope

F = TypeVar("F")

More: TypeAlias = Callable[[Session, Any], Mapping[str, Any]]
"""The columns of a new row that no field of its fact gives."""
Given: TypeAlias = Callable[[Scope], Sequence[ColumnElement[bool]]]
"""The conditions on rows that a scope is given to correct: never more than it may see and write."""
Rule: TypeAlias = Callable[[Session, Scope, Change[Any]], None]
"""What must hold of a change beyond the form of its fields. Raises FactRefused."""


Then: TypeAlias = Callable[[Session, Any], None]
"""What else writing a fact changes."""


def _never(_fact: Any) -> bool:
    return False


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A column that holds the key of another row, which a fact names by its codes."""

    column: str
    fields: tuple[str, ...]
    """Of the fact; the row is found by their values."""
    find: Select[*tuple[Any, ...]]
    """Keys, each followed by its codes."""
    noun: str
    models: tuple[type[Base], ...]
    """Of the rows that it reads."""


@dataclass(frozen=True, slots=True, eq=False)
class RowFacts(Generic[F]):
    """A kind of fact whose every fact is one row of a table."""

    noun: str
    fact: type[F]
    key: tuple[str, ...]
    model: type[Base]
    given: Given
    references: tuple[Reference, ...] = ()
    minor: Mapping[str, str] = field(default_factory=dict)
    """Fields that are amounts in major units, with the columns of minor units they stand in."""
    more: More | None = None
    rules: tuple[Rule, ...] = ()
    texts: Mapping[str, int] = field(default_factory=dict)
    """The most characters of its texts, where that is not the length of their column, or a line."""
    then: Then | None = None
    is_withheld: Callable[[F], bool] = _never
    """Facts of which nobody is told what stands there: they are written over it unseen, and always as new."""
    absent: Mapping[str, Hashable] = field(default_factory=dict)
    """What stands in a column where the fact has nothing."""
    finds_repetitions: bool = False

    def stored(self, session: Session, facts: Sequence[F]) -> Mapping[Key, F]:
        """What stands there under the keys of these facts."""
        found = (self._fact(session, row) for row in self._rows(session, facts))
        return {key_of(self, fact): fact for fact in found if not self.is_withheld(fact)}

    def every(self, session: Session, scope: Scope) -> Sequence[F]:
        """What a scope is given to correct, in the order in which it was recorded."""
        given = select(self.model).where(*self.given(scope))
        rows = session.scalars(given.order_by(inspect(self.model).primary_key[0]))
        found = (self._fact(session, row) for row in rows)
        return [fact for fact in found if not self.is_withheld(fact)]

    def well_formed(self, fact: F) -> F:
        """The fact with its texts trimmed. Raises FactRefused for a field that no table can hold."""
        longest, places = _limits(self)
        key, names = frozenset(self.key), frozenset(values_of_type(self.fact))
        named = read_fields(self.noun, fact, key, longest, places)  # before it is called by its key
        return read_fields(name_of(self, named), named, names - key, longest, places)

    @property
    def longest(self) -> Mapping[str, int]:
        """The most characters of each of its texts."""
        return _limits(self)[0]

    def row(self, session: Session, fact: F) -> Any:
        """The row that stands under the key of a fact; None when there is none."""
        rows = self._rows(session, [fact])
        return next(
            (row for row in rows if key_of(self, self._fact(session, row)) == key_of(self, fact)), None
        )

    def write(self, session: Session, by: By, changes: Sequence[Change[F]]) -> list[Refusal[F]]:
        """Write what is new or changed, in order; what was refused, which leaves the others written."""
        return write_each(session, self, changes, partial(self._write, by))

    def _write(self, by: By, session: Session, change: Change[F]) -> None:
        after = self.well_formed(change.after)
        require_seen(session, by.scope, name_of(self, after), source=getattr(after, "source", None))
        for rule in self.rules:
            rule(session, by.scope, Change(change.before, after))
        columns = self._columns(session, after)
        row = self._held(session, Change(change.before, after))
        if row is None:
            more = dict(self.more(session, after)) if self.more else {}
            session.add(self.model(**columns, **more))
        else:
            for name, value in columns.items():
                setattr(row, name, value)
            if hasattr(row, "revision"):
                row.revision += 1
        session.flush()
        _forget(session, self.model)
        if self.then is not None:
            self.then(session, after)

    def _held(self, session: Session, change: Change[F]) -> Any:
        """The row, if there is one, once nobody else writes it. Raises FactRefused when another was seen."""
        is_withheld = self.is_withheld(change.after)
        if change.before is None and not is_withheld:
            return None
        row = self.row(session, change.after)
        if row is not None:
            session.refresh(row, with_for_update=True)
        if not is_withheld and (row is None or self._fact(session, row) != change.before):
            reason = "somebody else has changed it in this moment; look at it again"
            raise FactRefused(name_of(self, change.after), self.key[0], reason)
        return row

    def _columns(self, session: Session, fact: F) -> dict[str, Any]:
        values = values_of(fact)
        columns: dict[str, Any] = {}
        for reference in self.references:
            codes = tuple(values[name] for name in reference.fields)
            columns[reference.column] = self._referred(session, reference, codes, fact)
        for name, column in self.minor.items():
            amount = values[name]
            columns[column] = None if amount is None else minor_units(amount)
        plain = values.keys() - self.minor.keys() - self._referring
        for name in plain:
            value = values[name]
            columns[name] = self.absent.get(name) if value is None else value
        return columns

    @property
    def _referring(self) -> set[str]:
        return {name for reference in self.references for name in reference.fields}

    def _referred(self, session: Session, reference: Reference, codes: Key, fact: F) -> int | None:
        if codes[-1] is None:
            return None
        found = _known(session, reference).by_codes.get(codes)
        if found is None:
            said = " ".join(map(str, codes))
            raise FactRefused(
                name_of(self, fact), reference.fields[-1], f"there is no {reference.noun} “{said}”"
            )
        return found

    def _rows(self, session: Session, facts: Sequence[F]) -> list[Any]:
        """The rows that share the first part of the key with these facts."""
        reference = next((each for each in self.references if each.fields[0] == self.key[0]), None)
        found: list[Any] = []
        if reference is None:
            column = getattr(self.model, self.key[0])
            for part in in_parts(getattr(fact, self.key[0]) for fact in facts):
                found += session.scalars(select(self.model).where(column.in_(part)))
            return found
        known = _known(session, reference).by_codes
        codes = (tuple(getattr(fact, name) for name in reference.fields) for fact in facts)
        column = getattr(self.model, reference.column)
        for part in in_parts(known[each] for each in codes if each in known):
            found += session.scalars(select(self.model).where(column.in_(part)))
        return found

    def _fact(self, session: Session, row: Any) -> F:
        values: dict[str, Any] = {}
        for reference in self.references:
            codes = _known(session, reference).by_key.get(getattr(row, reference.column))
            for at, name in enumerate(reference.fields):
                if values.get(name) is None:  # the references before know better which it is
                    values[name] = None if codes is None else codes[at]
        for name, column in self.minor.items():
            minor = getattr(row, column)
            values[name] = None if minor is None else Decimal(minor).scaleb(-PLACES)
        for name in values_of_type(self.fact) - values.keys():
            value = getattr(row, name)
            values[name] = None if name in self.absent and value == self.absent[name] else value
        return self.fact(**values)


def values_of_type(fact: type[Any]) -> set[str]:
    """The names of the fields of a kind of fact."""
    return set(fact.__dataclass_fields__)


@cache
def _limits(kind: RowFacts[Any]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The most characters of its texts, and the decimals of its numbers."""
    columns = inspect(kind.model).columns
    types = {name: columns[name].type for name in values_of_type(kind.fact) if name in columns}
    in_table = {name: getattr(each, "length", None) or LINE for name, each in types.items()}
    decimals = {name: each.places for name, each in types.items() if isinstance(each, Exact)}
    return {**in_table, **kind.texts}, {**dict.fromkeys(kind.minor, PLACES), **decimals}


_KNOWN = "codes of rows that facts refer to"


@dataclass(frozen=True, slots=True)
class _Known:
    """What a reference finds; several codes may stand for one row, such as a result's with each event."""

    by_codes: Mapping[Key, int]
    by_key: Mapping[int, Key]


def _known(session: Session, reference: Reference) -> _Known:
    known = session.info.setdefault(_KNOWN, {})
    if reference not in known:
        found = [(key, tuple(codes)) for key, *codes in session.execute(reference.find)]
        known[reference] = _Known({codes: key for key, codes in found}, dict(found))
    of_reference: _Known = known[reference]
    return of_reference


def _forget(session: Session, model: type[Base]) -> None:
    """What was known of rows of a table, for one was written."""
    known = session.info.setdefault(_KNOWN, {})
    for reference in [each for each in known if model in each.models]:
        del known[reference]
