"""Rights, and roles as sets of them. Every door asks here: the API, downloads, pages and commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from resolvers.errors import PermissionRefused

if TYPE_CHECKING:
    from resolvers.viewer import Viewer


class Permission(StrEnum):
    """A right. Source: domain.md a.8."""

    RESULTS_READ = "results.read"
    """Programmes, events, the results framework, released figures."""
    FUNDING_READ = "funding.read"
    """Agreements, instalments, budgets, commitments, named money figures."""
    LEDGER_READ = "ledger.read"
    """Rows of the ledger, and sums over rows that the viewer chooses."""
    REPORTS_READ = "reports.read"
    """Reports, their tables, checks and files."""
    COUNTS_READ = "counts.read"
    """Counts of people who were assisted, before they are protected."""


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of rights."""

    name: str
    permissions: frozenset[Permission]


LOCAL = Role("local", frozenset(Permission) - {Permission.COUNTS_READ})
"""Whoever sits at this machine, until there is sign-in: reads everything but protected counts."""


def require(viewer: Viewer, permission: Permission) -> None:
    """Raises PermissionRefused."""
    if permission not in viewer.permissions:
        raise PermissionRefused(viewer.role.name, permission.value)
