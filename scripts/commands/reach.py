"""A role and its reach as options give them, and as lists print them."""

from __future__ import annotations

from collections.abc import Sequence

from db.accounts import Reach
from db.errors import Malformed
from db.models.accounts import Account, RoleName, Token


def reach_of(role: str, countries: Sequence[str] | None, sources: Sequence[str] | None) -> Reach:
    """Raises Malformed."""
    if role not in list(RoleName):
        raise Malformed("a role", role, ", ".join(RoleName))
    return Reach(RoleName(role), _named(countries), _named(sources))


def told_of(of: Account | Token) -> str:
    """A role with what it is for: `staff (GE, MD)`."""
    named = [*sorted(of.countries or ()), *sorted(of.sources or ())]
    return f"{of.role} ({', '.join(named)})" if named else of.role.value


def _named(codes: Sequence[str] | None) -> frozenset[str] | None:
    return frozenset(codes) if codes else None
