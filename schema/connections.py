"""Lists that can grow: connections with cursors (Relay), their arguments and their filters."""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from db.queries.page import ListQuery, PageArguments
from db.scope import Withheld
from schema.common import DECLARATION, MOST_ROWS, Info, field, output_type
from schema.selecting import attributes_asked

T = TypeVar("T")

WITHHELD = "What belongs here and is kept from this viewer, whether or not there is any; null: nothing."


@output_type
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = field("Whether rows follow this page.")
    has_previous_page: bool = field("Whether rows come before this page.")
    start_cursor: str | None = field("The cursor of the first row; null on an empty page.")
    end_cursor: str | None = field("The cursor of the last row; null on an empty page.")


@output_type
class Edge(Generic[T]):
    """A row and its place in the list."""

    node: T = field("The row.")
    cursor: str = field("The row's place in this list in this order; opaque.")


async def _count(root: strawberry.Parent[Any]) -> Any:
    return await root.count()


@output_type
class Connection(Generic[T]):
    """A page of a list."""

    edges: list[Edge[T]] = field("The rows with their cursors, in the list's order.")
    nodes: list[T] = field("The rows alone, where cursors are not needed.")
    page_info: PageInfo = field("Where this page stands in the list.")
    withheld: Withheld | None = field(WITHHELD)

    total_count: int = strawberry.field(
        resolver=_count, description="How many rows the whole list has. Counted only when asked for."
    )


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A list that is served page by page; the key names the parent whose part it is."""

    query: type[ListQuery[Any]]
    key: str | None


def connection(
    answer: Callable[..., Awaitable[Any]],
    query: type[ListQuery[Any]],
    *,
    where: Any = None,
    key: str | None = None,
    description: str,
) -> Any:
    """A list that can grow, answered with a query object and the page wanted.

    `where` is an input whose fields have the names of the query's. With a key, it is the part
    of the list that belongs to the row with that attribute.
    """

    async def resolve(root: Any, info: Info, **given: Any) -> Any:
        wanted = page_arguments(given, attributes_asked(info, query.row))
        asked = query(info.context.scope, **conditions_of(given))
        parent = () if key is None else (getattr(root, key),)
        return await answer(info.context, *parent, asked, wanted)

    order = next((each.default for each in fields(query) if each.name == "order"), None)
    resolve.__signature__ = list_signature(where, order)  # type: ignore[attr-defined]
    return strawberry.field(
        resolver=resolve, description=description, metadata={DECLARATION: Listed(query, key)}
    )


PAGE_ARGUMENTS = {
    "first": (
        int | None,
        f"At most so many rows from the beginning, or after a cursor. {MOST_ROWS}",
    ),
    "after": (str | None, "Begin behind this cursor."),
    "last": (int | None, f"At most so many rows from the end, or before a cursor. {MOST_ROWS}"),
    "before": (str | None, "End in front of this cursor."),
}


def list_signature(where: Any, order: Any) -> inspect.Signature:
    """The arguments of a list, in their order."""
    named: list[tuple[str, Any, Any]] = [
        ("root", Any, inspect.Parameter.empty),
        ("info", Info, inspect.Parameter.empty),
    ]
    if where is not None:
        named.append(("where", described(where | None, "Which rows; all without it."), strawberry.UNSET))
    if order is not None:
        named.append(("order_by", described(type(order), "In which order; ties are broken by id."), order))
    named += [
        (name, described(kind, about), strawberry.UNSET) for name, (kind, about) in PAGE_ARGUMENTS.items()
    ]
    return inspect.Signature(
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, kind, default in named
        ]
    )


def described(kind: Any, about: str) -> Any:
    """The type of an argument, with what is said about it."""
    return Annotated[kind, strawberry.argument(description=about)]


def page_arguments(given: dict[str, Any], attributes: frozenset[str]) -> PageArguments:
    """Which part of the list is wanted, and of its rows these attributes."""
    stretch = {name: given_or_none(given.get(name)) for name in PAGE_ARGUMENTS}
    return PageArguments(**stretch, attributes=attributes)


def conditions_of(given: dict[str, Any]) -> dict[str, Any]:
    """What the query object is given: the filter's fields under their own names, lists as tuples."""
    conditions = {"order": given["order_by"]} if "order_by" in given else {}
    where = given_or_none(given.get("where"))
    if where is not None:
        for each in fields(where):
            value = given_or_none(getattr(where, each.name))
            conditions[each.name] = tuple(value) if isinstance(value, list) else value
    return conditions


def given_or_none(value: Any) -> Any:
    """What was given for an argument; null and nothing are one."""
    return None if value is strawberry.UNSET else value
