"""Everything that a report needs, read once. Figures and builders never query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from db.engine import Session
from db.errors import BudgetMissing, OutsideSupport
from db.models.funding import FxMethod
from db.money import Money
from db.periods import Quarter
from db.queries.agreements import Agreement, agreement_by_code
from db.queries.budgets import Line, Move, Version, lines_in_force, moves_within, versions_until
from db.queries.controls import Controls, controls_of
from db.queries.countries import country_names
from db.queries.event_costs import EventCost, event_costs, posted_by_event
from db.queries.framework import Result, results_of
from db.queries.meetings import Meeting, meetings_of
from db.queries.progress import Measured, measured_until
from db.queries.publication import Publication, publication_of
from db.queries.rates import rate_table
from db.queries.receipts import Interest, Receipt, average_rate, interest_until, receipts_until
from db.queries.spending import OpenCommitment, Spent, open_commitments, spent_by_month
from db.queries.writing import (
    Explained,
    ReportVersion,
    Written,
    deviation_notes,
    last_posted_at,
    newest_report,
    sections_of,
)
from db.rates import RateTable
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database says about one funding source up to the end of one quarter."""

    agreement: Agreement
    period: Quarter
    version: Version
    """The budget version in force at the period's end, with which the report compares."""
    lines: Sequence[Line]
    """By number, the overhead line among them."""
    moves: Sequence[Move]
    spent: Sequence[Spent]
    """Up to the period's end."""
    commitments: Sequence[OpenCommitment]
    """Open at the period's end."""
    receipts: Sequence[Receipt]
    interest: Sequence[Interest]
    rates: RateTable
    closing_rate: Decimal
    """Reporting currency per USD in force on the period's last day."""
    reporting_rate: Decimal
    """Reporting currency per USD for what is converted at the period's end, by the agreement's method."""
    indicators: Sequence[Measured]
    results: Sequence[Result]
    """The results framework, in the order of its codes."""
    country_names: Mapping[str, str]
    """In English, by code."""
    meetings: Sequence[Meeting]
    """Events that end in the period."""
    earlier_meetings: Sequence[Meeting]
    """Events of earlier periods that were still paid for in this one."""
    event_costs: Mapping[int, EventCost]
    """By event, without direct assistance of people."""
    posted_by_event: Mapping[int, tuple[int, int | None]]
    """To date and in the period, taken on another path, for the reconciliation."""
    report: ReportVersion | None
    sections: Mapping[str, Written]
    notes: Mapping[str, Explained]
    """By budget line."""
    controls: Controls
    publication: Publication
    as_of: datetime | None
    """The youngest instant among the ledger rows and texts."""

    @property
    def currency(self) -> str:
        """The reporting currency."""
        return self.agreement.currency

    def reporting(self, minor: int) -> Money:
        """An amount of the reporting currency."""
        return Money(minor, self.agreement.currency)


def gather(session: Session, source: str, period: Quarter, scope: Scope, language: str = "en") -> Facts:
    """Read everything about a source and a quarter, in the session's one transaction.

    The number of statements does not depend on how much there is to read.
    Raises NotFound, OutsideSupport, BudgetMissing, RateMissing.
    """
    agreement = agreement_by_code(session, source, scope)
    if period.end < agreement.support_start or period.start > agreement.support_end:
        raise OutsideSupport(source, str(period), agreement.support_start, agreement.support_end)
    versions = versions_until(session, agreement.id, period.end)
    if not versions:
        raise BudgetMissing(source, period.end)
    rates = rate_table(session)
    receipts = receipts_until(session, agreement.id, period.end)
    closing_rate = rates.in_force(agreement.currency, period.end).units_per_usd
    report = newest_report(session, agreement.id, period)
    sections = sections_of(session, report.id, language) if report else []
    costs = event_costs(session, agreement.id, period)
    later = [event_id for event_id, cost in costs.items() if cost.is_later_cost]
    meetings = meetings_of(session, agreement.programme_id, agreement.id, period, also=later)
    instants = [last_posted_at(session, agreement.id, period.end), *(text.written_at for text in sections)]
    return Facts(
        agreement=agreement,
        period=period,
        version=versions[-1],
        lines=lines_in_force(session, versions),
        moves=moves_within(session, versions[-1].id, period.end),
        spent=spent_by_month(session, agreement.id, period.end),
        commitments=open_commitments(session, agreement.id, period.end),
        receipts=receipts,
        interest=interest_until(session, agreement.id, period),
        rates=rates,
        closing_rate=closing_rate,
        reporting_rate=(
            average_rate(receipts, period.end)
            if agreement.fx_method is FxMethod.RECEIPT_AVERAGE
            else closing_rate
        ),
        indicators=measured_until(session, agreement.programme_id, period),
        results=results_of(session, agreement.programme_id),
        country_names=country_names(session),
        meetings=[meeting for meeting in meetings if meeting.end_date >= period.start],
        earlier_meetings=[meeting for meeting in meetings if meeting.end_date < period.start],
        event_costs=costs,
        posted_by_event=posted_by_event(session, agreement.id, period),
        report=report,
        sections={text.section: text for text in sections},
        notes={note.line_code: note for note in deviation_notes(session, agreement.id, period)},
        controls=controls_of(
            session,
            agreement.id,
            period,
            (agreement.support_start, agreement.support_end),
            agreement.fx_method,
            agreement.currency,
        ),
        publication=publication_of(session, agreement.id, period.end),
        as_of=max((instant for instant in instants if instant), default=None),
    )
