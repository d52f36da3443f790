"""What a request carries with it: who asks, the read session, the loaders of its relations, and the pen."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from db.engine import Engine
from db.scope import Scope
from resolvers.allowance import USUAL, Allowance, Allowances
from resolvers.kept_figures import KeptFigures
from resolvers.permissions import Permission, require
from resolvers.reads import Reads
from resolvers.relations import Batch, Relations
from resolvers.viewer import Viewer
from resolvers.writes import Writes


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One request. Close it when it is answered."""

    viewer: Viewer
    allowance: Allowance
    reads: Reads
    relations: Relations
    kept_figures: KeptFigures
    writes: Writes | None

    @classmethod
    def open(
        cls,
        engine: Engine,
        viewer: Viewer,
        allowances: Allowances = USUAL,
        seconds: float | None = None,
        kept_figures: KeptFigures | None = None,
        at: datetime | None = None,
    ) -> Context:
        """A context that has not touched the database yet; what it asks of it ends in so many seconds.

        Without a moment at which it came, the request can write nothing.
        """
        reads = Reads(engine, seconds)
        relations = Relations(reads, viewer.scope)
        writes = None if at is None else Writes(engine, viewer, at, seconds)
        return cls(viewer, allowances.of(viewer), reads, relations, kept_figures or KeptFigures(), writes)

    @property
    def scope(self) -> Scope:
        return self.viewer.scope

    def forgetful(self) -> Context:
        """The same request and transaction, with none of the relations that were found so far.

        So a request that reads a long list part by part holds no more than a part.
        """
        return replace(self, relations=Relations(self.reads, self.scope))

    def require(self, permission: Permission) -> None:
        """Raises PermissionRefused."""
        require(self.viewer, permission)

    async def figure(self, batch: Batch, key: Hashable, *asked: Hashable) -> Any:
        """What the batch computes for a key at the data's revision, computed once."""
        return await self.kept_figures.load(self, batch, key, *asked)

    async def aclose(self) -> None:
        await self.reads.aclose()
