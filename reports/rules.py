"""A reconciliation rule before it is held against the printed tables."""

from __future__ import annotations

from dataclasses import dataclass

from reports.formulas import Formula
from reports.table import Cell


@dataclass(frozen=True, slots=True)
class Rule:
    """What the facts say, and where it is printed. Without a formula, `found` is the printed value."""

    rule: str
    text: str
    generated: Cell
    formula: Formula | None = None
    found: Cell = None
