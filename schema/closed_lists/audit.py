"""Closed lists of the trail."""

from __future__ import annotations

from db.queries.audit import AuditOrder
from schema.closed_lists.describe import describe

describe(
    AuditOrder,
    "In what order the rows of the trail are listed.",
    NEWEST_FIRST="The last deed first.",
    OLDEST_FIRST="In the order of the chain.",
)
