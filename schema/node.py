"""Things that have an id of their own everywhere, and how one is found again by it (Relay)."""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import strawberry

from resolvers.context import Context
from resolvers.pages import check_size
from resolvers.permissions import Permission
from resolvers.relations import Batch
from schema.common import MOST_ROWS, Info, interface_type, member_type, output_type

T = TypeVar("T")

_LARGEST = 2**31
"""Beyond every key that PostgreSQL can hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """How a type of Node finds its rows: by which key of which row, and who may."""

    kind: type[Any]
    row: type[Any]
    batch: Batch
    key: str
    permission: Permission
    outlives_revision: bool
    """Whether what is there, and what is not, stays so for as long as the data's revision."""


NODES: dict[str, Found] = {}
"""By the name of the type."""

_NAMES: dict[type[Any], str] = {}
"""The other way: the name of the type that shows a row."""


def _id(root: strawberry.Parent[Any]) -> Any:
    name = _NAMES[type(root)]
    return global_id(name, getattr(root, NODES[name].key))


@interface_type
class Node:
    """A thing with an id that is its own among all things."""

    id: strawberry.ID = strawberry.field(
        resolver=_id, description="Opaque; the same for as long as the thing exists."
    )

    @classmethod
    def resolve_type(cls, row: Any, *_info: Any) -> str | None:
        return _NAMES.get(type(row))


def node(
    row: type[Any],
    batch: Batch,
    *,
    key: str = "id",
    permission: Permission = Permission.RESULTS_READ,
    outlives_revision: bool = True,
) -> Callable[[type[T]], type[T]]:
    """A type of Node: the rows it shows, the batch that finds them by their key, and who may look there."""

    def declare(kind: type[T]) -> type[T]:
        NODES[kind.__name__] = Found(kind, row, batch, key, permission, outlives_revision)
        _NAMES[row] = kind.__name__
        return member_type(lambda shown: type(shown) is row)(kind)

    return declare


def shown_as(row: type[Any]) -> tuple[type[Any], str]:
    """The type of Node that shows a row, and the key of its ids."""
    found = NODES[_NAMES[row]]
    return found.kind, found.key


def global_id(kind: str, key: int | str) -> strawberry.ID:
    """The id of a thing: its type and key, in a form that invites nobody to read it."""
    return strawberry.ID(urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("="))


def key_behind(wanted: str, kind: str) -> int | str | None:
    """The key that an id of a type holds, whether or not there is such a row; None when it is none."""
    place = _read(wanted)
    return place[1] if place is not None and place[0] is NODES[kind] else None


async def find_node(context: Context, wanted: str) -> Any:
    """The row behind an id; None when there is none, or none for this viewer: the two look alike."""
    place = _read(wanted)
    if place is None:
        return None
    found, key = place
    if found.permission not in context.viewer.permissions:
        return None
    context.reads.outlives_revision = context.reads.outlives_revision and found.outlives_revision
    return await context.relations.load(found.batch, key)


def _read(wanted: str) -> tuple[Found, int | str] | None:
    try:
        kind, _, key = urlsafe_b64decode(wanted.encode() + b"=" * (-len(wanted) % 4)).decode().partition(":")
        found = NODES[kind]
        number = int(key) if found.key == "id" else None
    except (ValueError, KeyError):
        return None
    if number is None:
        return (found, key) if global_id(kind, key) == wanted else None
    return (found, number) if global_id(kind, number) == wanted and 0 < number < _LARGEST else None


async def _node(
    info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="An `id` of an earlier answer.")]
) -> Any:
    return await find_node(info.context, id)


async def _nodes(
    info: Info,
    ids: Annotated[
        list[strawberry.ID],
        strawberry.argument(
            description=f"Each an `id` of an earlier answer; as many as a page may have rows. {MOST_ROWS}"
        ),
    ],
) -> Any:
    check_size(info.context, f"`ids` with {len(ids)} of them", len(ids))
    return await asyncio.gather(*(find_node(info.context, wanted) for wanted in ids))


@output_type
class NodeQueries:
    """Questions about things by their ids."""

    node: Node | None = strawberry.field(
        resolver=_node, description="A thing by its id; null when there is none, or none for this viewer."
    )
    nodes: list[Node | None] = strawberry.field(
        resolver=_nodes, description="Things by their ids, in the order asked; null where there is none."
    )
