"""The table of rights: what each question, address and command needs. Source: domain.md a.8.

Roles are sets of rights (`resolvers/permissions.py`), so every role has a cell for every row here.
Tests walk the schema, the routes and the commands, find a row that is missing or left over, and ask each
question in each role.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeAlias

from resolvers.permissions import BY_NAME, Permission


class Anyone(StrEnum):
    """What needs no right of a role."""

    OPEN = "open"
    """Everyone, known or not."""
    KNOWN = "known"
    """Whoever has a token or has signed in."""
    AS_ASKED = "as asked"
    """Whoever is known; each thing in it needs its own right, and is hidden without it."""
    MACHINE = "machine"
    """Whoever may run commands where the database is; they could read it without us as well."""


Needed: TypeAlias = Permission | Anyone

QUESTIONS: Final[Mapping[str, Needed]] = {
    "programmes": Permission.RESULTS_READ,
    "programme": Permission.RESULTS_READ,
    "organisations": Permission.RESULTS_READ,
    "organisation": Permission.RESULTS_READ,
    "country": Permission.RESULTS_READ,
    "countries": Permission.RESULTS_READ,
    "dataNotice": Anyone.KNOWN,
    "resultNodes": Permission.RESULTS_READ,
    "indicators": Permission.RESULTS_READ,
    "indicator": Permission.RESULTS_READ,
    "events": Permission.RESULTS_READ,
    "event": Permission.RESULTS_READ,
    "eventTotals": Permission.RESULTS_READ,
    "fundingSources": Permission.FUNDING_READ,
    "fundingSource": Permission.FUNDING_READ,
    "ledgerEntries": Permission.LEDGER_READ,
    "ledgerTotals": Permission.LEDGER_READ,
    "commitments": Permission.LEDGER_READ,
    "commitmentTotals": Permission.LEDGER_READ,
    "report": Permission.REPORTS_READ,
    "narrative": Permission.REPORTS_READ,
    "deviationNotes": Permission.REPORTS_READ,
    "auditEvents": Permission.TRAIL_READ,
    "trailHead": Permission.TRAIL_READ,
    "node": Anyone.AS_ASKED,
    "nodes": Anyone.AS_ASKED,
}
"""The fields of Query."""

DEEDS: Final[Mapping[str, Needed]] = {
    "postingRecord": Permission.LEDGER_WRITE,
    "postingReverse": Permission.LEDGER_WRITE,
    "postingCorrect": Permission.LEDGER_WRITE,
    "fiscalMonthSoftClose": Permission.LEDGER_WRITE,
    "fiscalMonthClose": Permission.LEDGER_WRITE,
    "fiscalMonthReopen": Permission.LEDGER_WRITE,
    "budgetReallocate": Permission.BUDGET_WRITE,
    "reallocationApprove": Permission.BUDGET_WRITE,
    "narrativeWrite": Permission.NARRATIVE_WRITE,
    "deviationExplain": Permission.NARRATIVE_WRITE,
    "eventRecord": Permission.EVENTS_WRITE,
    "eventCorrect": Permission.EVENTS_WRITE,
    "actualRecord": Permission.ACTUALS_WRITE,
    "actualCorrect": Permission.ACTUALS_WRITE,
    "rateRecord": Permission.RATES_WRITE,
    "instalmentRecord": Permission.INSTALMENTS_WRITE,
    "interestRecord": Permission.INSTALMENTS_WRITE,
    "budgetVersionRecord": Permission.BUDGET_WRITE,
    "budgetVersionApprove": Permission.BUDGET_WRITE,
}
"""The fields of Mutation."""

PARTS: Final[Mapping[str, Needed]] = {
    "FundingSource.ledgerEntries": Permission.LEDGER_READ,
    "FundingSource.commitments": Permission.LEDGER_READ,
    "FundingSource.budgetLines": Permission.FIGURES_READ,
    "FundingSource.expenditure": Permission.FIGURES_READ,
    "FundingSource.funds": Permission.FIGURES_READ,
    "FundingSource.deviations": Permission.FIGURES_READ,
    "FundingSource.indicators": Permission.FIGURES_READ,
    "FundingSource.budgetAgainstActual": Permission.FIGURES_READ,
}
"""The fields within things that need another right than the things."""

ADDRESSES: Final[Mapping[str, Needed]] = {
    "GET /": Anyone.KNOWN,
    "GET /sign-in": Anyone.OPEN,
    "POST /sign-in": Anyone.OPEN,
    "GET /sign-in/provider": Anyone.OPEN,
    "GET /sign-in/callback": Anyone.OPEN,
    "POST /sign-out": Anyone.KNOWN,
    "ANY /graphql": Anyone.AS_ASKED,
    "ANY /export.csv": Anyone.AS_ASKED,
    "ANY /export.xlsx": Anyone.AS_ASKED,
    "GET /schema.graphql": Anyone.KNOWN,
    "GET /trail.jsonl": Permission.TRAIL_READ,
    "GET /imports": Anyone.AS_ASKED,
    "POST /imports": Anyone.AS_ASKED,
    "POST /imports/problems.xlsx": Anyone.AS_ASKED,
    "POST /imports/{digest}/apply": Anyone.AS_ASKED,
    "GET /templates/{kind}.xlsx": Anyone.AS_ASKED,
    "GET /reports/{source}/{period}/{file}": Permission.REPORTS_READ,
    "GET /reports/{address:path}": Anyone.KNOWN,
    "GET /health/live": Anyone.OPEN,
    "GET /health/ready": Anyone.OPEN,
    "ANY /static": Anyone.OPEN,
}
"""The routes, by their first method; a HEAD is a GET."""

COMMANDS: Final[Mapping[str, Needed]] = dict.fromkeys(
    (
        "serve",
        "migrate",
        "load-sample",
        "report",
        "check",
        "check-totals",
        "schema",
        "bench",
        "token create",
        "token list",
        "token revoke",
        "user create",
        "user list",
        "user password",
        "user enable",
        "user disable",
        "template",
        "import",
        "trail verify",
        "trail dump",
        "trail checkpoint",
    ),
    Anyone.MACHINE,
)
"""The commands with their parts."""


def roles_with(needed: Needed) -> frozenset[str]:
    """The roles that what is needed is given to."""
    if isinstance(needed, Permission):
        return frozenset(name for name, role in BY_NAME.items() if needed in role.permissions)
    return frozenset() if needed is Anyone.MACHINE else frozenset(BY_NAME)
