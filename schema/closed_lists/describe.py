"""Makes a closed list known to the schema, with what each of its values means."""

from __future__ import annotations

from enum import Enum

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition


def describe(kind: type[Enum], about: str, **values: str) -> None:
    """Make a closed list known to the schema. Raises ValueError unless exactly its values are described."""
    names = [member.name for member in kind]
    if list(values) != names:
        raise ValueError(f"{kind.__name__} has the values {names}, described are {list(values)}")
    strawberry.enum(kind, description=about)
    definition: StrawberryEnumDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]
