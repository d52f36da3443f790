"""Rows of the trail as a list. In the order of the chain, and whole, they are in `db/queries/trail.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from db.models.audit import AuditEvent
from db.queries.conditions import one_of
from db.queries.page import ListQuery, Order
from db.queries.rows import Lookup, columns_of


class AuditOrder(StrEnum):
    """In what order the rows of the trail are listed."""

    NEWEST_FIRST = "NEWEST_FIRST"
    OLDEST_FIRST = "OLDEST_FIRST"


@dataclass(frozen=True, slots=True)
class AuditEventRow:
    """One deed."""

    id: int
    """Its number."""
    at: datetime
    who: str
    role: str
    place: str
    what: str
    subject: str
    before: str | None
    after: str | None
    reason: str | None
    prev_hash: str
    hash: str

    @property
    def no(self) -> int:
        return self.id


@dataclass(frozen=True, slots=True)
class AuditQuery(ListQuery[AuditEventRow]):
    """Deeds from since to until, by whom, in which roles, of which kinds, done to which things."""

    row = AuditEventRow

    who: tuple[str, ...] | None = None
    role: tuple[str, ...] | None = None
    what: tuple[str, ...] | None = None
    subject: tuple[str, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Included."""
    order: AuditOrder = AuditOrder.NEWEST_FIRST

    def select(self) -> Select[Any]:
        return select(*columns_of(AuditEventRow, AuditEvent, id=AuditEvent.no)).where(*self.conditions())

    def conditions(self) -> list[ColumnElement[bool]]:
        return [
            *one_of(AuditEvent.who, self.who),
            *one_of(AuditEvent.role, self.role),
            *one_of(AuditEvent.what, self.what),
            *one_of(AuditEvent.subject, self.subject),
            *([] if self.since is None else [AuditEvent.at >= self.since]),
            *([] if self.until is None else [AuditEvent.at <= self.until]),
        ]

    @property
    def ordering(self) -> Order:
        return _ORDERS[self.order]


_ORDERS = {
    AuditOrder.NEWEST_FIRST: Order.of("auditEvents/newest", AuditEvent.no, descending=True),
    AuditOrder.OLDEST_FIRST: Order.of("auditEvents/oldest", AuditEvent.no),
}

audit_events_by_no = Lookup(AuditQuery, AuditEvent.no)
