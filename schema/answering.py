"""From a request to its answer: choose the operation, hold it against the budget, validate, execute."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute,
)

from resolvers.context import Context
from schema.documents import Document, Documents, RequestRefused, is_query
from schema.errors import presentable, told
from schema.inputs import check_variables
from schema.limits import LimitExceeded
from schema.validation import ERRORS_TOLD


@dataclass(frozen=True, slots=True)
class Answer:
    """What an executed operation has to say. The errors are as clients may see them."""

    data: dict[str, Any] | None
    errors: list[GraphQLError]
    cost: int


async def execute_operation(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: dict[str, Any],
    context: Context,
) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
    """The data of an operation, and the errors beside it as clients may see them."""
    name = operation.name
    result = execute(
        schema,
        document,
        context_value=context,
        variable_values=variables,
        operation_name=name.value if name else None,
        max_coercion_errors=ERRORS_TOLD,
    )
    answered: ExecutionResult = await result if isawaitable(result) else result
    return answered.data, [presentable(error) for error in answered.errors or ()]


class Question:
    """One operation of a document. Raises RequestRefused when the text or the name does not lead to one."""

    def __init__(self, documents: Documents, text: str, operation_name: str | None) -> None:
        self._documents, self._text = documents, text
        self._document: Document = documents.read(text)
        self._operation: OperationDefinitionNode = self._document.operation(operation_name)
        self.is_query = is_query(self._operation)

    def check(self, variables: dict[str, Any]) -> None:
        """Raises RequestRefused when the variables hold too much for anybody to look into them."""
        try:
            check_variables(
                variables, self._document.cursors, self._document.limits, are_written=not self.is_query
            )
        except LimitExceeded as refused:
            raise RequestRefused(told(refused)) from None

    async def answer(self, variables: dict[str, Any], context: Context) -> Answer:
        """Execute the operation, if it fits the schema and costs no more than the viewer may ask.

        Raises RequestRefused, also when a variable does not fit its type.
        """
        self.check(variables)
        cost = self._cost(variables, context.allowance.cost)
        self._validate()
        data, errors = await execute_operation(
            self._document.schema, self._document.parsed, self._operation, variables, context
        )
        # only an error that stands at no field was found before the first field was executed
        if data is None and errors and all(error.path is None for error in errors):
            raise RequestRefused(*errors)
        return Answer(data, errors, cost)

    def _cost(self, variables: dict[str, Any], most: int) -> int:
        cost = self._document.spent(self._operation, variables).cost
        if cost > most:
            raise RequestRefused(told(LimitExceeded("cost", most, cost)))
        return cost

    def _validate(self) -> None:
        if self._document.errors:
            raise RequestRefused(*self._document.errors)
        self._documents.keep(self._text, self._document)
