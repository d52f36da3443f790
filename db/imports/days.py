"""Days and quarters as offices type them: understood where only one can be meant."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from db.imports.misread import Misread, Read

EXPECTED: Final = "a day such as 2020-01-31"
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_POINTS: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHES: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_WORDS: Final = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})", re.ASCII)
_QUARTER: Final = re.compile(r"(\d{4})[ -]?[Qq]([1-4])|[Qq]([1-4])[ -/]?(\d{4})", re.ASCII)
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_EARLIEST: Final = 1990
_LATEST: Final = 2100


def read_day(value: object) -> Read:
    """A day. Raises Misread; with both readings where day and month cannot be told apart."""
    if isinstance(value, datetime):
        if value.time() != time():
            raise Misread(str(value), f"{EXPECTED}, without a time")
        value = value.date()
    if isinstance(value, date):
        return Read(_sensible(value.year, value.month, value.day, str(value)))
    if not isinstance(value, str):
        raise Misread(str(value), EXPECTED)
    text = " ".join(value.split())
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _POINTS.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _WORDS.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2], value), int(found[3])
    elif found := _SLASHES.fullmatch(text):
        return Read(_of_slashes(int(found[1]), int(found[2]), int(found[3]), value), is_interpreted=True)
    else:
        raise Misread(value, EXPECTED)
    return Read(_sensible(year, month, day, value), is_interpreted=True)


def read_quarter(value: object) -> Read:
    """A quarter as `2019-Q4`. Raises Misread."""
    text = str(value).strip()
    found = _QUARTER.fullmatch(text)
    if found is None:
        raise Misread(text, "a quarter such as 2020-Q1")
    code = f"{found[1] or found[4]}-Q{found[2] or found[3]}"
    return Read(code, is_interpreted=code != text)


def _of_slashes(first: int, second: int, year: int, found: str) -> date:
    if first <= 12 and second <= 12 and first != second:
        one, other = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
        raise Misread(found, f"{EXPECTED}; this may be {one} or {other}")
    day, month = (first, second) if first > 12 else (second, first)
    return _sensible(year, month, day, found)


def _month(name: str, found: str) -> int:
    named = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())]
    if len(named) != 1:
        raise Misread(found, EXPECTED)
    return named[0]


def _sensible(year: int, month: int, day: int, found: str) -> date:
    try:
        made = date(year, month, day)
    except ValueError:
        raise Misread(found, f"{EXPECTED}; there is no such day") from None
    if not _EARLIEST <= year <= _LATEST:
        raise Misread(found, f"{EXPECTED}, from {_EARLIEST} to {_LATEST}")
    return made
