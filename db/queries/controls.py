"""Control sums over the ledger, taken on other paths than the figures, for the reconciliation rules.

Source: domain.md b.8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    SQLColumnExpression,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session, aliased

from db.errors import RateMissing
from db.models.funding import BudgetLine, FxMethod
from db.models.ledger import TAKEN_SOFTLY, DocumentType, LedgerEntry, RateSource
from db.models.months import FiscalMonth, MonthState
from db.money import Money
from db.periods import Quarter
from db.queries.differing_totals import differing_totals
from db.queries.rates import rate_table
from db.rates import to_reporting, to_usd

_SAFE_MINOR = 2 * 10**8
_SAFE_RATE = 4 * 10**10
"""Within these two, products of amount and rate fit the database's whole numbers."""


@dataclass(frozen=True, slots=True)
class Controls:
    """What the ledger itself says about a period, to be held against the printed figures."""

    spent_by_line: Mapping[str, int]
    """Direct expenditure of the period in minor units, by the posting dates."""
    spent_to_date_by_line: Mapping[str, int]
    """The same from the first posting up to the period's end."""
    outside_support: int
    """Rows posted outside the support period."""
    after_close: int
    """Rows posted into a month when it took them no more."""
    unreversed: int
    """Reversals that do not net to zero with their row, or take it back twice."""
    rate_differs: int
    """Rows whose rate is not the one in force on their rate date, or not that of the row they correct."""
    amount_differs: int
    """Rows whose amounts do not follow from their rates."""
    totals_differ: int
    """Maintained totals, by line, office and month, that are not the sums of their rows."""


def controls_of(
    session: Session,
    source_id: int,
    quarter: Quarter,
    support: tuple[date, date],
    method: FxMethod,
    currency: str,
) -> Controls:
    """Every control of a source for a quarter.

    The number of statements does not depend on the ledger; only rows in doubt are read, to be
    recomputed exactly.
    """
    _, after = quarter.bounds
    in_period, to_date = _spent_by_line(session, source_id, quarter)
    return Controls(
        in_period,
        to_date,
        _outside_support(session, source_id, after, support),
        _after_close(session, source_id, after),
        _unreversed(session, source_id, after),
        _rate_differs(session, source_id, after, method, currency)
        + _correction_differs(session, source_id, after),
        _amount_differs(session, source_id, after),
        len(differing_totals(session, source_id, quarter.end)),
    )


def _spent_by_line(
    session: Session, source_id: int, quarter: Quarter
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """In the quarter, and from the first row to the quarter's end."""
    first, after = quarter.bounds
    entry = LedgerEntry
    in_period = case((entry.posting_date >= first, entry.amount_reporting_minor), else_=0)
    found = session.execute(
        select(BudgetLine.code, func.sum(in_period), func.sum(entry.amount_reporting_minor))
        .join(BudgetLine, BudgetLine.id == entry.budget_line_id)
        .where(entry.funding_source_id == source_id, entry.posting_date < after)
        .group_by(BudgetLine.code)
    ).all()
    return {code: int(minor) for code, minor, _ in found}, {code: int(minor) for code, _, minor in found}


def _outside_support(session: Session, source_id: int, before: date, support: tuple[date, date]) -> int:
    start, end = support
    entry = LedgerEntry
    outside: ColumnElement[bool] = entry.posting_date < start
    if end < before:
        # the last report: what was posted later than it would never be reported
        outside = or_(outside, entry.posting_date > end)
    found = select(func.count()).select_from(entry).where(entry.funding_source_id == source_id, outside)
    return session.scalar(found) or 0


def _after_close(session: Session, source_id: int, before: date) -> int:
    entry, month = LedgerEntry, FiscalMonth
    found = (
        select(func.count())
        .select_from(entry)
        .join(
            month,
            and_(
                month.funding_source_id == entry.funding_source_id,
                month.fiscal_year == entry.fiscal_year,
                month.fiscal_period == entry.fiscal_period,
            ),
        )
        .where(
            entry.funding_source_id == source_id,
            entry.posting_date < before,
            # by number and not by time: two requests of one moment may wait for each other either way
            entry.row_no > month.last_row_no,
            or_(
                month.state == MonthState.CLOSED,
                and_(
                    month.state == MonthState.SOFT_CLOSED,
                    entry.document_type.not_in(TAKEN_SOFTLY),
                ),
            ),
        )
    )
    return session.scalar(found) or 0


def _unreversed(session: Session, source_id: int, before: date) -> int:
    taken, reversal = aliased(LedgerEntry), aliased(LedgerEntry)
    pairs = (
        select(reversal.reverses_id)
        .join(taken, taken.id == reversal.reverses_id)
        .where(
            reversal.funding_source_id == source_id,
            reversal.document_type == DocumentType.REVERSAL,
            reversal.reverses_id.is_not(None),  # what the index of corrections asks for
            reversal.posting_date < before,
        )
        .group_by(
            reversal.reverses_id,
            taken.transaction_minor,
            taken.amount_usd_minor,
            taken.amount_reporting_minor,
        )
        .having(
            or_(
                func.sum(reversal.transaction_minor) + taken.transaction_minor != 0,
                func.sum(reversal.amount_usd_minor) + taken.amount_usd_minor != 0,
                func.sum(reversal.amount_reporting_minor) + taken.amount_reporting_minor != 0,
            )
        )
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(pairs)) or 0


def _rate_differs(session: Session, source_id: int, before: date, method: FxMethod, currency: str) -> int:
    entry = LedgerEntry
    groups = session.execute(
        select(
            entry.rate_source,
            entry.transaction_currency,
            entry.rate_date,
            entry.rate_tc_per_usd,
            entry.rate_rc_per_usd,
            func.min(entry.posted_at),
            func.max(entry.posted_at),
            func.count(),
        )
        .where(
            entry.funding_source_id == source_id,
            entry.posting_date < before,
            entry.reverses_id.is_(None),
        )
        .group_by(
            entry.rate_source,
            entry.transaction_currency,
            entry.rate_date,
            entry.rate_tc_per_usd,
            entry.rate_rc_per_usd,
        )
    ).all()
    unore = rate_table(session)
    of_source = {RateSource.UNORE: unore}
    wrong = 0
    for source, transaction_currency, on, tc, rc, *posted, rows in groups:
        if source not in of_source:
            of_source[source] = rate_table(session, source)
        try:
            # at both ends, because a version published between them counts for the later row only
            right = all(
                of_source[source].in_force(transaction_currency, on, at).units_per_usd == tc
                and (
                    method is not FxMethod.UNORE_POSTING
                    or unore.in_force(currency, on, at).units_per_usd == rc
                )
                for at in posted
            )
        except RateMissing:
            right = False
        wrong += 0 if right else rows
    return wrong


def _correction_differs(session: Session, source_id: int, before: date) -> int:
    """Corrections and reversals that do not keep the currency, the rates and their date."""
    named, taking = aliased(LedgerEntry), aliased(LedgerEntry)
    found = (
        select(func.count())
        .select_from(taking)
        .join(named, named.id == taking.reverses_id)
        .where(
            taking.funding_source_id == source_id,
            taking.posting_date < before,
            or_(
                taking.transaction_currency != named.transaction_currency,
                taking.rate_date != named.rate_date,
                taking.rate_tc_per_usd != named.rate_tc_per_usd,
                taking.rate_rc_per_usd != named.rate_rc_per_usd,
            ),
        )
    )
    return session.scalar(found) or 0


def _amount_differs(session: Session, source_id: int, before: date) -> int:
    entry = LedgerEntry
    rate_tc = type_coerce(entry.rate_tc_per_usd, BigInteger)
    rate_rc = type_coerce(entry.rate_rc_per_usd, BigInteger)
    ordinary = and_(
        func.abs(entry.transaction_minor) <= _SAFE_MINOR,
        func.abs(entry.amount_usd_minor) <= _SAFE_MINOR,
        func.abs(entry.amount_reporting_minor) <= _SAFE_MINOR,
        rate_tc <= _SAFE_RATE,
        rate_rc <= _SAFE_RATE,
    )
    right = and_(
        _is_quotient(entry.amount_usd_minor, entry.transaction_minor, 10**8, rate_tc),
        _is_quotient(entry.amount_reporting_minor, entry.transaction_minor, rate_rc, rate_tc),
    )
    of_source = and_(entry.funding_source_id == source_id, entry.posting_date < before)
    doubtful = session.execute(
        select(
            entry.transaction_minor,
            entry.transaction_currency,
            entry.rate_tc_per_usd,
            entry.rate_rc_per_usd,
            entry.amount_usd_minor,
            entry.amount_reporting_minor,
            entry.reporting_currency,
        )
        # the order of CASE keeps the products of extraordinary rows from being made at all
        .where(of_source, case((~ordinary, 1), (right, 0), else_=1) == 1)
    )
    return sum(not _follows(*row) for row in doubtful)


def _is_quotient(
    stored: SQLColumnExpression[int],
    amount: SQLColumnExpression[int],
    factor: int | SQLColumnExpression[int],
    rate: SQLColumnExpression[int],
) -> ColumnElement[bool]:
    """Whether stored is amount times factor over rate, rounded half away from zero, without dividing."""
    excess = func.abs(stored) * rate - func.abs(amount) * factor
    same_sign = or_(stored == 0, and_(stored > 0, amount > 0), and_(stored < 0, amount < 0))
    return and_(same_sign, excess <= rate // 2, -excess <= (rate - 1) // 2)


def _follows(
    minor: int, currency: str, tc: Decimal, rc: Decimal, usd: int, reporting: int, into: str
) -> bool:
    amount = Money(minor, currency)
    return to_usd(amount, tc).minor == usd and to_reporting(amount, tc, rc, into).minor == reporting
