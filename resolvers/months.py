"""What opens and closes fiscal months."""

from __future__ import annotations

from typing import Final

from db.queries.months import fiscal_months_by_id
from db.recording import months
from db.recording.months import MonthChange
from resolvers.permissions import Permission
from resolvers.writes import Mutation

_NOUN: Final = "fiscal month"

SOFT_CLOSE: Final = Mutation(
    "fiscalMonthSoftClose",
    Permission.LEDGER_WRITE,
    MonthChange,
    months.soft_close,
    _NOUN,
    fiscal_months_by_id,
)
CLOSE: Final = Mutation(
    "fiscalMonthClose", Permission.LEDGER_WRITE, MonthChange, months.close, _NOUN, fiscal_months_by_id
)
REOPEN: Final = Mutation(
    "fiscalMonthReopen", Permission.LEDGER_WRITE, MonthChange, months.reopen, _NOUN, fiscal_months_by_id
)
