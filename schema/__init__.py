"""Questions: what may be asked. The schema itself, made of one file per subject."""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema import closed_lists  # noqa: F401  the values of enums are described there
from schema.errors import PresentableErrors
from schema.mutation import Mutation
from schema.query import Query
from schema.scalars import SCALARS


class Schema(strawberry.Schema):
    """Logs nothing: errors are logged where requests are, with their causes."""

    def process_errors(self, errors: Any, execution_context: Any = None) -> None:
        return None


schema = Schema(
    query=Query,
    mutation=Mutation,
    config=StrawberryConfig(scalar_map=SCALARS),
    extensions=[PresentableErrors],
)


def sdl() -> str:
    """The schema in GraphQL's own language."""
    return schema.as_str() + "\n"
