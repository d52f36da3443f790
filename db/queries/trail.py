"""The trail's rows, and those of every ledger's chain, from the first to the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.chain import FIRST_HASH, row_hash
from db.models.audit import AuditEvent, AuditHead
from db.models.events import Event
from db.models.funding import BudgetLine, FundingSource
from db.models.ledger import LedgerEntry, WbsElement
from db.models.programmes import Programme
from db.trail import FIRST_HASH as BEGINNING
from db.trail import dumped

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the trail, as whoever appends next will find it: the checkpoint."""

    no: int
    hash: str

    def __str__(self) -> str:
        return f"{self.no}:{self.hash}"


def trail_head(session: Session) -> Head:
    """The checkpoint of the present."""
    found = session.execute(select(AuditHead.no, AuditHead.hash)).first()
    return Head(*found) if found else Head(0, BEGINNING)


def dump_lines(session: Session) -> Iterator[bytes]:
    """The whole trail as lines of a dump."""
    found = select(AuditEvent).order_by(AuditEvent.no).execution_options(yield_per=_AT_ONCE)
    with session.scalars(found) as rows:
        for row in rows:
            yield _line(row)


def _line(row: AuditEvent) -> bytes:
    fields = {
        "no": row.no,
        "at": row.at.astimezone(UTC).isoformat(),
        "who": row.who,
        "role": row.role,
        "place": row.place,
        "what": row.what,
        "subject": row.subject,
        "before": row.before,
        "after": row.after,
        "reason": row.reason,
    }
    return (dumped(fields, row.prev_hash, row.hash) + "\n").encode()


def first_bad_ledger_row(session: Session, source: str) -> str | None:
    """The first row of a source's ledger that breaks its chain, and why; None when it is whole."""
    with session.execute(_CHAINED.where(FundingSource.code == source)) as rows:
        head = FIRST_HASH
        for number, (row, *codes) in enumerate(rows, 1):
            if row.row_no != number:
                return f"row {number} of the ledger of {source} is missing"
            if row.prev_hash != head:
                return f"row {number} of the ledger of {source} does not follow the row before"
            if row.row_hash != row_hash(head, _hashed(row, *codes)):
                return f"row {number} of the ledger of {source} is not what was hashed"
            head = row.row_hash
    return None


_Named = aliased(LedgerEntry)
_CHAINED = (
    select(
        LedgerEntry,
        Programme.project_code,
        WbsElement.code,
        BudgetLine.code,
        Event.code,
        _Named.document_no,
        _Named.line_no,
    )
    .join(FundingSource, FundingSource.id == LedgerEntry.funding_source_id)
    .join(Programme, Programme.id == FundingSource.programme_id)
    .join(WbsElement, WbsElement.id == LedgerEntry.wbs_id)
    .join(BudgetLine, BudgetLine.id == LedgerEntry.budget_line_id)
    .outerjoin(Event, Event.id == LedgerEntry.event_id)
    .outerjoin(_Named, _Named.id == LedgerEntry.reverses_id)
    .order_by(LedgerEntry.row_no)
    .execution_options(yield_per=_AT_ONCE)
)


def _hashed(row: LedgerEntry, *codes: Any) -> dict[str, str | int | None]:
    """The fields of a row as they were hashed when it was posted; codes as they are selected."""
    project_code, wbs, line, event, named, named_line = codes
    return {
        "row_no": row.row_no,
        "document_no": row.document_no,
        "line_no": row.line_no,
        "document_type": row.document_type.value,
        "document_date": row.document_date.isoformat(),
        "posting_date": row.posting_date.isoformat(),
        "fiscal_year": row.fiscal_year,
        "fiscal_period": row.fiscal_period,
        "office": row.office,
        "project_code": project_code,
        "wbs": wbs,
        "budget_line": line,
        "cost_category": row.cost_category.value,
        "gl_account": row.gl_account,
        "gl_description": row.gl_description,
        "vendor_code": row.vendor_code,
        "vendor_name": row.vendor_name,
        "description": row.description,
        "transaction_currency": row.transaction_currency,
        "transaction_minor": row.transaction_minor,
        "rate_source": row.rate_source.value,
        "rate_date": row.rate_date.isoformat(),
        "rate_tc_per_usd": f"{row.rate_tc_per_usd:.8f}",
        "amount_usd_minor": row.amount_usd_minor,
        "rate_rc_per_usd": f"{row.rate_rc_per_usd:.8f}",
        "amount_reporting_minor": row.amount_reporting_minor,
        "event": event,
        "supporting_doc_ref": row.supporting_doc_ref,
        "procurement_ref": row.procurement_ref,
        "reverses": f"{named}/{named_line}" if named else None,
        "posted_by": row.posted_by,
        "posted_at": row.posted_at.astimezone(UTC).isoformat(),
    }
