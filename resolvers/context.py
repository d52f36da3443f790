"""What a request carries with it: who asks, the read session, the loaders of its relations."""

from __future__ import annotations

from dataclasses import dataclass

from db.engine import Engine
from db.scope import Scope
from resolvers.allowance import USUAL, Allowance, Allowances
from resolvers.permissions import Permission, require
from resolvers.reads import Reads
from resolvers.relations import Relations
from resolvers.viewer import Viewer


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One request. Close it when it is answered."""

    viewer: Viewer
    allowance: Allowance
    reads: Reads
    relations: Relations

    @classmethod
    def open(
        cls,
        engine: Engine,
        viewer: Viewer,
        allowances: Allowances = USUAL,
        seconds: float | None = None,
    ) -> Context:
        """A context that has not touched the database yet; what it asks of it ends in so many seconds."""
        reads = Reads(engine, seconds)
        return cls(viewer, allowances.of(viewer), reads, Relations(reads, viewer.scope))

    @property
    def scope(self) -> Scope:
        return self.viewer.scope

    def require(self, permission: Permission) -> None:
        """Raises PermissionRefused."""
        require(self.viewer, permission)

    async def aclose(self) -> None:
        await self.reads.aclose()
