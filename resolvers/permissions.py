"""Rights, and roles as sets of them. Every door asks here: the API, downloads, pages and commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db.models.accounts import RoleName
from resolvers.errors import PermissionRefused

if TYPE_CHECKING:
    from resolvers.viewer import Viewer


class Permission(StrEnum):
    """A right. Source: domain.md a.8."""

    RESULTS_READ = "results.read"
    """Programmes, events, the results framework, released figures."""
    FUNDING_READ = "funding.read"
    """Agreements, instalments, budgets, commitments."""
    LEDGER_READ = "ledger.read"
    """Rows of the ledger, and sums over rows that the viewer chooses."""
    ASSISTANCE_LEDGER = "assistance.ledger"
    """Rows of the ledger for direct assistance of people, and sums of them finer than quarter and line."""
    FIGURES_READ = "figures.read"
    """The named money figures of a funding source, and its indicators against their targets."""
    REPORTS_READ = "reports.read"
    """Reports, their tables, checks and files."""
    DRAFTS_READ = "drafts.read"
    """Reports that the donor has not been sent."""
    COUNTS_READ = "counts.read"
    """Counts of people who were assisted, before they are protected."""
    TRAIL_READ = "trail.read"
    """Who did what: the trail, and what verifies it."""
    EVENTS_WRITE = "events.write"
    """Events and what belongs to them, of the countries of its scope."""
    ACTUALS_WRITE = "actuals.write"
    """Values of indicators."""
    NARRATIVE_WRITE = "narrative.write"
    """The texts of a report, and why a budget line deviates."""
    LEDGER_WRITE = "ledger.write"
    """Postings and reversals, and the state of fiscal months."""
    BUDGET_WRITE = "budget.write"
    """Budget versions and reallocations."""
    RATES_WRITE = "rates.write"
    """Exchange rates."""
    INSTALMENTS_WRITE = "instalments.write"
    """Money asked of the donor and received."""
    ACCOUNTS_WRITE = "accounts.write"
    """Accounts, their roles, and tokens."""


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of rights."""

    name: str
    permissions: frozenset[Permission]


_R = Permission
_RESULTS_AND_FUNDING = frozenset({_R.RESULTS_READ, _R.FUNDING_READ, _R.FIGURES_READ})
_OFFICE = _RESULTS_AND_FUNDING | {_R.LEDGER_READ, _R.REPORTS_READ, _R.DRAFTS_READ}

CLIENT = Role("client", _RESULTS_AND_FUNDING)
DONOR = Role("donor", _RESULTS_AND_FUNDING | {_R.REPORTS_READ})
"""Of its funding sources, and of reports those that it was sent."""
STAFF = Role("staff", _OFFICE | {_R.EVENTS_WRITE, _R.ACTUALS_WRITE, _R.NARRATIVE_WRITE})
"""Within the offices of its scope."""
FINANCE = Role(
    "finance",
    _OFFICE | {_R.ASSISTANCE_LEDGER, _R.LEDGER_WRITE, _R.BUDGET_WRITE, _R.RATES_WRITE, _R.INSTALMENTS_WRITE},
)
APPROVER = Role("approver", _OFFICE)
AUDITOR = Role("auditor", _OFFICE | {_R.ASSISTANCE_LEDGER, _R.TRAIL_READ})
PROTECTION = Role("protection", _RESULTS_AND_FUNDING | {_R.REPORTS_READ, _R.DRAFTS_READ, _R.COUNTS_READ})
"""Knows the counts of people who were assisted, and so must not know what each payment for them was."""
ADMIN = Role("admin", frozenset({_R.ACCOUNTS_WRITE, _R.TRAIL_READ}))
"""Accounts, settings and the trail, and nothing of the programme."""

BY_NAME: Mapping[RoleName, Role] = {
    RoleName(role.name): role
    for role in (CLIENT, DONOR, STAFF, FINANCE, APPROVER, AUDITOR, PROTECTION, ADMIN)
}
"""The roles that an account or a token can have."""

LOCAL = Role("local", frozenset(Permission) - {Permission.COUNTS_READ})
"""Whoever runs the command line on this machine: reads everything but protected counts."""


def require(viewer: Viewer, permission: Permission) -> None:
    """Raises PermissionRefused."""
    if permission not in viewer.permissions:
        viewer.refused.add(permission)
        raise PermissionRefused(viewer.role.name, permission.value)
