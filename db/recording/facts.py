"""What a kind of fact is: its form, its key, where it stands, and what a change of it may be."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeAlias, TypeVar, runtime_checkable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.errors import ReportingError
from db.recording.done import By
from db.scope import Scope

F = TypeVar("F")
Key: TypeAlias = tuple[Hashable, ...]


class FactRefused(ReportingError):
    """A fact cannot be written as it is, because of the value of one of its fields."""

    code = "fact-refused"
    facts = ("thing", "field", "reason")

    def __init__(self, thing: str, field: str, reason: str) -> None:
        super().__init__(f"{thing} cannot be written: {reason}")
        self.thing, self.field, self.reason = thing, field, reason


class State(StrEnum):
    """What writing a fact changes."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose value changes."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change(Generic[F]):
    """What stands there, and what shall."""

    before: F | None
    after: F

    @property
    def state(self) -> State:
        if self.before is None:
            return State.NEW
        return State.UNCHANGED if self.before == self.after else State.CHANGED

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields that change, in their order; none of a new fact."""
        if self.before is None:
            return ()
        return tuple(
            FieldChange(name, before, after)
            for name, before in values_of(self.before).items()
            if before != (after := getattr(self.after, name))
        )


@dataclass(frozen=True, slots=True)
class Refusal(Generic[F]):
    """A change that was not made, and why."""

    change: Change[F]
    error: FactRefused


def shown(value: object) -> str:
    """A value of a fact as a person reads it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


class FactKind(Protocol[F]):
    """A kind of fact."""

    @property
    def noun(self) -> str:
        """What one is called: `exchange rate`."""
        ...

    @property
    def fact(self) -> type[F]:
        """Its form."""
        ...

    @property
    def key(self) -> tuple[str, ...]:
        """The fields that tell one from another."""
        ...

    @property
    def finds_repetitions(self) -> bool:
        """Whether writing finds by itself what is written twice on one by."""
        ...

    def stored(self, session: Session, facts: Sequence[F]) -> Mapping[Key, F]:
        """What stands there under the keys of these facts."""
        ...

    def write(self, session: Session, by: By, changes: Sequence[Change[F]]) -> list[Refusal[F]]:
        """Write what is new or changed, in order; what was refused, which leaves the others written."""
        ...


@runtime_checkable
class Listed(Protocol):
    """A kind whose facts are few enough to be given one and all."""

    def every(self, session: Session, scope: Scope) -> Sequence[Any]:
        """What a scope is given to correct, in the order in which it was recorded."""
        ...


def key_of(kind: FactKind[F], fact: F) -> Key:
    """The key of a fact."""
    return tuple(getattr(fact, name) for name in kind.key)


def name_of(kind: FactKind[F], fact: F) -> str:
    """A fact as a person calls it: `exchange rate UNORE GEL 2020-01-01`."""
    return " ".join([kind.noun, *(str(part) for part in key_of(kind, fact) if part not in ("", None))])


def changes(session: Session, kind: FactKind[F], facts: Sequence[F]) -> Iterator[Change[F]]:
    """What writing each fact would change, in order."""
    stored = kind.stored(session, facts)
    for fact in facts:
        yield Change(stored.get(key_of(kind, fact)), fact)


def write_each(
    session: Session,
    kind: FactKind[F],
    changes: Sequence[Change[F]],
    write: Callable[[Session, Change[F]], None],
) -> list[Refusal[F]]:
    """Write what is new or changed, in order, each in a savepoint; what was refused."""
    refused = []
    for change in changes:
        if change.state is not State.UNCHANGED:
            try:
                with session.begin_nested():
                    write(session, change)
            except FactRefused as error:
                refused.append(Refusal(change, error))
            except IntegrityError as error:
                name = name_of(kind, change.after)
                reason = f"the database does not take it ({str(error.orig).splitlines()[0]})"
                refused.append(Refusal(change, FactRefused(name, kind.key[-1], reason)))
    return refused


def values_of(fact: Any) -> dict[str, Any]:
    """The values of a fact by field."""
    return {field.name: getattr(fact, field.name) for field in fields(fact)}


def as_kind(kind: FactKind[F], fact: Any) -> F:
    """The fact in something that states more than it, such as why it is written."""
    return kind.fact(**{field.name: getattr(fact, field.name) for field in fields(kind.fact)})  # type: ignore[arg-type]


def in_parts(values: Iterable[Any], most: int = 500) -> Iterator[list[Any]]:
    """The values in parts, for lists in statements, which have limits."""
    waiting = list(dict.fromkeys(values))
    for start in range(0, len(waiting), most):
        yield waiting[start : start + most]
