"""Who asks: a role, whose facts it reaches, and the name that the trail gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from db.audit import Actor
from db.queries.accounts import Caller
from db.scope import Scope
from resolvers.permissions import BY_NAME, LOCAL, Permission, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A role within a scope."""

    role: Role
    scope: Scope
    """What of it is shown row by row, the role decides."""
    name: str = "local"
    """Of the account or the token."""
    place: str = "command line"
    """Where the request came from."""
    key: str | None = None
    """Of the account or the token; None for whoever has neither."""
    refused: set[Permission] = field(default_factory=set, compare=False, repr=False)
    """What was asked of them in this request, and they have no right to."""

    def __post_init__(self) -> None:
        scope = replace(
            self.scope,
            sees_assistance=Permission.ASSISTANCE_LEDGER in self.permissions,
            sees_drafts=Permission.DRAFTS_READ in self.permissions,
        )
        object.__setattr__(self, "scope", scope)

    @property
    def identity(self) -> str:
        """Whose requests are counted together."""
        return self.key or self.role.name

    @property
    def permissions(self) -> frozenset[Permission]:
        return self.role.permissions

    @property
    def actor(self) -> Actor:
        """The same as the trail names it."""
        return Actor(self.name, self.role.name, self.place)


def local_viewer() -> Viewer:
    """Whoever runs the command line: they could read the database without this program as well."""
    return Viewer(LOCAL, Scope.everything())


def viewer_of(caller: Caller, place: str) -> Viewer:
    """An account or a token that asks from a place."""
    scope = Scope(sources=caller.sources, countries=caller.countries)
    return Viewer(BY_NAME[caller.role], scope, caller.name, place, caller.key)
