"""What a request carries with it: who asks, the read session, the loaders of its relations."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.engine import Engine
from db.scope import Scope
from resolvers.permissions import Permission, require
from resolvers.reads import Reads
from resolvers.relations import Relations
from resolvers.viewer import Viewer


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One request. Close it when it is answered."""

    viewer: Viewer
    reads: Reads
    relations: Relations

    @classmethod
    def open(cls, engine: Engine, viewer: Viewer) -> Context:
        """A context that has not touched the database yet."""
        reads = Reads(engine)
        return cls(viewer, reads, Relations(reads, viewer.scope))

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

    async def aclose(self) -> None:
        await self.reads.aclose()
