"""Mutations as fields: an input whose fields are those of a fact, answered with what was written, or why not.

A declaration names its Mutation and stays readable on the field, under `declaration`.
"""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Annotated, Any, get_args, get_type_hints

import strawberry

from db.answered import KEPT_FOR
from db.errors import NotFound
from db.periods import Quarter
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


@dataclass(frozen=True, slots=True)
class Form:
    """How an input becomes a fact; what is left out has the fact's own default."""

    noun: str
    ids: Mapping[str, str]
    within: Mapping[str, str]

    def fact(self, kind: type[Any], given: Any, around: Mapping[str, Any] | None = None) -> Any:
        """The fact of a kind that an input states; around it stand values that it does not repeat.

        Raises NotFound for an id that is none of its type.
        """
        values: dict[str, Any] = {}
        for each in fields(kind):
            if around and each.name in around:
                values[each.name] = around[each.name]
                continue
            value = getattr(given, each.name)
            if (value is None or value is strawberry.UNSET) and each.default is not MISSING:
                continue
            values[each.name] = self._value(kind, each.name, value, given)
        return kind(**values)

    def _value(self, kind: type[Any], name: str, value: Any, given: Any) -> Any:
        if name in self.ids:
            return _key(self.noun, value, self.ids[name])
        whole: Hashable = kind  # type: ignore[assignment]  # a class is
        hint = _hints(whole)[name]
        if isinstance(value, list):
            part, *_ = get_args(hint)
            around = {inner: getattr(given, outer) for inner, outer in self.within.items()}
            return tuple(self.fact(part, each, around) for each in value)
        return str(value) if isinstance(value, Quarter) and hint is str else value


@cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    hints: Any = kind
    return get_type_hints(hints)


def mutation(
    what: Mutation[Any, Any],
    given: type[MutationInput],
    *,
    ids: Mapping[str, str] | None = None,
    within: Mapping[str, str] | None = None,
    description: str,
) -> Any:
    """Something that can be done. The input has a field for each of the fact's.

    ids are the fields that are an `id`, each with the type of Node it is of; the fact has the row's key.
    within are fields of facts inside the fact that their inputs do not repeat, each with the field of the
    input that they have the value of.
    """

    async def resolve(info: Info, input: Any) -> Any:
        writes = info.context.writes
        assert writes is not None, "a request that executes mutations has a moment at which it came"
        return await or_refusal(_done(writes, what, input, Form(what.noun, ids or {}, within or {})))

    resolve.__annotations__["input"] = Annotated[given, strawberry.argument(description="What to do.")]
    return strawberry.field(
        resolver=resolve,
        name=what.name,
        description=f"{description} Null, with an error, without the right `{what.permission}`.",
        metadata={DECLARATION: what},
    )


async def _done(writes: Writes, what: Mutation[Any, Any], given: Any, form: Form) -> Any:
    return await writes.run(what, form.fact(what.fact, given), key_of(given))


def _key(noun: str, wanted: str, kind: str) -> int | str:
    found = key_behind(wanted, kind)
    if found is None:
        raise NotFound(noun, wanted)
    return found


def key_of(given: MutationInput) -> str | None:
    """The client's key; None without one."""
    key = given.client_mutation_id
    return None if key is strawberry.UNSET else key
