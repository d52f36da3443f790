"""How a cell looks: as text for Word and pages, as a plain value for data. The only formatter.

The document's default is English with the currency's code before the amount: `NOK 1,234,567.90`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from db.money import Money, round_half_up
from reports.table import Cell, Column, Kind, Missing

if TYPE_CHECKING:
    from pyuca import Collator

NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"

LEGEND: Final = {
    Missing.UNKNOWN: "“..” not available",
    Missing.WITHHELD: "“s” withheld to protect people",
    Missing.NOT_APPLICABLE: "“n/a” not applicable",
    Missing.NOT_RELEASED: "“not released” awaiting the release of protected counts",
}

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def as_text(cell: Cell, column: Column) -> str:
    """A cell as it is printed; empty for an empty cell.

    Money in a MONEY column has no code, because its caption names the currency once.
    """
    match cell:
        case None:
            return ""
        case Missing():
            return cell.value
        case Money():
            return _amount(cell) if column.kind is Kind.MONEY else money_text(cell)
        case Fraction() if column.kind is Kind.MONEY:
            return _cents(cell)
        case Fraction():
            return rate_text(cell) if column.kind is Kind.RATE else share_text(cell)
        case date():
            return date_text(cell)
        case Decimal():
            if column.kind is Kind.RATE:
                return rate_text(cell)
            return _signed(_shortest(f"{abs(cell):,f}"), negative=cell < 0)
        case int() if column.kind is Kind.YEAR:
            return str(cell)
        case int():
            return _signed(f"{abs(cell):,}", negative=cell < 0)
        case str():
            return cell


def money_text(money: Money) -> str:
    """`NOK 1,234,567.90`, held together."""
    return f"{money.currency}{NO_BREAK}{_amount(money)}"


def share_text(share: Fraction) -> str:
    """An exact share in per cent with one decimal, rounded half away from zero: 0.099855 is `10.0%`."""
    tenths = round_half_up(share * 1000)
    return _signed(f"{abs(tenths) // 10:,}.{abs(tenths) % 10}%", negative=tenths < 0)


def percent_text(share: Decimal) -> str:
    """A share that is a term of an agreement, as short as it can be said: 0.1000 is `10 %`."""
    return f"{_shortest(f'{share * 100:f}')}{NO_BREAK}%"


def rate_text(rate: Decimal | Fraction) -> str:
    """An exchange rate to at most eight decimals; a quotient of rates is rounded to six."""
    shown = rate if isinstance(rate, Decimal) else Decimal(round_half_up(rate * 10**6)).scaleb(-6)
    return _shortest(f"{shown:,f}")


def alphabetical(text: str) -> tuple[int, ...]:
    """The key that sorts names of every script by the Unicode collation, whatever database they come from."""
    return tuple(_collator().sort_key(text))


def date_text(day: date) -> str:
    """`24 Oct 2019`, held together."""
    return f"{day.day}{NO_BREAK}{month_text(day)}"


def month_text(day: date) -> str:
    """`Oct 2019`, held together."""
    return f"{_MONTHS[day.month - 1][:3]}{NO_BREAK}{day.year}"


def days_text(first: date, last: date) -> str:
    """A run of days in full words: `1 October – 31 December 2019`."""
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {_MONTHS[first.month - 1]}{year} – {last.day} {_MONTHS[last.month - 1]} {last.year}"


def as_number(cell: Cell) -> Decimal | None:
    """The number in a cell, exact where a decimal can be; a share to 12 decimals. None for anything else."""
    match cell:
        case Money():
            return cell.amount
        case Fraction():
            return Decimal(round_half_up(cell * 10**12)).scaleb(-12)
        case bool():
            return None
        case int() | Decimal():
            return Decimal(cell)
        case _:
            return None


@cache
def _collator() -> Collator:
    from pyuca import Collator  # reading its table takes a third of a second, which only a report should pay

    return Collator()


def _amount(money: Money) -> str:
    return _signed(f"{abs(money).amount:,.2f}", negative=money.minor < 0)


def _cents(quotient: Fraction) -> str:
    """An amount that is not whole minor units, such as a cost per head, to two decimals."""
    minor = round_half_up(quotient * 100)
    return _signed(f"{abs(minor) // 100:,}.{abs(minor) % 100:02}", negative=minor < 0)


def _signed(text: str, *, negative: bool) -> str:
    return MINUS + text if negative else text


def _shortest(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
