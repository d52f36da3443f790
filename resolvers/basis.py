"""Which state of the data a figure comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from resolvers.context import Context

Figures = TypeVar("Figures")


class Basis(StrEnum):
    """What figures are computed from, or were."""

    SEALED = "SEALED"
    LIVE = "LIVE"


@dataclass(frozen=True, slots=True)
class Based(Generic[Figures]):
    """Figures with the state they come from; it shows their attributes as its own."""

    figures: Figures
    basis: Basis
    version: int | None
    """Of the report that was sealed; None for the data as it is now."""
    data_revision: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.figures, name)


async def based(context: Context, _asked: Basis, figures: Figures) -> Based[Figures]:
    """Figures of the data as it is now, whichever basis was asked: no report is sealed yet."""
    return Based(figures, Basis.LIVE, None, await context.reads.revision())
