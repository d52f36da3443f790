"""Closed lists of fiscal months."""

from __future__ import annotations

from db.models.months import MonthState
from schema.closed_lists.describe import describe

describe(
    MonthState,
    "Which postings a fiscal month takes.",
    OPEN="All.",
    SOFT_CLOSED="Accruals, corrections and reversals only.",
    CLOSED="None, from anybody; a correction goes into the next open month and names the original.",
)
