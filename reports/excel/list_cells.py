"""The values of a list as cells: numbers stay exact, and no text becomes a formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, TypeAlias

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell

from reports.excel.styles import Look, Styles
from reports.excel.texts import begins_like_a_formula, storable
from reports.listing import Value, ValueKind

DataType: TypeAlias = Literal["s", "n", "b"]

EXACT_DIGITS: Final = 15
"""What a spreadsheet keeps of a number."""

_DAY_ZERO: Final = datetime(1899, 12, 30, tzinfo=UTC)
_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a day too many before it, and none before 1900."""
_ONE_DAY: Final = timedelta(days=1)

LOOKS: Final[Mapping[ValueKind, Look]] = {
    ValueKind.TEXT: Look("List text"),
    ValueKind.WHOLE: Look("List whole number", "0", "right"),
    ValueKind.DECIMAL: Look("List decimal number", align="right"),
    ValueKind.MONEY: Look("List amount", "#,##0.00", "right"),
    ValueKind.DATE: Look("List date", "yyyy-mm-dd"),
    ValueKind.INSTANT: Look("List moment", 'yyyy-mm-dd hh:mm:ss "UTC"'),
    ValueKind.TRUTH: Look("List truth"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it stands in the file."""

    text: str
    kind: DataType


def written(value: Value, kind: ValueKind) -> Written:
    """A value that is there. What a spreadsheet could not hold exactly is written as text."""
    text = str(value)
    match kind:
        case ValueKind.TRUTH if isinstance(value, bool):
            return Written("1" if value else "0", "b")
        case ValueKind.WHOLE | ValueKind.MONEY if _is_exact(text):
            return Written(text, "n")
        case ValueKind.DECIMAL:
            return Written(text, "n")
        case ValueKind.DATE:
            return _of_moment(datetime.fromisoformat(text).replace(tzinfo=UTC), text)
        case ValueKind.INSTANT:
            return _of_moment(datetime.fromisoformat(text), text)
        case _:
            return Written(storable(text), "s")


class CellMaker:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: object, styles: Styles) -> None:
        self._sheet, self._styles = sheet, styles

    def cell(self, value: Value, kind: ValueKind, look: Look) -> SheetCell | None:
        """A cell for a value; none where there is no value."""
        if value is None or value == "":
            return None
        found = written(value, kind)
        made: SheetCell = WriteOnlyCell(self._sheet)  # type: ignore[arg-type]
        made.value = found.text
        # digits go to the file as they are: openpyxl would pass a number through a float
        made.data_type = found.kind
        self._styles.apply(look, made)
        if found.kind == "s" and begins_like_a_formula(found.text):
            # the apostrophe that keeps text what it is when someone edits the cell
            made.quotePrefix = True
        return made


def _of_moment(moment: datetime, text: str) -> Written:
    if moment.date() < _FIRST_DAY:
        return Written(text, "s")
    days = (moment - _DAY_ZERO) / _ONE_DAY
    return Written(str(int(days)) if days.is_integer() else repr(days), "n")


def _is_exact(text: str) -> bool:
    return len(text) <= EXACT_DIGITS or sum(map(str.isdigit, text.lstrip("-0"))) <= EXACT_DIGITS
