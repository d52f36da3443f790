"""Scalars of our own: how exact values travel, and what is said about a value that has not their form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from db.errors import Malformed
from db.periods import Month, Quarter

BigInt = NewType("BigInt", int)


def _read_from_text(read: Callable[[str], Any], what: str, form: str) -> Callable[[Any], Any]:
    def parse(value: Any) -> Any:
        if not isinstance(value, str):
            raise Malformed(what, str(value), f"a text: {form}")
        try:
            return read(value)
        except (ValueError, ArithmeticError):
            raise Malformed(what, value, form) from None

    return parse


def _date(text: str) -> date:
    if len(text) != len("2019-10-24"):
        raise ValueError
    return date.fromisoformat(text)


def _month(text: str) -> Month:
    if len(text) != len("2019-10"):
        raise ValueError
    return Month.of(date.fromisoformat(f"{text}-01"))


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError
    return number


def _write_decimal(number: Decimal) -> str:
    return f"{number:f}"


def _write_instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


SCALARS: Final[Mapping[object, ScalarDefinition]] = {
    BigInt: strawberry.scalar(
        name="BigInt",
        description="A whole number of any size, as a text: `-129909826`. "
        "`Int` has 32 bits, which end at 21 million kroner in øre.",
        specified_by_url="https://www.w3.org/TR/xmlschema-2/#integer",
        serialize=str,
        parse_value=_read_from_text(int, "a whole number", "1234, with a minus in front where needed"),
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description="An exact decimal number, as a text: `270185.29`. It has the decimals that are stored, "
        "and never an exponent.",
        specified_by_url="https://www.w3.org/TR/xmlschema-2/#decimal",
        serialize=_write_decimal,
        parse_value=_read_from_text(_decimal, "a decimal number", "1234.50"),
    ),
    Quarter: strawberry.scalar(
        name="Quarter",
        description="A calendar quarter: `2019-Q4`.",
        specified_by_url="https://sdmx.org/wp-content/uploads/SDMX_2-1-1_SECTION_6_TechnicalNotes_2020-07.pdf",
        serialize=str,
        parse_value=_read_from_text(Quarter.parse, "a reporting period", "2019-Q4"),
    ),
    Month: strawberry.scalar(
        name="Month",
        description="A calendar month: `2019-10`.",
        specified_by_url="https://www.w3.org/TR/xmlschema-2/#gYearMonth",
        serialize=str,
        parse_value=_read_from_text(_month, "a month", "2019-10"),
    ),
    date: strawberry.scalar(
        name="Date",
        description="A calendar day, without a time zone: `2019-10-24`.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        serialize=date.isoformat,
        parse_value=_read_from_text(_date, "a date", "2019-10-24"),
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment in UTC: `2020-01-08T09:30:00Z`.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        serialize=_write_instant,
        parse_value=_read_from_text(_instant, "a moment", "2020-01-08T09:30:00Z"),
    ),
}
