"""What a type is made of. A field is an attribute of its row, a relation, or a figure; nothing else.

A declaration makes its loader by itself and stays readable on the field, under `declaration`, so that
execution can be planned from it.
"""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Annotated, Any, TypeAlias, TypeVar, dataclass_transform

import strawberry

from db.periods import Quarter
from resolvers.context import Context
from resolvers.permissions import Permission
from resolvers.relations import Batch

Info: TypeAlias = strawberry.Info[Context, None]
Period: TypeAlias = Annotated[Quarter, strawberry.argument(description="The reporting period: `2019-Q4`.")]

DECLARATION = "declaration"
SAMPLE = "Whether this was invented for the sample programme."

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """What batch finds by an attribute of the row: many rows, or one or none."""

    batch: Batch
    key: str
    many: bool


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """What batch computes for an attribute of the row and a period, or a part of it."""

    batch: Batch
    key: str
    part: str | None
    permission: Permission


def output_type(kind: type[T]) -> type[T]:
    """A type of answers; its docstring is its description."""
    return strawberry.type(kind, description=said_of(kind))


def interface_type(kind: type[T]) -> type[T]:
    """What several types have in common; its docstring is its description."""
    return strawberry.interface(kind, description=said_of(kind))


@dataclass_transform(kw_only_default=True)
def input_type(kind: type[T]) -> type[T]:
    """A type of arguments; its docstring is its description."""
    return strawberry.input(kind, description=said_of(kind))


def said_of(kind: type[Any]) -> str:
    """A class's docstring, on one line."""
    return " ".join((kind.__doc__ or "").split())


def field(description: str) -> Any:
    """An attribute of the row."""
    return strawberry.field(description=description)


def relation(batch: Batch, *, key: str, many: bool = False, description: str) -> Any:
    """What batch finds for many rows at once, by the row's attribute key; nothing where that is None."""
    absent = () if many else None

    async def resolve(root: strawberry.Parent[Any], info: Info) -> Any:
        value = getattr(root, key)
        return absent if value is None else await info.context.relations.load(batch, value, absent=absent)

    declared = Relation(batch, key, many)
    return strawberry.field(resolver=resolve, description=description, metadata={DECLARATION: declared})


def figure(
    batch: Batch, *, key: str, part: str | None = None, permission: Permission, description: str
) -> Any:
    """What batch computes for a period, for many rows at once, by the row's attribute key.

    The batch takes a session, a scope, keys and a Quarter. Fields that show different parts (dotted
    attributes) of one batch's answer share its work. Raises PermissionRefused.
    """
    shown: Callable[[Any], Any] = attrgetter(part) if part else (lambda computed: computed)

    async def resolve(root: strawberry.Parent[Any], info: Info, period: Period) -> Any:
        info.context.require(permission)
        computed = await info.context.relations.load(batch, getattr(root, key), period)
        return None if computed is None else shown(computed)

    declared = Figure(batch, key, part, permission)
    return strawberry.field(resolver=resolve, description=description, metadata={DECLARATION: declared})


def answered(answer: Callable[[Context], Awaitable[Any]], *, description: str) -> Any:
    """A question without arguments."""

    async def resolve(info: Info) -> Any:
        return await answer(info.context)

    return strawberry.field(resolver=resolve, description=description)


def by_code(answer: Callable[[Context, str], Awaitable[Any]], *, code: str, description: str) -> Any:
    """One thing by its code; null when there is none, or none for this viewer."""

    async def resolve(info: Info, code: Annotated[str, strawberry.argument(description=code)]) -> Any:
        return await answer(info.context, code)

    return strawberry.field(resolver=resolve, description=description)
