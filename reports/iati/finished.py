"""A finished file of the IATI Standard read again: what it says was spent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from lxml import etree

_EXPENDITURE: Final = "4"


def spent_on(file: bytes, day: date) -> Decimal | None:
    """The expenditure dated on a day; None without any."""
    amounts = [
        Decimal(transaction.findtext("value") or "")
        for transaction in etree.fromstring(file).iterfind("iati-activity/transaction")
        if _code(transaction) == _EXPENDITURE and _day(transaction) == day.isoformat()
    ]
    return sum(amounts, Decimal(0)) if amounts else None


def _code(transaction: etree._Element) -> str | None:
    found = transaction.find("transaction-type")
    return None if found is None else found.get("code")


def _day(transaction: etree._Element) -> str | None:
    found = transaction.find("transaction-date")
    return None if found is None else found.get("iso-date")
