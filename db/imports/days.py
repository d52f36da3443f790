"""Days and quarters as offices write them, where they can mean one day or quarter only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from db.folding import fold
from db.imports.misread import Misread, Read, shown
from db.tidying import tidy

_DAY: Final = "a day such as 2020-01-31"
_QUARTER: Final = "a quarter such as 2020-Q1"
_EARLIEST, _LATEST = 1990, 2100
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_POINTS: Final = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII)
_STROKES: Final = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})", re.ASCII)
_SHORT_YEAR: Final = re.compile(r"\d{1,2}([-./])\d{1,2}\1\d{2}", re.ASCII)
_NAMED: Final = re.compile(
    r"(\d{1,2})(?:\.|st|nd|rd|th)?[ -]?(?:of )?([^\W\d_]+)\.?,?[ -](\d{4})(?: ?[рг]\.?)?"
)
_NAME_FIRST: Final = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")

_MONTHS: Final = (
    "january jan januar ianuarie января январь січня січень студзеня იანვარი",
    "february feb februar februarie февраля февраль лютого лютий лютага თებერვალი",
    "march mar mars martie марта март березня березень сакавіка მარტი",
    "april apr aprilie апреля апрель квітня квітень красавіка აპრილი",
    "may mai мая май травня травень მაისი",
    "june jun juni iunie июня июнь червня червень чэрвеня ივნისი",
    "july jul juli iulie июля июль липня липень ліпеня ივლისი",
    "august aug августа август серпня серпень жніўня აგვისტო",
    "september sep sept septembrie сентября сентябрь вересня вересень верасня სექტემბერი",
    "october oct oktober okt octombrie октября октябрь жовтня жовтень кастрычніка ოქტომბერი",
    "november nov noiembrie ноября ноябрь листопада листопад лістапада ნოემბერი",
    "december dec desember des decembrie декабря декабрь грудня грудень снежня დეკემბერი",
)
_MONTH_BY_NAME: Final[Mapping[str, int]] = {
    fold(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}

_ROMAN: Final[Mapping[str, str]] = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_WORD: Final = r"(?:q|quarter|kv\.?|kvartal|кв\.?|квартал|trim\.?|trimestru|trimestrul|კვარტალი)"
_QUARTERS: Final = (
    re.compile(rf"(?P<year>\d{{4}})[ -/]?{_WORD} ?(?P<number>[1-4])", re.ASCII),
    re.compile(rf"{_WORD} ?(?P<number>[1-4])[ -/,]? ?(?P<year>\d{{4}})", re.ASCII),
    re.compile(rf"(?P<number>[1-4]|i{{1,3}}|iv)\.? ?{_WORD}[ ,]? ?(?P<year>\d{{4}})", re.ASCII),
)
_ROMAN_ALONE: Final = re.compile(r"(i{1,3}|iv)[ ./-]\d{4}|\d{4}[ ./-](i{1,3}|iv)", re.ASCII)


def read_day(value: object) -> Read:
    """A day: one that Excel knows as such, or a text that can mean one only. Raises Misread.

    Points stand for day, month, year everywhere; strokes do not. A time is refused, for of one that is
    not the office's own nobody knows the day.
    """
    if isinstance(value, datetime):
        if value.time() != time():
            raise Misread(shown(value), f"{_DAY}, without a time")
        value = value.date()
    if isinstance(value, date):
        return Read(_plausible(value, shown(value)))
    if isinstance(value, str):
        return Read(_plausible(_parse(" ".join(tidy(value).split())), value), is_interpreted=True)
    raise Misread(shown(value), f"{_DAY}; set the format of the cell to Date")


def read_quarter(value: object) -> Read:
    """A calendar quarter as `2019-Q4`, from `Q4 2019` or `IV квартал 2019`. Raises Misread."""
    text = shown(value)
    word = fold(tidy(text))
    for form in _QUARTERS:
        match = form.fullmatch(word)
        if match and _EARLIEST <= int(match["year"]) <= _LATEST:
            code = f"{match['year']}-Q{_ROMAN.get(match['number'], match['number'])}"
            return Read(code, is_interpreted=code != value)
    if _ROMAN_ALONE.fullmatch(word):
        raise Misread(text, f"{_QUARTER}; this may be a month or a quarter")
    raise Misread(text, _QUARTER)


def _parse(text: str) -> date:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(text, int(match[1]), int(match[3]), int(match[4]))
    if match := _POINTS.fullmatch(text):
        return _day(text, int(match[3]), int(match[2]), int(match[1]))
    if match := _STROKES.fullmatch(text):
        return _either(text, int(match[4]), int(match[1]), int(match[3]))
    if _SHORT_YEAR.fullmatch(text):
        raise Misread(text, f"{_DAY}, with all four digits of the year")
    if match := _NAMED.fullmatch(text):
        return _named(text, match[3], match[2], match[1])
    if match := _NAME_FIRST.fullmatch(text):
        return _named(text, match[3], match[1], match[2])
    raise Misread(text, _DAY)


def _either(text: str, year: int, first: int, second: int) -> date:
    """A day whose month may stand first or second; refused when both are days, and different ones."""
    if first <= 12 and second <= 12 and first != second:
        one, other = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
        raise Misread(text, f"{_DAY}; this may be {one} or {other}")
    day, month = (first, second) if first > 12 else (second, first)
    return _day(text, year, month, day)


def _named(text: str, year: str, name: str, day: str) -> date:
    month = _MONTH_BY_NAME.get(fold(name))
    if month is None:
        raise Misread(text, _DAY)
    return _day(text, int(year), month, int(day))


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Misread(text, f"{_DAY}; there is no such day") from None


def _plausible(day: date, found: str) -> date:
    if not _EARLIEST <= day.year <= _LATEST:
        raise Misread(found, f"{_DAY}, from {_EARLIEST} to {_LATEST}")
    return day
