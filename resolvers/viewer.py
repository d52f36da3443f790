"""Who asks: a role, and whose facts it reaches."""

from __future__ import annotations

from dataclasses import dataclass

from db.scope import Scope
from resolvers.permissions import LOCAL, Permission, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A role within a scope."""

    role: Role
    scope: Scope

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
