"""A cost of the sample, before it becomes a numbered document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from zlib import crc32

from db.models.ledger import PROTECTED_ASSISTANCE, DocumentType
from db.money import Money


class Account(Enum):
    """Invented accounts of the general ledger: what a cost is, whatever it is for."""

    SALARIES = ("310110", "Salaries")
    CONTRIBUTIONS = ("310210", "Social contributions")
    TRAVEL = ("320110", "Travel")
    RENT = ("330110", "Rent")
    UTILITIES = ("330120", "Utilities")
    COMMUNICATION = ("330130", "Communication")
    MEETINGS = ("330210", "Meeting facilities")
    INTERPRETATION = ("330230", "Interpretation and translation")
    STUDIES = ("340120", "Research and studies")
    TRAINERS = ("340130", "Trainers")
    PRINTING = ("340210", "Printing and production")
    GRANTS = ("350110", "Grants to implementing partners")
    ASSISTANCE = ("360110", "Direct assistance")

    @property
    def number(self) -> str:
        return self.value[0]

    @property
    def description(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Vendor:
    """Whom a cost was paid to; a number in place of a name."""

    code: str
    name: str
    protected: bool = False

    @classmethod
    def supplier(cls, number: int) -> Vendor:
        return cls(f"SAMPLE-{number:02}", f"Sample Supplier {number:02}")


ASSISTED = Vendor(PROTECTED_ASSISTANCE, "Protected", protected=True)


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent, on what and by whom; documents are numbered later."""

    on: date
    document_type: DocumentType
    line: str
    office: str
    amount: Money
    account: Account
    vendor: Vendor
    description: str
    event: str | None = None
    line_no: int = 1
    """From 2 on, a further line of the document before it."""
    name: str | None = None
    """By which a correction or reversal finds this cost."""
    corrects: str | None = None


def amount_of(text: str) -> Money:
    """Read an amount with its currency, such as `1,234.50 GEL`."""
    amount, currency = text.split()
    return Money.parse(amount, currency)


def varied(amount: Money, percent: int, seed: str) -> Money:
    """Amount, more or less by up to so many per cent and some cents; the same for the same seed."""
    number = crc32(seed.encode())
    step = number % (2 * percent + 1) - percent
    return Money(amount.minor * (100 + step) // 100 + number // 7 % 100, amount.currency)
