"""Which numbers are days: Excel tells only by how a cell is shown."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from db.imports import limits
from db.imports.markup import elements

if TYPE_CHECKING:
    from db.imports.package import Package

_BUILT_IN_DAYS: Final = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})
_NOT_LETTERS: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')
_FIRST_SURE: Final = 61
"""1 March 1900; before, Excel counts a 29 February that never was."""
_LAST: Final = 2_958_465
_SECONDS: Final = 86_400


def day_styles(package: Package) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a day, as cells name them."""
    part = package.styles
    if part is None:
        return frozenset()
    found, _ = elements(
        b"".join(package.unpack(part)), part, {"numFmt", "xf"}, limits.STYLES_ELEMENTS_AT_MOST
    )
    own = {
        each.get("numFmtId"): shows_day(each.get("formatCode"))
        for each in found
        if each.path == "styleSheet/numFmts/numFmt"
    }
    styles = [each.get("numFmtId") for each in found if each.path == "styleSheet/cellXfs/xf"]
    return frozenset(
        str(at)
        for at, number in enumerate(styles)
        if own.get(number, number.isascii() and number.isdecimal() and int(number[:9]) in _BUILT_IN_DAYS)
    )


def shows_day(code: str) -> bool:
    """Whether a number format such as `dd.mm.yyyy` shows a day; one of a time alone does not."""
    first = _NOT_LETTERS.sub("", code).split(";")[0].lower()
    if first == "general":
        return False
    return "d" in first or "y" in first or "mmm" in first


def day_of(number: Decimal, *, is_1904: bool) -> date | None:
    """The day that a number stands for, a `datetime` when it has a time of day; None when there is none."""
    first, begin = (0, date(1904, 1, 1)) if is_1904 else (_FIRST_SURE, date(1899, 12, 30))
    if not first <= number < _LAST:
        return None
    whole, rest = divmod(number, 1)
    day = begin + timedelta(days=int(whole))
    seconds = int((rest * _SECONDS).to_integral_value(ROUND_HALF_UP))
    if not seconds:
        return day
    moment = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)  # noqa: DTZ001 - a cell has no zone
    return moment.date() if moment.time() == datetime.min.time() else moment
