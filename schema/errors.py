"""Errors as clients see them: what they can do something about as it is, anything else masked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.utils.str_converters import to_camel_case

from db.errors import ReportingError

BAD_REQUEST = "bad-request"
"""The document or its variables do not fit the schema."""

INTERNAL = "internal-error"
MASKED = "something went wrong on our side; try again, and tell us if it stays"


def presentable(error: GraphQLError) -> GraphQLError:
    """An error that says no more than a client should know, with `extensions.code`.

    Its `original_error` is still the cause, for whoever keeps the log; it is not sent.
    """
    cause = _cause(error)
    if isinstance(cause, ReportingError):
        return _with(error, _coerced(error) or str(cause), extensions_of(cause))
    if cause is None:
        return _with(error, error.message, {"code": BAD_REQUEST})
    return _with(error, MASKED, {"code": INTERNAL})


def told(refused: ReportingError) -> GraphQLError:
    """A refusal of a whole request, as a GraphQL error."""
    return GraphQLError(str(refused), original_error=refused, extensions=extensions_of(refused))


def extensions_of(error: ReportingError) -> dict[str, Any]:
    """The code of an error, and its facts under the names that a field would have."""
    facts = {to_camel_case(name): _plain(getattr(error, name)) for name in error.facts}
    return {"code": error.code, **facts}


class PresentableErrors(SchemaExtension):
    """Makes the errors of every answer presentable."""

    def on_operation(self) -> Iterator[None]:
        yield
        result: Any = self.execution_context.result
        if result is not None and result.errors:
            result.errors = [presentable(error) for error in result.errors]


def _cause(error: GraphQLError) -> BaseException | None:
    """The error of ours that this came from; None when the GraphQL library found it by itself."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _coerced(error: GraphQLError) -> str | None:
    # a value that a scalar refused: the library has said where it stands, and quoted our reason
    return error.message if error.path is None else None


def _plain(fact: Any) -> Any:
    if isinstance(fact, tuple):
        return [_plain(each) for each in fact]
    return fact if isinstance(fact, int | float) else str(fact)


def _with(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        original_error=error.original_error,
        extensions=extensions,
    )
