"""Figures that were computed before, kept as long as the data behind them stays."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, Final

from cachetools import LRUCache

from resolvers.relations import Batch

if TYPE_CHECKING:
    from resolvers.context import Context

KEPT: Final = 64
"""Of each what a whole report holds, at most."""


class KeptFigures:
    """The figures asked for most lately. For use within one event loop, by requests over one database.

    A figure follows from the data alone: one revision, one scope and one question have one answer.
    """

    def __init__(self) -> None:
        self._kept: LRUCache[Hashable, Any] = LRUCache(KEPT)

    async def load(self, context: Context, batch: Batch, key: Hashable, *asked: Hashable) -> Any:
        """What the batch computes for a key; keys of one moment go together where it computes at all."""
        which = (await context.reads.revision(), context.scope, batch, key, asked)
        if which not in self._kept:
            self._kept[which] = await context.relations.load(batch, key, *asked)
        return self._kept[which]
