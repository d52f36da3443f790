"""Costs that come back every month of 2020: pay, offices, grants, assistance, tools, coordination."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.models.ledger import DocumentType
from db.sample.costs import ASSISTED, Account, Cost, Vendor, amount_of, varied

_EVERY_MONTH: Final = tuple(range(1, 13))
_NAMES: Final = {"GE": "Georgia", "MD": "Moldova", "UA": "Ukraine", "BY": "Belarus"}


@dataclass(frozen=True, slots=True)
class _Monthly:
    """A cost with a usual amount, on a day of some months."""

    line: str
    office: str
    usual: str
    account: Account
    vendor: Vendor
    description: str
    day: int
    spread: int = 0
    """By how many per cent the amount varies."""
    months: tuple[int, ...] = _EVERY_MONTH
    document_type: DocumentType = DocumentType.INVOICE


_TRIP, _CLEARING = DocumentType.TRAVEL, DocumentType.PARTNER_ADVANCE_CLEARING
_supplier = Vendor.supplier
_MEETING = "Coordination meetings, room and interpretation"
_MISSION = "Mission to a partner country"
_CLEARED = "Advance cleared against the partner's report"
_BATCH = "Assistance, monthly batch"
_LEAFLETS = "Leaflets in the languages of the region"
_PARTNER_MD = Vendor("SAMPLE-PARTNER-MD", "Sample partner, Moldova")
_PARTNER_UA = Vendor("SAMPLE-PARTNER-UA", "Sample partner, Ukraine")

# line, office, monthly salaries, social contributions
_PAY: Final = (
    ("1.1", "UA", "62,000.00 UAH", "13,640.00 UAH"),
    ("1.2", "GE", "7,250.00 GEL", "145.00 GEL"),
    ("1.3", "MD", "29,300.00 MDL", "5,274.00 MDL"),
    ("1.4", "BY", "2,880.00 BYN", "979.20 BYN"),
)

# line, office, rent, usual utilities, suppliers of both
_OFFICES: Final = (
    ("2.1", "GE", "1,980.00 GEL", "540.00 GEL", 11, 12),
    ("2.2", "UA", "17,200.00 UAH", "4,600.00 UAH", 13, 14),
    ("2.3", "MD", "7,000.00 MDL", "2,050.00 MDL", 15, 16),
    ("2.4", "BY", "790.00 BYN", "230.00 BYN", 17, 18),
)

# fmt: off
_OTHERS: Final = (
    _Monthly("2.5", "GE", "330.00 EUR", Account.COMMUNICATION, _supplier(19),
             "Connections of all offices", 8, 6),
    _Monthly("3.1", "GE", "2,600.00 GEL", Account.MEETINGS, _supplier(21), _MEETING, 24, 15, (1, 5, 7, 11)),
    _Monthly("3.1", "MD", "14,800.00 MDL", Account.MEETINGS, _supplier(22), _MEETING, 23, 15, (2, 6, 8, 12)),
    _Monthly("3.1", "UA", "22,500.00 UAH", Account.MEETINGS, _supplier(23), _MEETING, 22, 15, (3, 4, 9, 10)),
    _Monthly("3.2", "UA", "395.00 EUR", Account.TRAVEL, _supplier(24), _MISSION, 18, 20,
             (1, 2, 7, 8, 9, 10), _TRIP),
    _Monthly("3.2", "BY", "310.00 EUR", Account.TRAVEL, _supplier(24), _MISSION, 20, 20, (1, 3, 9), _TRIP),
    _Monthly("3.3", "UA", "2,080.00 USD", Account.STUDIES, _supplier(25), "Desk study, part payment", 26, 5,
             (2, 3, 5, 7, 8, 10, 11)),
    _Monthly("3.4", "MD", "60,000.00 MDL", Account.GRANTS, _PARTNER_MD, _CLEARED, 15, 4,
             (2, 3, 5, 6, 8, 9, 11, 12), _CLEARING),
    _Monthly("3.5", "UA", "88,000.00 UAH", Account.GRANTS, _PARTNER_UA, _CLEARED, 16, 4,
             (2, 3, 5, 6, 8, 9, 11, 12), _CLEARING),
    _Monthly("3.6", "MD", "13,600.00 MDL", Account.ASSISTANCE, ASSISTED, _BATCH, 28, 25),
    _Monthly("3.6", "UA", "21,500.00 UAH", Account.ASSISTANCE, ASSISTED, _BATCH, 28, 25),
    _Monthly("3.8", "UA", "28,500.00 UAH", Account.PRINTING, _supplier(26), _LEAFLETS, 12, 12,
             (1, 3, 5, 6, 9, 11)),
    _Monthly("3.8", "BY", "2,950.00 BYN", Account.PRINTING, _supplier(27), _LEAFLETS, 13, 12, (2, 4, 6, 10)),
)
# fmt: on


def monthly_costs() -> Iterator[Cost]:
    """Every regular cost of 2020, by month."""
    for month in _EVERY_MONTH:
        yield from _pay(month)
        yield from _offices(month)
        yield from (_cost(monthly, month) for monthly in _OTHERS if month in monthly.months)


def _pay(month: int) -> Iterator[Cost]:
    for line, office, salaries, contributions in _PAY:
        vendor = Vendor(f"SAMPLE-PAYROLL-{office}", f"Sample payroll, {_NAMES[office]}")
        for line_no, usual, account in (
            (1, salaries, Account.SALARIES),
            (2, contributions, Account.CONTRIBUTIONS),
        ):
            yield Cost(
                date(2020, month, 27),
                DocumentType.PAYROLL,
                line,
                office,
                amount_of(usual),
                account,
                vendor,
                f"Project staff, {account.description.lower()}",
                line_no=line_no,
            )


def _offices(month: int) -> Iterator[Cost]:
    # Heating makes the cold months uneven.
    spread = 30 if month in (1, 2, 3, 11, 12) else 12
    for line, office, rent, utilities, landlord, works in _OFFICES:
        supplier = Vendor.supplier(landlord)
        yield _cost(_Monthly(line, office, rent, Account.RENT, supplier, "Office rent", 3), month)
        supplier = Vendor.supplier(works)
        yield _cost(
            _Monthly(line, office, utilities, Account.UTILITIES, supplier, "Utilities", 19, spread), month
        )


def _cost(monthly: _Monthly, month: int) -> Cost:
    seed = f"{monthly.line} {monthly.office} {monthly.account.name} {month}"
    usual = amount_of(monthly.usual)
    return Cost(
        date(2020, month, monthly.day),
        monthly.document_type,
        monthly.line,
        monthly.office,
        varied(usual, monthly.spread, seed) if monthly.spread else usual,
        monthly.account,
        monthly.vendor,
        monthly.description,
        name=seed,
    )
