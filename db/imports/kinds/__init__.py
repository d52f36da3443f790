"""The kinds of workbooks, one file each."""

from __future__ import annotations

from typing import Final

from db.errors import NotFound
from db.imports.columns import WorkbookKind
from db.imports.kinds import actuals, budget, events, instalments, ledger, rates

_ALL: Final = (events.KIND, actuals.KIND, ledger.KIND, budget.KIND, rates.KIND, instalments.KIND)
KINDS: Final = {kind.name: kind for kind in _ALL}
"""By name."""


def kind_of(name: str) -> WorkbookKind:
    """A kind by its name. Raises NotFound, which tells the names."""
    if name not in KINDS:
        raise NotFound("kind of workbook", name, sorted(KINDS))
    return KINDS[name]
