"""The rows of both chains as they are hashed, one after another, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.chain import FIELDS as FIELDS_OF_LEDGER
from db.models.audit import AuditEvent, AuditHead
from db.models.events import Event
from db.models.funding import BudgetLine, FundingSource
from db.models.ledger import LedgerEntry, WbsElement
from db.models.programmes import Programme
from db.trail import BEGINNING, FIELDS, HASHES, Checkpoint

_AT_ONCE: Final = {"yield_per": 1000}
_OF_TRAIL: Final = (*FIELDS, *HASHES)


def trail_head(session: Session) -> Checkpoint:
    """The end of the trail, as whoever appends finds it."""
    found = session.execute(select(AuditHead.no, AuditHead.hash)).first()
    return BEGINNING if found is None else Checkpoint(found.no, found.hash)


def trail_rows(session: Session) -> Iterator[Mapping[str, Any]]:
    """The whole trail from its first row on."""
    columns = [getattr(AuditEvent, name) for name in _OF_TRAIL]
    rows = select(*columns).order_by(AuditEvent.no)
    with session.execute(rows, execution_options=_AT_ONCE) as found:
        for row in found:
            yield row._asdict() | {"at": row.at.astimezone(UTC).isoformat()}


def ledger_rows(session: Session, source_id: int) -> Iterator[Mapping[str, Any]]:
    """The ledger of a funding source in the order of posting, in the form that posting hashes."""
    named = aliased(LedgerEntry)
    others: dict[str, Any] = {
        "project_code": Programme.project_code,
        "wbs": WbsElement.code,
        "budget_line": BudgetLine.code,
        "event": Event.code,
        "reverses": named.document_no,
    }
    columns = [others[name] if name in others else getattr(LedgerEntry, name) for name in FIELDS_OF_LEDGER]
    rows = (
        select(
            *(column.label(name) for column, name in zip(columns, FIELDS_OF_LEDGER, strict=True)),
            LedgerEntry.prev_hash,
            LedgerEntry.row_hash,
            named.line_no.label("reverses_line"),
        )
        .join(FundingSource, FundingSource.id == LedgerEntry.funding_source_id)
        .join(Programme, Programme.id == FundingSource.programme_id)
        .join(WbsElement, WbsElement.id == LedgerEntry.wbs_id)
        .join(BudgetLine, BudgetLine.id == LedgerEntry.budget_line_id)
        .outerjoin(Event, Event.id == LedgerEntry.event_id)
        .outerjoin(named, named.id == LedgerEntry.reverses_id)
        .where(LedgerEntry.funding_source_id == source_id)
        .order_by(LedgerEntry.row_no)
    )
    with session.execute(rows, execution_options=_AT_ONCE) as found:
        for row in found:
            yield _as_hashed(row._asdict())


def _as_hashed(row: dict[str, Any]) -> dict[str, Any]:
    line = row.pop("reverses_line")
    return row | {
        **{name: row[name].isoformat() for name in ("document_date", "posting_date", "rate_date")},
        **{name: row[name].value for name in ("document_type", "cost_category", "rate_source")},
        **{name: f"{row[name]:.8f}" for name in ("rate_tc_per_usd", "rate_rc_per_usd")},
        "reverses": None if row["reverses"] is None else f"{row['reverses']}/{line}",
        "posted_at": row["posted_at"].astimezone(UTC).isoformat(),
    }
