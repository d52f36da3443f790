"""Who asks: a role, and whose facts it reaches."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.scope import Scope
from resolvers.permissions import LOCAL, Permission, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A role within a scope."""

    role: Role
    scope: Scope
    """What of it is shown row by row, the role decides."""

    def __post_init__(self) -> None:
        sees_assistance = Permission.ASSISTANCE_LEDGER in self.permissions
        object.__setattr__(self, "scope", replace(self.scope, sees_assistance=sees_assistance))

    @property
    def identity(self) -> str:
        """Whose requests are counted together."""
        return self.role.name

    @property
    def permissions(self) -> frozenset[Permission]:
        return self.role.permissions


def local_viewer() -> Viewer:
    """Everyone on loopback, until there is sign-in."""
    return Viewer(LOCAL, Scope.everything())
