"""Totals as fields: how they are asked for, and how a group leads to its rows."""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

import strawberry

from db.queries.page import ListQuery
from db.queries.totals import MOST_GROUPS, MOST_KEYS
from resolvers.totals import rows_of_part
from schema.common import DECLARATION, Info
from schema.connections import conditions_of, described, list_signature, page_arguments
from schema.selecting import attributes_asked


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Groups of a list, at most so many."""

    query: type[ListQuery[Any]]
    most: int = MOST_GROUPS


@dataclass(frozen=True, slots=True, eq=False)
class RowsOfGroup:
    """The part of a list that a group was made of."""

    query: type[ListQuery[Any]]


def totals(
    answer: Callable[..., Awaitable[Any]],
    query: type[ListQuery[Any]],
    *,
    where: Any,
    by: type[StrEnum],
    description: str,
) -> Any:
    """Totals of the rows that a query object finds, grouped by some of the keys."""

    async def resolve(info: Info, group_by: list[Any], **given: Any) -> Any:
        return await answer(info.context, query(info.context.scope, **conditions_of(given)), tuple(group_by))

    resolve.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, kind, default in (
                ("info", Info, inspect.Parameter.empty),
                ("where", described(where | None, "Of which rows; of all without it."), strawberry.UNSET),
                (
                    "group_by",
                    described(
                        list[by],  # type: ignore[valid-type]
                        f"What keeps rows apart, from 1 to {MOST_KEYS} keys; the groups come in their order.",
                    ),
                    inspect.Parameter.empty,
                ),
            )
        ]
    )
    return strawberry.field(
        resolver=resolve,
        description=f"{description} At most {MOST_GROUPS:,} groups.",
        metadata={DECLARATION: Totals(query)},
    )


def rows_of_group(query: type[ListQuery[Any]], *, description: str) -> Any:
    """Exactly the rows that a group was made of; one statement for the groups of one answer."""
    order = next(each.default for each in fields(query) if each.name == "order")

    async def resolve(root: Any, info: Info, order_by: Any, **given: Any) -> Any:
        wanted = page_arguments(given, attributes_asked(info, query.row))
        return await rows_of_part(info.context, root.part, order_by, wanted)

    resolve.__signature__ = list_signature(None, order)  # type: ignore[attr-defined]
    return strawberry.field(
        resolver=resolve, description=description, metadata={DECLARATION: RowsOfGroup(query)}
    )
