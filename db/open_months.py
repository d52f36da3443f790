"""Which postings the fiscal months of a funding source take. Source: domain.md a.4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.errors import MonthClosed
from db.models.funding import FundingSource
from db.models.ledger import TAKEN_SOFTLY, DocumentType
from db.models.months import MonthState
from db.periods import Month, months_between
from db.queries.months import months_set


@dataclass(frozen=True, slots=True)
class OpenMonths:
    """The months of a source as they stand, while its ledger is held open."""

    source: str
    last: Month
    states: Mapping[Month, MonthState]

    @classmethod
    def of(cls, session: Session, source: FundingSource) -> OpenMonths:
        return cls(source.code, Month.of(source.support_end), months_set(session, source.id))

    def require(self, document_no: str, kind: DocumentType, posting_date: date) -> None:
        """Raises MonthClosed, which names the next open month."""
        month = Month.of(posting_date)
        state = self._state(month)
        is_taken = state is MonthState.OPEN or (state is MonthState.SOFT_CLOSED and kind in TAKEN_SOFTLY)
        if not is_taken:
            later = months_between(month.next, self.last)
            following = next((each for each in later if self._state(each) is MonthState.OPEN), None)
            raise MonthClosed(document_no, self.source, month, state.value, following)

    def _state(self, month: Month) -> MonthState:
        return self.states.get(month, MonthState.OPEN)
