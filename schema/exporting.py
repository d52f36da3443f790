"""A list walked to its end: page by page, under the limits and rights of every other request."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any, TypeAlias

from graphql import GraphQLError, get_variable_values

from reports.listing import ListColumn, Value
from resolvers.allowance import Allowance
from resolvers.context import Context
from schema.answering import execute_operation
from schema.documents import Documents, RequestRefused, is_query
from schema.errors import presentable, told
from schema.export_document import paged_document
from schema.export_plan import Path, plan_of
from schema.export_refusals import NothingThere, OnlyQueries
from schema.inputs import check_variables
from schema.limits import LimitExceeded
from schema.selections import Selections
from schema.spending import spent_by

Cells: TypeAlias = tuple[Value, ...]


class ExportFailed(Exception):
    """A page that was answered with errors, or not at all. They are as clients may see them."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__(errors[0].message)
        self.errors = errors


class Export:
    """The list that one operation of a document leads to."""

    def __init__(
        self, documents: Documents, text: str, operation_name: str | None, variables: dict[str, Any]
    ) -> None:
        """Raises RequestRefused when there is no such operation or list, or it cannot become a sheet."""
        document = documents.read(text)
        operation = document.operation(operation_name)
        if not is_query(operation):
            raise RequestRefused.because(str(OnlyQueries()), OnlyQueries.code)
        try:
            check_variables(variables, document.cursors, document.limits)
        except LimitExceeded as refused:
            raise RequestRefused(told(refused)) from None
        if document.errors:
            raise RequestRefused(*document.errors)
        documents.keep(text, document)
        coerced: Any = get_variable_values(document.schema, operation.variable_definitions or (), variables)
        if isinstance(coerced, list):
            raise RequestRefused(*map(presentable, coerced))
        root = document.schema.query_type
        assert root is not None
        selections = Selections(document.schema, document.parsed, coerced)
        self.text = text
        self.variables = variables
        self._schema = document.schema
        self._plan = plan_of(selections, root, operation, coerced)
        self._paged = paged_document(self._plan, document.parsed, operation)
        self._operation_name = operation.name.value if operation.name else None

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        return self._plan.columns

    @property
    def name(self) -> str:
        """The list's name in the schema."""
        return self._plan.listed.name

    @property
    def title(self) -> str:
        """What the client calls the question; without a name, the list's."""
        return self._operation_name or self.name

    def walk(self, context: Context) -> Walk:
        """The way through the list. Raises RequestRefused when even a page of one row costs too much."""
        return Walk(self, context, self._page_size(context.allowance))

    async def page(self, context: Context, size: int, after: str | None) -> Page:
        """A page of the list, the first with its length. Raises ExportFailed."""
        named = self._paged.variables
        ours = {named["first"]: size, named["after"]: after, named["counted"]: after is None}
        data, errors = await execute_operation(
            self._schema, self._paged.document, self._paged.operation, self.variables | ours, context
        )
        if errors:
            raise ExportFailed(*errors)
        return self._read(data)

    def _read(self, data: Any) -> Page:
        listed, plan = data, self._plan
        for number, key in enumerate(plan.path, 1):
            listed = listed.get(key)
            if listed is None:
                refused = NothingThere(".".join(plan.path[:number]))
                raise ExportFailed(presentable(GraphQLError(str(refused), original_error=refused)))
        if not plan.rows:
            return Page([self._cells(row) for row in listed], len(listed), None)
        rows = listed[plan.rows[0].key]
        for step in plan.rows[1:]:
            rows = [edge[step.key] for edge in rows]
        info = listed[self._paged.page_info]
        return Page(
            [self._cells(row) for row in rows],
            listed.get(self._paged.total),
            info["endCursor"] if info["hasNextPage"] else None,
            listed.get(self._paged.withheld),
        )

    def _cells(self, row: Any) -> Cells:
        return tuple(_value(row, each.path) for each in self._plan.cells)

    def _page_size(self, allowance: Allowance) -> int:
        fixed, one = self._cost(0), self._cost(1)
        if one > allowance.cost:
            raise RequestRefused(told(LimitExceeded("cost", allowance.cost, one)))
        affordable = (allowance.cost - fixed) // (one - fixed) if one > fixed else allowance.page
        return min(allowance.page, affordable)

    def _cost(self, rows: int) -> int:
        sized = self.variables | {self._paged.variables["first"]: rows}
        return spent_by(self._schema, self._paged.document, self._paged.operation, sized).cost


class Page:
    """Some rows of a list."""

    __slots__ = ("after", "rows", "total", "withheld")

    def __init__(
        self, rows: list[Cells], total: int | None, after: str | None, withheld: str | None = None
    ) -> None:
        """The total and what is withheld are told on the first page alone; after is None on the last."""
        self.rows, self.total, self.after, self.withheld = rows, total, after, withheld


class Walk:
    """One way through a list, from its first page to its last."""

    def __init__(self, export: Export, context: Context, size: int) -> None:
        self._export, self._context, self.size = export, context, size

    async def pages(self) -> AsyncGenerator[Page]:
        """Every page; an empty list has one. Raises ExportFailed."""
        after: str | None = None
        walked, total = 0, None
        while True:
            page = await self._export.page(self._context.forgetful(), self.size, after)
            walked, total = walked + len(page.rows), page.total if after is None else total
            yield page
            after = page.after
            if after is None:
                break
        # all pages are of one transaction
        assert walked == total, f"{walked} rows of {total} were walked"


def _value(row: Mapping[str, Any] | Value, path: Path) -> Any:
    for key in path:
        if not isinstance(row, Mapping):
            return None
        row = row.get(key)
    return row
