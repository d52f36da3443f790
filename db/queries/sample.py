"""Whether anything in the database was invented."""

from __future__ import annotations

from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models.base import Base, Sampled
from db.models.ledger import LedgerEntry
from db.models.programmes import Programme

SAMPLE: Final = "SAMPLE DATA"
"""What stands on everything that was made of invented rows."""


def holds_sample(session: Session) -> bool:
    """Whether any row is marked as invented. Ledger rows are told by their funding source."""
    first = (Programme,)  # where it is found at once, if at all
    rest = (
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Sampled) and mapper.class_ not in (*first, LedgerEntry)
    )
    marked = (select(kind.id).where(kind.is_sample).exists() for kind in (*first, *rest))  # type: ignore[attr-defined]
    return bool(session.execute(select(or_(*marked))).scalar_one())
