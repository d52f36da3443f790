"""Figures as fields: asked for a period and a basis, answered with numbers or with why there are none."""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Annotated, Any, TypeAlias, TypeVar

import strawberry

from db.errors import ReportingError
from db.periods import Quarter
from resolvers.basis import Based, Basis, based
from resolvers.permissions import Permission
from resolvers.relations import Batch
from schema.common import DECLARATION, Info, field, interface_type, member_type
from schema.refusals import REFUSALS, Refused
from schema.scalars import BigInt

T = TypeVar("T")

Period: TypeAlias = Annotated[Quarter, strawberry.argument(description="The reporting period: `2019-Q4`.")]
AskedBasis: TypeAlias = Annotated[
    Basis,
    strawberry.argument(
        description="`SEALED`: the sealed version of the report where there is one, else the data as it is "
        "now. `LIVE`: the data as it is now."
    ),
]


@interface_type
class Figures:
    """Numbers, and which state of the data they come from."""

    basis: Basis = field("What they come from.")
    version: int | None = field("The version of the sealed report; null for the data as it is now.")
    data_revision: BigInt = field("Equal revisions mean equal data.")


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """What batch computes for an attribute of the row and a period, or a part of it."""

    batch: Batch
    key: str
    part: str | None
    permission: Permission


def figures_of(row: type[Any]) -> Callable[[type[T]], type[T]]:
    """A type of Figures: it shows this kind of row."""
    return member_type(lambda shown: type(shown) is Based and type(shown.figures) is row)


def figure(
    batch: Batch, *, key: str, part: str | None = None, permission: Permission, description: str
) -> Any:
    """What batch computes for a period, for many rows at once, by the row's attribute key.

    The batch takes a session, a scope, keys and a Quarter. Fields that show different parts (dotted
    attributes) of one batch's answer share its work.
    """
    shown: Callable[[Any], Any] = attrgetter(part) if part else (lambda computed: computed)

    async def resolve(
        root: strawberry.Parent[Any], info: Info, period: Period, basis: AskedBasis = Basis.SEALED
    ) -> Any:
        async def compute() -> Any:
            info.context.require(permission)
            computed = await info.context.figure(batch, getattr(root, key), period)
            return await based(info.context, basis, shown(computed))

        return await or_refusal(compute())

    return strawberry.field(
        resolver=resolve,
        description=description + REFUSED,
        metadata={DECLARATION: Figure(batch, key, part, permission)},
    )


REFUSED = " Null, with an error, without the right `figures.read`."


async def or_refusal(answer: Awaitable[T]) -> T | Refused:
    """The answer; or the error that stands in its place, where it is one of those that a union shows."""
    try:
        return await answer
    except ReportingError as error:
        if type(error) not in REFUSALS:
            raise
        return Refused(error)
