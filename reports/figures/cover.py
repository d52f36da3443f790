"""The covers of the workbooks, and the terms their figures follow. Source: domain.md b and b.3, sheet 1."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from db.models.funding import BudgetKind
from reports.cells import date_text
from reports.dataset import PROTECTION, Header
from reports.facts import Facts
from reports.table import Cell, Column, Kind, Missing, Row, Table

_OF_MONEY: Final = frozenset(
    {"functional_currency", "closing_rate", "budget_terms", "committed", "deviation", "overhead"}
)


def tabulate(header: Header, facts: Facts) -> Table:
    """Labels and values. Those with a name are referred to by the formulas of other tables."""
    agreement, version = facts.agreement, facts.version
    items: tuple[tuple[str, str, Cell, str | None], ...] = (
        ("report", "Report", header.report_id, None),
        ("state", "State", header.state, None),
        ("programme", "Programme", header.programme_title, None),
        ("project_code", "Project code", agreement.project_code, None),
        ("donor", "Donor", header.donor, None),
        ("organisation", "Executing organisation", header.organisation, None),
        ("agreement_no", "Agreement number", header.agreement_no or Missing.UNKNOWN, None),
        ("agreement_title", "Agreement title", agreement.agreement_title, None),
        ("period_start", "Period from", facts.period.start, "PeriodStart"),
        ("period_end", "Period to", facts.period.end, "PeriodEnd"),
        ("due_on", "Due on", header.due_on, None),
        ("reporting_currency", "Reporting currency", facts.currency, "ReportingCurrency"),
        ("functional_currency", "Functional currency", agreement.functional_currency, None),
        ("rate_source", "Exchange rates", header.rate_source, None),
        (
            "closing_rate",
            f"Closing rate, {facts.currency} per {agreement.functional_currency}",
            _plain(facts.closing_rate),
            "ClosingRate",
        ),
        ("budget_version", "Budget version", version.version_no, "BudgetVersion"),
        ("budget_terms", "Budget version’s standing", _standing(facts), None),
        ("committed", "Amount committed", agreement.committed, None),
        ("deviation", "Deviation limit", Fraction(agreement.deviation_share), "DeviationPct"),
        ("overhead", "Overhead rate", Fraction(agreement.overhead_rate), "OverheadRate"),
        ("as_of", "Data as of (UTC)", _instant(header), None),
        ("snapshot", "Snapshot", header.snapshot_id or Missing.UNKNOWN, None),
        ("protection", "Protection of people", PROTECTION, None),
    )
    return Table(
        "cover",
        f"Quarterly financial report, {facts.period}",
        (Column("item", "Item"), Column("value", "Value", Kind.MIXED)),
        tuple(Row(key, (label, value), name=name) for key, label, value, name in items),
    )


def tabulate_annex(key: str, title: str, header: Header, facts: Facts) -> Table:
    """What an annex is of: the same labels and values, without the terms that only money follows."""
    whole = tabulate(header, facts)
    rows = tuple(Row(row.key, row.cells) for row in whole.rows if row.key not in _OF_MONEY)
    return Table(key, f"{title}, {facts.period}", whole.columns, rows)


def _standing(facts: Facts) -> str:
    version = facts.version
    kind = "original" if version.kind is BudgetKind.ORIGINAL else "revised"
    approved = f"approved {date_text(version.approved_on)}, " if version.approved_on else ""
    return f"{kind}, {approved}in force from {date_text(version.effective_from)}"


def _instant(header: Header) -> Cell:
    return Missing.UNKNOWN if header.data_as_of is None else f"{header.data_as_of:%Y-%m-%d %H:%M:%S}"


def _plain(rate: Decimal) -> Decimal:
    """Without the zeros that storage pads it with."""
    return Decimal(f"{rate.normalize():f}")
