"""How much a viewer may ask for, at once and in a minute, by their rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resolvers.permissions import Permission
from resolvers.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much a viewer may ask for, in one request and in a minute."""

    cost: int
    """Of a query; `schema/spending.py` says how it is counted."""
    page: int
    """Rows of a page, and things by their ids."""
    requests: int
    """In a minute."""


@dataclass(frozen=True, slots=True)
class Allowances:
    """What an installation allows each viewer."""

    usual: Allowance = Allowance(cost=5_000, page=100, requests=600)
    ledger: Allowance = Allowance(cost=50_000, page=1_000, requests=3_000)
    """For those who may read the ledger row by row."""

    def of(self, viewer: Viewer) -> Allowance:
        """The one place that decides who may ask for more."""
        return self.ledger if Permission.LEDGER_READ in viewer.permissions else self.usual


USUAL: Final = Allowances()
"""Where an installation has not chosen."""
