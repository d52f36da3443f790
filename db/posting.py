"""Posting: the one way a row gets into the ledger.

Amounts, rates, fiscal month, cost object, hash chain and monthly totals are made here, from what a
document says.
Sources: domain.md a.4 (constraints), b.2 (conversion).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.chain import FIRST_HASH, row_hash
from db.documents import DocumentLine
from db.errors import BudgetMissing, NotFound, OutsideSupport, PostingRefused
from db.models.events import Event
from db.models.funding import BudgetLine, CostCategory, FundingSource, FxMethod
from db.models.ledger import PROTECTED_ASSISTANCE, DocumentType, LedgerEntry, RateSource, WbsElement
from db.models.programmes import Programme
from db.money import Money
from db.open_months import OpenMonths
from db.queries.budgets import version_in_force
from db.queries.month_totals import add_to_totals
from db.queries.rates import rate_table
from db.queries.receipts import average_rate, receipts_until
from db.rates import to_reporting, to_usd
from db.taking_back import require_left

CATEGORY_LETTER = {CostCategory.STAFF: "A", CostCategory.OFFICE: "B", CostCategory.OPERATIONAL: "C"}
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting(DocumentLine):
    """A line of a document as the ledger takes it; everything else about its row follows from it."""

    line_code: str
    amount: Money
    event_code: str | None = None
    corrects: tuple[str, int] | None = None
    """Document and line number of the row that a reversal or correction names."""


@dataclass(frozen=True, slots=True)
class _Rates:
    source: RateSource
    on: date
    tc: Decimal
    rc: Decimal


class Ledger:
    """The ledger of one funding source, open for posting in the session's transaction."""

    def __init__(self, session: Session, source_code: str) -> None:
        """Waits until no other transaction has it open. Raises NotFound when there is no such source."""
        # locked before its head is read, so that two writers at once make one chain
        found = select(FundingSource).where(FundingSource.code == source_code)
        source = session.scalar(found.with_for_update(key_share=True))
        if source is None:
            raise NotFound("funding source", source_code)
        self._session, self._source = session, source
        self._project_code = session.scalars(
            select(Programme.project_code).where(Programme.id == source.programme_id)
        ).one()
        self._rates = rate_table(session)
        self._months = OpenMonths.of(session, source)
        self._versions: dict[date, int | None] = {}
        self._lines: dict[int, dict[str, BudgetLine]] = {}
        self._wbs: dict[tuple[int, str], WbsElement] = {}
        self._events: dict[str, int] = {}
        last = session.execute(
            select(LedgerEntry.row_no, LedgerEntry.row_hash)
            .where(LedgerEntry.funding_source_id == source.id)
            .order_by(LedgerEntry.row_no.desc())
            .limit(1)
        ).first()
        self._row_no, self._head = last or (0, FIRST_HASH)
        self._waiting: list[dict[str, Any]] = []

    @property
    def is_sample(self) -> bool:
        """Whether the agreement belongs to the sample programme."""
        return self._source.is_sample

    def post(
        self, postings: Iterable[Posting], *, posted_by: str, posted_at: datetime, is_sample: bool
    ) -> int:
        """Append a row for each posting, in order; the number of rows.

        posted_by is a role code, never a name. Raises PostingRefused, OutsideSupport, MonthClosed,
        BudgetMissing, NotFound and RateMissing; the caller's transaction then holds nothing of value.
        """
        first = self._row_no
        for posting in postings:
            self.stage(posting, posted_by=posted_by, posted_at=posted_at, is_sample=is_sample)
        self.write_staged()
        return self._row_no - first

    def stage(self, posting: Posting, *, posted_by: str, posted_at: datetime, is_sample: bool) -> None:
        """Make a row to be written with others, at the latest by `write_staged`. Raises as `post` does."""
        if posting.corrects is not None:
            self.write_staged()
        self._waiting.append(self._row(posting, posted_by, posted_at, is_sample=is_sample))
        if len(self._waiting) >= _BATCH:
            self.write_staged()

    def write_staged(self) -> None:
        """Write the rows that wait."""
        if self._waiting:
            self._session.execute(insert(LedgerEntry), self._waiting)
            add_to_totals(self._session, self._waiting)
            self._waiting = []

    def _row(
        self, posting: Posting, posted_by: str, posted_at: datetime, *, is_sample: bool
    ) -> dict[str, Any]:
        source = self._source
        if not source.support_start <= posting.posting_date <= source.support_end:
            raise OutsideSupport(
                source.code, f"posting date {posting.posting_date}", source.support_start, source.support_end
            )
        self._months.require(posting.document_no, posting.document_type, posting.posting_date)
        line = self._line(posting)
        named = self._named(posting)
        rates = self._rates_for(posting, named, posted_at)
        wbs = self._wbs_of(line, posting.office)
        usd = to_usd(posting.amount, rates.tc)
        reporting = to_reporting(posting.amount, rates.tc, rates.rc, source.reporting_currency)
        self._row_no += 1
        fields: dict[str, Any] = {
            "row_no": self._row_no,
            "document_no": posting.document_no,
            "line_no": posting.line_no,
            "document_type": posting.document_type.value,
            "fiscal_year": posting.posting_date.year,
            "fiscal_period": posting.posting_date.month,
            "office": posting.office,
            "cost_category": line.category.value,
            "gl_account": posting.gl_account,
            "gl_description": posting.gl_description,
            "vendor_code": posting.vendor_code,
            "vendor_name": posting.vendor_name,
            "description": posting.description,
            "transaction_currency": posting.amount.currency,
            "transaction_minor": posting.amount.minor,
            "rate_source": rates.source.value,
            "amount_usd_minor": usd.minor,
            "amount_reporting_minor": reporting.minor,
            "supporting_doc_ref": posting.supporting_doc_ref,
            "procurement_ref": posting.procurement_ref,
            "posted_by": posted_by,
        }
        previous = self._head
        self._head = row_hash(
            previous,
            fields
            | {
                "document_date": posting.document_date.isoformat(),
                "posting_date": posting.posting_date.isoformat(),
                "project_code": self._project_code,
                "wbs": wbs.code,
                "budget_line": line.code,
                "rate_date": rates.on.isoformat(),
                "rate_tc_per_usd": f"{rates.tc:.8f}",
                "rate_rc_per_usd": f"{rates.rc:.8f}",
                "event": posting.event_code,
                "reverses": "/".join(map(str, posting.corrects)) if posting.corrects else None,
                "posted_at": posted_at.astimezone(UTC).isoformat(),
            },
        )
        return fields | {
            "document_type": posting.document_type,
            "cost_category": line.category,
            "rate_source": rates.source,
            "document_date": posting.document_date,
            "posting_date": posting.posting_date,
            "funding_source_id": source.id,
            "budget_line_id": line.id,
            "wbs_id": wbs.id,
            "vendor_protected": posting.vendor_protected,
            "rate_date": rates.on,
            "rate_tc_per_usd": rates.tc,
            "rate_rc_per_usd": rates.rc,
            "reporting_currency": source.reporting_currency,
            "event_id": self._event_id(posting.event_code),
            "reverses_id": named.id if named else None,
            "posted_at": posted_at,
            "prev_hash": previous,
            "row_hash": self._head,
            "is_sample": is_sample,
        }

    def _line(self, posting: Posting) -> BudgetLine:
        on = posting.posting_date
        if on not in self._versions:
            self._versions[on] = version_in_force(self._session, self._source.id, on)
        version = self._versions[on]
        if version is None:
            raise BudgetMissing(self._source.code, on)
        if version not in self._lines:
            found = self._session.scalars(select(BudgetLine).where(BudgetLine.budget_version_id == version))
            self._lines[version] = {line.code: line for line in found}
        line = self._lines[version].get(posting.line_code)
        if line is None:
            raise NotFound("budget line", posting.line_code, sorted(self._lines[version]))
        if line.category is CostCategory.OVERHEAD:
            raise PostingRefused(
                posting.document_no, "overhead is derived and never posted; name a direct line"
            )
        if posting.vendor_code == PROTECTED_ASSISTANCE and not line.is_direct_assistance:
            raise PostingRefused(
                posting.document_no,
                f"{line.code} is not a line for direct assistance, and would show it row by row; name one",
            )
        return line

    def _named(self, posting: Posting) -> LedgerEntry | None:
        takes_back = posting.document_type in (DocumentType.REVERSAL, DocumentType.CORRECTION)
        if takes_back != (posting.corrects is not None):
            raise PostingRefused(posting.document_no, "a reversal or correction, and only that, names a row")
        if posting.corrects is None:
            return None
        document_no, line_no = posting.corrects
        named = self._session.scalar(
            select(LedgerEntry).where(
                LedgerEntry.funding_source_id == self._source.id,
                LedgerEntry.document_no == document_no,
                LedgerEntry.line_no == line_no,
            )
        )
        if named is None:
            raise NotFound("ledger row", f"{document_no}/{line_no}")
        if named.transaction_currency != posting.amount.currency:
            raise PostingRefused(posting.document_no, f"{document_no} is in {named.transaction_currency}")
        is_reversal = posting.document_type is DocumentType.REVERSAL
        require_left(self._session, named, posting.document_no, posting.amount, whole=is_reversal)
        return named

    def _rates_for(self, posting: Posting, named: LedgerEntry | None, posted_at: datetime) -> _Rates:
        if named is not None:
            return _Rates(named.rate_source, named.rate_date, named.rate_tc_per_usd, named.rate_rc_per_usd)
        on = posting.posting_date
        tc = self._rates.in_force(posting.amount.currency, on, posted_at).units_per_usd
        if self._source.fx_method is FxMethod.RECEIPT_AVERAGE:
            average = average_rate(receipts_until(self._session, self._source.id, on), on)
            return _Rates(RateSource.UNORE, on, tc, average)
        rc = self._rates.in_force(self._source.reporting_currency, on, posted_at).units_per_usd
        return _Rates(RateSource.UNORE, on, tc, rc)

    def _wbs_of(self, line: BudgetLine, office: str) -> WbsElement:
        key = (line.id, office)
        if key not in self._wbs:
            found = self._session.scalar(
                select(WbsElement).where(WbsElement.budget_line_id == line.id, WbsElement.office == office)
            )
            if found is None:
                letter = CATEGORY_LETTER[line.category]
                code = f"{self._project_code}.{office}10.{letter}{line.code.replace('.', '')}"
                found = WbsElement(
                    code=code, budget_line_id=line.id, result_node_id=line.result_node_id, office=office
                )
                self._session.add(found)
                self._session.flush()
            self._wbs[key] = found
        return self._wbs[key]

    def _event_id(self, code: str | None) -> int | None:
        if code is None:
            return None
        if code not in self._events:
            found = self._session.scalar(select(Event.id).where(Event.code == code))
            if found is None:
                raise NotFound("event", code)
            self._events[code] = found
        return self._events[code]
