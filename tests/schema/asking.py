"""Ask the schema as a server would, and count what that costs the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from graphql import GraphQLError
from sqlalchemy import Engine, event

from resolvers.context import Context
from resolvers.viewer import Viewer, local_viewer
from schema import schema

AT = datetime(2021, 1, 11, 9, 30, tzinfo=UTC)
"""When every request comes."""


async def answer(
    engine: Engine, document: str, viewer: Viewer | None = None, **variables: Any
) -> tuple[Any, list[GraphQLError]]:
    """What was answered, and the errors beside it."""
    context = Context.open(engine, viewer or local_viewer(), at=AT)
    try:
        result = await schema.execute(document, variable_values=variables, context_value=context)
    finally:
        await context.aclose()
    return result.data, result.errors or []


async def ask(engine: Engine, document: str, viewer: Viewer | None = None, **variables: Any) -> Any:
    """What was answered, where nothing goes wrong."""
    found, errors = await answer(engine, document, viewer, **variables)
    assert errors == []
    return found


async def refusal(
    engine: Engine, document: str, viewer: Viewer | None = None, **variables: Any
) -> tuple[str, str]:
    """The code and the message of the one error."""
    _, (error,) = await answer(engine, document, viewer, **variables)
    assert error.extensions
    return error.extensions["code"], error.message


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The questions that the database is asked meanwhile, but for the revision that each begins with."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")) and "FROM data_revision" not in statement:
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
