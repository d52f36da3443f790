"""Money received, spent and left, in both currencies. Source: domain.md b.2, 7 to 13; b.3, sheet 3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from db.money import Money
from db.periods import Quarter
from db.queries.receipts import Interest, Receipt
from db.rates import FUNCTIONAL, to_reporting, to_usd
from reports.cells import date_text, money_text
from reports.facts import Facts
from reports.figures import expenditure
from reports.figures.spending import Amounts, Spending
from reports.formulas import At, Difference, Named, Product
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

REQUEST_QUARTERS = 2
"""An advance covers at most six months' need."""


@dataclass(frozen=True, slots=True)
class Funds:
    """The movement of the grant through a period. The exchange difference stands apart from every balance."""

    opening: Amounts
    receipts: tuple[Receipt, ...]
    """Received in the period, in the order received."""
    received: Amounts
    interest: Amounts
    spent: Amounts
    closing_rate: Decimal
    committed: Amounts
    request: Money
    """Needed for the next six months beyond what is left; never negative."""

    @property
    def closing(self) -> Amounts:
        return self.opening + self.received + self.interest - self.spent

    @property
    def exchange_difference(self) -> Money:
        """The functional balance at the closing rate, less the balance. Unrealised."""
        closing = self.closing
        worth = Money(closing.functional.share(self.closing_rate).minor, closing.reporting.currency)
        return worth - closing.reporting

    @property
    def uncommitted(self) -> Amounts:
        return self.closing - self.committed


def compute(facts: Facts) -> Funds:
    """The funds of a report."""
    spending, period = Spending(facts), facts.period
    before = [receipt for receipt in facts.receipts if receipt.received_on < period.start]
    now = [receipt for receipt in facts.receipts if receipt.received_on >= period.start]
    opening = (
        _received(facts, before)
        + interest_of(facts, (earned for earned in facts.interest if earned.quarter < period))
        - spending.total_before(period)
    )
    without_request = Funds(
        opening,
        tuple(now),
        _received(facts, now),
        interest_of(facts, (earned for earned in facts.interest if earned.quarter == period)),
        spending.total(period),
        facts.closing_rate,
        _committed(facts),
        facts.reporting(0),
    )
    left = without_request.closing.reporting
    return replace(without_request, request=max(_need(facts) - left, facts.reporting(0)))


def tabulate(found: Funds, facts: Facts) -> Table:
    """Opening balance to closing balance, then what stands beside it."""
    columns = (*_columns(facts), Column("note", "Note"))
    period = facts.period
    received = tuple(f"instalment-{receipt.no}" for receipt in found.receipts) or ("no-instalment",)
    rate = f"{found.closing_rate.normalize():f}"
    rows = (
        _row("opening", "Opening balance", found.opening, f"At {date_text(period.start)}"),
        *_received_rows(found, facts),
        _row("interest", "Plus: interest earned", found.interest, None),
        _row("spent", "Less: expenditure in the period", found.spent, "Overhead included"),
        _row(
            "closing",
            "Closing balance",
            found.closing,
            f"At {date_text(period.end)}",
            Role.TOTAL,
            plus=("opening", *received, "interest"),
            minus=("spent",),
        ),
        Row(
            "exchange_difference",
            (
                "Unrealised exchange difference",
                found.exchange_difference,
                None,
                f"Closing {FUNCTIONAL} balance at {rate}, less the closing {facts.currency} balance; "
                "in no budget line",
            ),
            formulas={
                "reporting": Difference(
                    Product(At("functional", "closing"), Named("ClosingRate"), places=2),
                    At("reporting", "closing"),
                )
            },
        ),
        _row("commitments", "Open commitments", found.committed, "Not yet expenditure"),
        _row(
            "uncommitted",
            "Uncommitted balance",
            found.uncommitted,
            None,
            Role.SUBTOTAL,
            plus=("closing",),
            minus=("commitments",),
        ),
        Row(
            "request",
            ("Request for the next six months", found.request, None, _request_note(facts)),
        ),
    )
    title = f"Funds, {period}, {facts.currency} and {facts.agreement.functional_currency}"
    return Table("funds", title, columns, rows)


def tabulate_statement(found: Funds, facts: Facts) -> Table:
    """The same movement in five rows, for the narrative report."""
    rows = tuple(
        Row(key, (label, amounts.reporting, amounts.functional), role)
        for key, label, amounts, role in (
            ("opening", "Opening balance", found.opening, Role.BODY),
            ("received", "Received in the period", found.received, Role.BODY),
            ("interest", "Interest earned", found.interest, Role.BODY),
            ("spent", "Expenditure in the period", found.spent, Role.BODY),
            ("closing", "Closing balance", found.closing, Role.TOTAL),
        )
    )
    note = (
        f"The closing {found.closing.functional.currency} balance was worth "
        f"{money_text(abs(found.exchange_difference))} "
        f"{'more' if found.exchange_difference.minor >= 0 else 'less'} than the closing "
        f"{facts.currency} balance at the period's end: an unrealised exchange difference, in no balance."
    )
    title = f"Funds, {facts.period}, {facts.currency} and {facts.agreement.functional_currency}"
    return Table("funds_statement", title, _columns(facts), rows, notes=(note,))


def _columns(facts: Facts) -> tuple[Column, ...]:
    return (
        Column("item", "Item"),
        Column("reporting", facts.currency, Kind.MONEY, adds_up=True),
        Column("functional", facts.agreement.functional_currency, Kind.MONEY, adds_up=True),
    )


def _row(
    key: str,
    label: str,
    amounts: Amounts,
    note: str | None,
    role: Role = Role.BODY,
    plus: tuple[str, ...] = (),
    minus: tuple[str, ...] = (),
) -> Row:
    cells: tuple[Cell, ...] = (label, amounts.reporting, amounts.functional, note)
    return Row(key, cells, role, plus, minus)


def _received_rows(found: Funds, facts: Facts) -> tuple[Row, ...]:
    if not found.receipts:
        nothing = Amounts(facts.reporting(0), Money.zero(facts.agreement.functional_currency))
        return (_row("no-instalment", "Plus: instalments received", nothing, "None in this period"),)
    return tuple(
        _row(
            f"instalment-{receipt.no}",
            f"Plus: instalment {receipt.no}",
            Amounts(receipt.agreement, receipt.functional),
            f"{date_text(receipt.received_on)}, bank reference "
            f"{receipt.bank_reference or Missing.UNKNOWN.value}",
        )
        for receipt in found.receipts
    )


def _received(facts: Facts, receipts: Iterable[Receipt]) -> Amounts:
    nothing = Amounts(facts.reporting(0), Money.zero(facts.agreement.functional_currency))
    return sum((Amounts(receipt.agreement, receipt.functional) for receipt in receipts), nothing)


def interest_of(facts: Facts, interest: Iterable[Interest]) -> Amounts:
    """Each row counts in both currencies; the other one is converted at its quarter's last day."""
    found = Amounts(facts.reporting(0), Money.zero(facts.agreement.functional_currency))
    for earned in interest:
        on = earned.quarter.end
        tc = facts.rates.in_force(earned.amount.currency, on).units_per_usd
        rc = facts.rates.in_force(facts.currency, on).units_per_usd
        found += Amounts(
            earned.amount
            if earned.amount.currency == facts.currency
            else to_reporting(earned.amount, tc, rc, facts.currency),
            earned.amount if earned.amount.currency == FUNCTIONAL else to_usd(earned.amount, tc),
        )
    return found


def _committed(facts: Facts) -> Amounts:
    found = Amounts(
        Money.total(expenditure.committed_by_line(facts).values(), facts.currency),
        Money.zero(facts.agreement.functional_currency),
    )
    for commitment in facts.commitments:
        rate = facts.rates.in_force(commitment.open.currency, facts.period.end).units_per_usd
        found += Amounts(facts.reporting(0), to_usd(commitment.open, rate))
    return found


def _next_quarters(facts: Facts) -> list[Quarter]:
    following = (facts.period.plus(step) for step in range(1, REQUEST_QUARTERS + 1))
    return [quarter for quarter in following if quarter.start <= facts.agreement.support_end]


def _need(facts: Facts) -> Money:
    quarters = _next_quarters(facts)
    return facts.reporting(sum(line.phases.get(quarter, 0) for line in facts.lines for quarter in quarters))


def _request_note(facts: Facts) -> str:
    quarters = _next_quarters(facts)
    if not quarters:
        return "The support period has ended"
    return (
        f"Budget of {' and '.join(map(str, quarters))} in version {facts.version.version_no} with overhead, "
        "less the closing balance; not below zero"
    )
