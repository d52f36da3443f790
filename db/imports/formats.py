"""Which numbers are days or percentages: Excel tells only by how a cell is shown."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from db.imports import limits
from db.imports.markup import elements

if TYPE_CHECKING:
    from db.imports.package import Package

_BUILT_IN_DAYS: Final = frozenset(map(str, (*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58)))
_BUILT_IN_PERCENTAGES: Final = frozenset({"9", "10"})
_NOT_LETTERS: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')
_FIRST_SURE: Final = 61
"""1 March 1900; before, Excel counts a 29 February that never was."""
_LAST: Final = 2_958_465
_SECONDS: Final = 86_400


class Styles(NamedTuple):
    """The cell styles, as cells name them, in which a number is shown as something else."""

    days: frozenset[str] = frozenset()
    percentages: frozenset[str] = frozenset()


def read_styles(package: Package) -> Styles:
    """The styles of a workbook."""
    part = package.styles
    if part is None:
        return Styles()
    found, _ = elements(
        b"".join(package.unpack(part)), part, {"numFmt", "xf"}, limits.STYLES_ELEMENTS_AT_MOST
    )
    codes = {
        each.get("numFmtId"): each.get("formatCode")
        for each in found
        if each.path == "styleSheet/numFmts/numFmt"
    }
    styles = [each.get("numFmtId") for each in found if each.path == "styleSheet/cellXfs/xf"]
    return Styles(
        frozenset(
            str(at)
            for at, number in enumerate(styles)
            if (shows_day(codes[number]) if number in codes else number in _BUILT_IN_DAYS)
        ),
        frozenset(
            str(at)
            for at, number in enumerate(styles)
            if ("%" in _shape(codes[number]) if number in codes else number in _BUILT_IN_PERCENTAGES)
        ),
    )


def shows_day(code: str) -> bool:
    """Whether a number format such as `dd.mm.yyyy` shows a day; one of a time alone does not."""
    first = _shape(code)
    if first == "general":
        return False
    return "d" in first or "y" in first or "mmm" in first


def _shape(code: str) -> str:
    """The format of positive numbers, without what is printed as it stands."""
    return _NOT_LETTERS.sub("", code).split(";")[0].lower()


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
