"""Batches made into loaders: what one request asks row by row becomes one statement for all rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from db.queries.rows import Lookup
from db.scope import Scope
from resolvers.reads import Reads

Found = TypeVar("Found")

FEW: Final = 20
"""Things whose keys are looked up in less time than a thread's turn takes."""

if TYPE_CHECKING:
    from strawberry.dataloader import DataLoader

Batch: TypeAlias = Callable[..., Mapping[Any, Any]]
"""Takes a session, a scope, keys and whatever else was asked; gives a mapping from key to what was found."""


class Relations:
    """The loaders of one request. A batch gets its loader by being asked."""

    def __init__(self, reads: Reads, scope: Scope) -> None:
        self._reads, self._scope = reads, scope
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}

    def one(self, batch: Callable[..., Mapping[Any, Found]], key: Any) -> Awaitable[Found | None]:
        """What the batch finds for a key, with its type; None when it finds nothing."""
        return self.load(batch, key)

    def load(self, batch: Batch, key: Any, *asked: Hashable, absent: Any = None) -> Awaitable[Any]:
        """What the batch finds for a key; absent when it finds nothing. Keys of one moment go together."""
        which = (batch, asked)
        if which not in self._loaders:
            self._loaders[which] = self._loader(batch, asked, absent)
        return self._loaders[which].load(key)

    def _loader(self, batch: Batch, asked: tuple[Hashable, ...], absent: Any) -> DataLoader[Any, Any]:
        # a command that never asks for a relation need not wait for this import
        from strawberry.dataloader import DataLoader

        async def find(keys: list[Any]) -> list[Any]:
            is_small = isinstance(batch, Lookup) and len(keys) <= FEW
            run = self._reads.run_small if is_small else self._reads.run
            found = await run(partial(batch), self._scope, keys, *asked)
            return [found.get(key, absent) for key in keys]

        return DataLoader(load_fn=find)
