"""What a type is made of. A field is an attribute of its row, a relation, or a figure; nothing else.

A declaration makes its loader by itself and stays readable on the field, under `declaration`, so that
execution can be planned from it.
"""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, TypeVar, dataclass_transform

import strawberry

from resolvers.allowance import USUAL
from resolvers.context import Context
from resolvers.relations import Batch

Info: TypeAlias = strawberry.Info[Context, None]

DECLARATION = "declaration"
SAMPLE = "Whether this was invented for the sample programme."
MOST_ROWS = (
    f"The usual settings allow {USUAL.usual.page:,} rows at once, and {USUAL.ledger.page:,} with the right "
    "`ledger.read`."
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """What batch finds by an attribute of the row: many rows, or one or none."""

    batch: Batch
    key: str
    many: bool


def output_type(kind: type[T]) -> type[T]:
    """A type of answers; its docstring is its description."""
    return strawberry.type(kind, description=said_of(kind))


def member_type(shows: Callable[[Any], bool]) -> Callable[[type[T]], type[T]]:
    """A type of answers that stands beside others in a union or interface, told by the row that it shows."""

    def declare(kind: type[T]) -> type[T]:
        def is_type_of(row: Any, *_info: Any) -> bool:
            return shows(row)

        kind.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]
        return output_type(kind)

    return declare


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
