"""A list on its way into a file: its columns, its rows, and what must be known to read it later.

Values are as the API answers them: exact decimals, days and moments are texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | None
Row: TypeAlias = Sequence[Value]


class ValueKind(StrEnum):
    """What the values of a column are, in the words of the context page."""

    TEXT = "text"
    WHOLE = "whole number"
    DECIMAL = "decimal number"
    MONEY = "amount with two decimals"
    DATE = "date"
    INSTANT = "moment in UTC"
    TRUTH = "TRUE or FALSE"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column; its name leads through nested objects: `office.iso2`."""

    name: str
    kind: ValueKind
    about: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Where a list comes from."""

    name: str
    """The list's name in the API: `ledgerEntries`."""
    title: str
    """What the client calls the question; the same without a name of its own."""
    query: str
    variables: str
    """As JSON."""
    exported_at: datetime
    """With its time zone."""
    role: str
    rows: int
    withheld: str | None
    """What belongs in the list and is kept from whoever asked, whether or not there is any."""
    notice: str | None
    """What must be said where rows were invented."""
