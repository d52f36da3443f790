"""Documents: parsed, held against the limits and validated once, then kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from cachetools import LRUCache
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    parse,
)

from schema import schema as our_schema
from schema.errors import presentable, told
from schema.inputs import check_literals
from schema.limits import LimitExceeded, Limits
from schema.spending import Spent, check_shape, spent_by
from schema.validation import errors_of

KEPT: Final = 128
"""Documents; the largest that the limits let through takes about half a megabyte."""


class RequestRefused(Exception):
    """A request whose execution has not begun; the errors are as clients may see them."""

    def __init__(self, *errors: GraphQLError, status: int = 400) -> None:
        """The status is HTTP's, for clients that read it."""
        super().__init__(errors[0].message)
        self.errors, self.status = errors, status

    @classmethod
    def because(cls, reason: str, code: str) -> RequestRefused:
        """A refusal with one error, for a reason that the schema knows nothing of."""
        return cls(GraphQLError(reason, extensions={"code": code}))


class Document:
    """A document whose shape is within the limits."""

    def __init__(
        self, parsed: DocumentNode, schema: GraphQLSchema, limits: Limits, *, introspection: bool = True
    ) -> None:
        """Raises LimitExceeded."""
        self.parsed, self.schema, self.limits, self._introspection = parsed, schema, limits, introspection
        self._sized_by = check_shape(schema, parsed, limits)
        self.cursors = check_literals(parsed, limits)
        self._spent: dict[int, Spent] = {}
        self._operations = [each for each in parsed.definitions if isinstance(each, OperationDefinitionNode)]

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The one to execute. Raises RequestRefused unless the name, or its absence, means exactly one."""
        meant = [each for each in self._operations if name is None or (each.name and each.name.value == name)]
        if len(meant) == 1:
            return meant[0]
        if name is not None and not meant:
            refused = GraphQLError(f"The document has no operation named '{name[:40]}'.")
        elif not meant:
            refused = GraphQLError("The document has no operation to execute.")
        else:
            refused = GraphQLError(
                "The document has several operations; say in `operationName` which one to execute."
            )
        raise RequestRefused(presentable(refused))

    @cached_property
    def errors(self) -> Sequence[GraphQLError]:
        """Why the document does not fit the schema."""
        found = errors_of(self.schema, self.parsed, introspection=self._introspection)
        return [presentable(error) for error in found]

    def spent(self, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Spent:
        """What an operation of the document spends with these variables."""
        if self._sized_by:
            return spent_by(self.schema, self.parsed, operation, variables)
        key = id(operation)
        if key not in self._spent:
            self._spent[key] = spent_by(self.schema, self.parsed, operation, {})
        return self._spent[key]


class Documents:
    """Reads documents against the schema; those that fit it are kept, the most recent ones."""

    def __init__(self, limits: Limits | None = None, *, introspection: bool = True) -> None:
        self.limits = limits or Limits()
        self._introspection = introspection
        self._kept: LRUCache[str, Document] = LRUCache(KEPT)

    def read(self, text: str) -> Document:
        """The document of a text, not validated yet. Raises RequestRefused."""
        if kept := self._kept.get(text):
            return kept
        try:
            parsed = self._parse(text)
            return Document(parsed, our_schema._schema, self.limits, introspection=self._introspection)
        except LimitExceeded as refused:
            raise RequestRefused(told(refused)) from None
        except GraphQLSyntaxError as refused:
            raise RequestRefused(presentable(refused)) from None

    def keep(self, text: str, document: Document) -> None:
        """Spare the next request with this text the work. For documents without errors."""
        self._kept[text] = document

    def _parse(self, text: str) -> DocumentNode:
        limits = self.limits
        if len(text) > limits.characters:
            raise LimitExceeded("characters", limits.characters, len(text))
        try:
            return parse(text, max_tokens=limits.tokens)
        except GraphQLSyntaxError as refused:
            # the library has no other sign of this one
            if f"more than {limits.tokens} tokens" in refused.message:
                raise LimitExceeded("tokens", limits.tokens) from None
            raise


def is_query(operation: OperationDefinitionNode) -> bool:
    """Whether executing it changes nothing."""
    return operation.operation is OperationType.QUERY
