"""Connections: a page with the way to its neighbours, and a count that is made when it is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from db.queries.page import Edge, ListQuery, Page, PageArguments, Partition, count_of, page_of
from db.scope import Withheld
from resolvers.context import Context
from resolvers.errors import PageTooLarge

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Connection(Generic[Row]):
    """A page of a list."""

    page: Page[Row]
    count: Callable[[], Awaitable[int]]
    withheld: Withheld | None

    @property
    def edges(self) -> tuple[Edge[Row], ...]:
        return self.page.edges

    @property
    def nodes(self) -> list[Row]:
        return [edge.node for edge in self.page.edges]

    @property
    def page_info(self) -> PageInfo:
        edges = self.page.edges
        return PageInfo(
            self.page.has_next_page,
            self.page.has_previous_page,
            edges[0].cursor if edges else None,
            edges[-1].cursor if edges else None,
        )


async def connect(context: Context, asked: ListQuery[Row], wanted: PageArguments) -> Connection[Row]:
    """A page of a list. Raises PageTooLarge, CursorRefused."""
    page = await context.reads.run(page_of, asked, allowed(context, wanted))

    async def count() -> int:
        return await context.reads.run(count_of, asked)

    return Connection(page, count, asked.withheld)


async def connect_part(
    context: Context, partition: Partition, parent: Any, asked: ListQuery[Row], wanted: PageArguments
) -> Connection[Row]:
    """A page of a parent's part of a list; one statement for all parents.

    Raises PageTooLarge, CursorRefused.
    """
    page = await context.relations.load(partition.pages, parent, asked, allowed(context, wanted))

    async def count() -> int:
        counted: int = await context.relations.load(partition.counts, parent, asked)
        return counted

    return Connection(page, count, asked.withheld)


def allowed(context: Context, wanted: PageArguments) -> PageArguments:
    """The page to serve: without a size, no larger than the viewer may ask for. Raises PageTooLarge."""
    for name, size in (("first", wanted.first), ("last", wanted.last)):
        if size is not None:
            check_size(context, f"`{name}: {size}`", size)
    return wanted if wanted.size <= context.allowance.page else replace(wanted, first=context.allowance.page)


def check_size(context: Context, asked: str, size: int) -> None:
    """Raises PageTooLarge for more rows, however they are asked for, than the viewer may ask for at once."""
    if size > context.allowance.page:
        raise PageTooLarge(asked, context.allowance.page, context.viewer.role.name)
