"""Costs of 2020 that come once: those of events, accruals with their reversals, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from db.models.ledger import DocumentType
from db.sample.costs import Account, Cost, Vendor, amount_of

_ROOM, _TALK, _TRIP = Account.MEETINGS, Account.INTERPRETATION, Account.TRAVEL
_TEACH, _PRINT, _LINE = Account.TRAINERS, Account.PRINTING, Account.COMMUNICATION
_SUPPLY, _STUDY = Account.UTILITIES, Account.STUDIES

# fmt: off
# month, day, event, line, office, amount, account, supplier, description
_EVENTS: Final = (
    (2, 17, "EVT-2020-KBP-01", "3.1", "UA", "62,400.00 UAH", _ROOM, 31, "Workshop rooms and catering"),
    (2, 19, "EVT-2020-KBP-01", "3.1", "UA", "1,450.00 EUR", _TALK, 32, "Simultaneous interpretation"),
    (2, 11, "EVT-2020-KBP-01", "3.2", "UA", "2,618.40 EUR", _TRIP, 24, "Air tickets of delegations"),
    (4, 6, "EVT-2020-KBP-01", "3.1", "UA", "41,000.00 UAH", _ROOM, 33, "Lodging, invoiced late"),
    (2, 28, "EVT-2020-KIV-01", "3.7", "MD", "31,200.00 MDL", _ROOM, 34, "Training rooms and catering"),
    (3, 4, "EVT-2020-KIV-01", "3.7", "MD", "1,300.00 EUR", _TEACH, 35, "Trainers' fees"),
    (3, 4, "EVT-2020-KIV-01", "3.7", "MD", "9,480.00 MDL", _PRINT, 36, "Training materials"),
    (3, 9, "EVT-2020-MSQ-01", "3.2", "BY", "2,260.00 BYN", _TRIP, 24, "Lodging and local transport"),
    (4, 14, "EVT-2020-TBS-01", "3.1", "GE", "1,900.00 GEL", _ROOM, 37, "Fee for the change of dates"),
    (6, 18, "EVT-2020-ONL-01", "3.1", "GE", "1,220.00 EUR", _TALK, 32, "Interpretation in three channels"),
    (6, 22, "EVT-2020-ONL-01", "3.1", "GE", "600.00 USD", _LINE, 38, "Platform for the meeting"),
    (7, 24, "EVT-2020-LWO-01", "3.7", "UA", "58,000.00 UAH", _ROOM, 39, "Training rooms and lodging"),
    (7, 28, "EVT-2020-LWO-01", "3.7", "UA", "46,500.00 UAH", _TEACH, 35, "Trainers' fees"),
    (7, 28, "EVT-2020-LWO-01", "3.7", "UA", "11,300.00 UAH", _PRINT, 36, "Training materials"),
    (7, 27, "EVT-2020-KIV-02", "3.8", "MD", "26,400.00 MDL", _PRINT, 40, "Posters"),
    (8, 25, "EVT-2020-KIV-02", "3.8", "MD", "21,750.00 MDL", _PRINT, 41, "Short films"),
    (9, 21, "EVT-2020-TBS-02", "3.1", "GE", "8,000.00 GEL", _ROOM, 37, "Conference rooms, deposit"),
    (9, 25, "EVT-2020-TBS-02", "3.2", "GE", "1,180.00 EUR", _TRIP, 24, "Air tickets of speakers"),
    (10, 6, "EVT-2020-TBS-02", "3.1", "GE", "13,650.00 GEL", _ROOM, 37, "Conference rooms and catering"),
    (10, 8, "EVT-2020-TBS-02", "3.1", "GE", "2,340.00 EUR", _TALK, 32, "Simultaneous interpretation"),
    (10, 9, "EVT-2020-TBS-02", "3.1", "GE", "9,420.00 GEL", _ROOM, 42, "Lodging"),
    (10, 14, "EVT-2020-TBS-02", "3.1", "GE", "1,900.00 USD", _LINE, 38, "Streaming and equipment"),
    (11, 17, "EVT-2020-TBS-02", "3.1", "GE", "3,150.00 GEL", _PRINT, 43, "Proceedings, invoiced late"),
    (10, 23, "EVT-2020-GNA-01", "3.7", "BY", "3,310.00 BYN", _ROOM, 44, "Workshop rooms and catering"),
    (10, 26, "EVT-2020-GNA-01", "3.7", "BY", "2,940.00 BYN", _TEACH, 35, "Facilitators' fees"),
    (11, 13, "EVT-2020-BZY-01", "3.7", "MD", "36,200.00 MDL", _ROOM, 45, "Training rooms and lodging"),
    (11, 16, "EVT-2020-BZY-01", "3.7", "MD", "28,900.00 MDL", _TEACH, 35, "Trainers' fees"),
    (12, 11, "EVT-2020-ONL-02", "3.1", "UA", "1,640.00 EUR", _TALK, 32, "Interpretation in three channels"),
    (12, 14, "EVT-2020-ONL-02", "3.1", "UA", "750.00 USD", _LINE, 38, "Platform for the meeting"),
)

# month, day, line, office, amount, account, supplier, description
_OTHERS: Final = (
    (6, 5, "2.5", "GE", "912.00 EUR", _LINE, 19, "Devices for meetings online"),
    (9, 11, "3.7", "GE", "2,480.00 USD", _LINE, 46, "Platform for trainings online"),
    (10, 19, "1.2", "GE", "12,000.00 NOK", Account.SALARIES, 47, "Temporary support, paid by headquarters"),
    (12, 4, "3.8", "GE", "640.00 CHF", _PRINT, 48, "Design of the last leaflet"),
)

# accrued on, reversed on, line, office, amount, account, description; the last one stays
_ACCRUALS: Final = (
    (date(2020, 3, 31), date(2020, 4, 10), "2.1", "GE", "620.00 GEL", _SUPPLY, "Heating of March"),
    (date(2020, 6, 30), date(2020, 7, 10), "3.3", "UA", "1,150.00 USD", _STUDY, "Study, unbilled"),
    (date(2020, 9, 30), date(2020, 10, 12), "3.1", "GE", "4,400.00 GEL", _ROOM, "Conference, unbilled"),
    (date(2020, 12, 31), None, "3.3", "UA", "2,075.00 USD", _STUDY, "Study, last part, unbilled"),
)

# on, the cost that is corrected, line, office, amount, account, supplier, description
_CORRECTIONS: Final = (
    (date(2020, 5, 20), "2.2 UA UTILITIES 2", "2.2", "UA", "-380.50 UAH", _SUPPLY, 14, "Meter misread"),
    (date(2020, 11, 30), "3.8 BY PRINTING 10", "3.8", "BY", "-245.00 BYN", _PRINT, 27, "Copies missing"),
)
# fmt: on


def single_costs() -> Iterator[Cost]:
    """Every cost of 2020 that does not come back."""
    for month, day, event, line, office, amount, account, supplier, description in _EVENTS:
        yield _cost(date(2020, month, day), line, office, amount, account, supplier, description, event=event)
    for month, day, line, office, amount, account, supplier, description in _OTHERS:
        yield _cost(date(2020, month, day), line, office, amount, account, supplier, description)
    for on, corrected, line, office, amount, account, supplier, description in _CORRECTIONS:
        yield _cost(
            on,
            line,
            office,
            amount,
            account,
            supplier,
            description,
            DocumentType.CORRECTION,
            corrects=corrected,
        )
    yield from _accruals()


def _accruals() -> Iterator[Cost]:
    for on, reversed_on, line, office, amount, account, description in _ACCRUALS:
        name = f"accrual {on}"
        yield _cost(on, line, office, amount, account, 49, description, DocumentType.ACCRUAL, name=name)
        if reversed_on:
            yield _cost(
                reversed_on,
                line,
                office,
                f"-{amount}",
                account,
                49,
                f"{description}, accrual reversed",
                DocumentType.REVERSAL,
                corrects=name,
            )


def _cost(
    on: date,
    line: str,
    office: str,
    amount: str,
    account: Account,
    supplier: int,
    description: str,
    document_type: DocumentType | None = None,
    *,
    event: str | None = None,
    name: str | None = None,
    corrects: str | None = None,
) -> Cost:
    usual = DocumentType.TRAVEL if account is Account.TRAVEL else DocumentType.INVOICE
    return Cost(
        on,
        document_type or usual,
        line,
        office,
        amount_of(amount),
        account,
        Vendor.supplier(supplier),
        description,
        event=event,
        name=name,
        corrects=corrects,
    )
