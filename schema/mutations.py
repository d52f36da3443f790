"""Mutations as fields: an input whose fields are those of a fact, answered with what was written, or why not.

A declaration names its Mutation and stays readable on the field, under `declaration`.
"""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Annotated, Any

import strawberry

from db.answered import KEPT_FOR
from db.errors import NotFound
from resolvers.writes import KEY_LENGTH, Mutation, Writes
from schema.common import DECLARATION, Info, input_type
from schema.figure_field import or_refusal
from schema.node import key_behind

KEY: str = (
    "A key of the client's choice, one for each thing that is to be done. What is sent again under it is "
    "answered again and not done again; another input under it is refused. It belongs to the account and the "
    f"mutation, is kept for {KEPT_FOR.days} days, and has up to {KEY_LENGTH} characters. Give one."
)
REVISION = (
    "The revision that you have seen, 0 where there is none yet; when somebody has written since, nothing is "
    "overwritten."
)


def required(description: str) -> Any:
    """A part of an input that must be given."""
    return strawberry.field(description=description)


def optional(description: str) -> Any:
    """A part of an input that may be left out; null and nothing are one."""
    return strawberry.field(description=description, default=strawberry.UNSET)


@input_type
class MutationInput:
    """What every mutation may be given."""

    client_mutation_id: str | None = optional(KEY)


def mutation(
    what: Mutation[Any, Any],
    given: type[MutationInput],
    *,
    ids: Mapping[str, str] | None = None,
    description: str,
) -> Any:
    """Something that can be done. The input has a field for each of the fact's.

    ids are the fields that are an `id`, each with the type of Node it is of; the fact has the row's key.
    """

    async def resolve(info: Info, input: Any) -> Any:
        writes = info.context.writes
        assert writes is not None, "a request that executes mutations has a moment at which it came"
        return await or_refusal(_done(writes, what, input, ids or {}))

    resolve.__annotations__["input"] = Annotated[given, strawberry.argument(description="What to do.")]
    return strawberry.field(
        resolver=resolve,
        name=what.name,
        description=f"{description} Null, with an error, without the right `{what.permission}`.",
        metadata={DECLARATION: what},
    )


async def _done(writes: Writes, what: Mutation[Any, Any], given: Any, ids: Mapping[str, str]) -> Any:
    return await writes.run(what, fact_of(what, given, ids), key_of(given))


def fact_of(what: Mutation[Any, Any], given: MutationInput, ids: Mapping[str, str]) -> Any:
    """The fact that an input states; what is left out has the fact's own default.

    Raises NotFound for an id that is none of its type.
    """
    values: dict[str, Any] = {}
    for each in fields(what.fact):
        value = getattr(given, each.name)
        if value in (None, strawberry.UNSET) and each.default is not MISSING:
            continue
        values[each.name] = _key(what, value, ids[each.name]) if each.name in ids else value
    return what.fact(**values)


def _key(what: Mutation[Any, Any], wanted: str, kind: str) -> int | str:
    found = key_behind(wanted, kind)
    if found is None:
        raise NotFound(what.noun, wanted)
    return found


def key_of(given: MutationInput) -> str | None:
    """The client's key; None without one."""
    key = given.client_mutation_id
    return None if key is strawberry.UNSET else key
