"""What a cell of each form takes: its look, its check while someone writes, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from openpyxl.worksheet.datavalidation import DataValidation

from db.imports.columns import (
    Amount,
    Code,
    CodeOf,
    Column,
    Day,
    Form,
    Number,
    QuarterCode,
    Text,
    Whole,
    YesNo,
)

_LONG_TEXT: Final = 100
"""Characters beyond which a text may wrap."""
_LONGEST_PROMPT: Final = 250
_LONGEST_ERROR: Final = 220
_FEW: Final = 8
"""Values of a closed list that are named in full."""

_DAY_0: Final = date(1899, 12, 30)
"""From which workbooks count days."""
_QUARTER: Final = (
    'AND(LEN({0})=7,ISNUMBER(VALUE(LEFT({0},4))),MID({0},5,2)="-Q",ISNUMBER(FIND(RIGHT({0},1),"1234")))'
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a column of a form looks."""

    pattern: str
    """The number format; `@` keeps 3.1 and 007 as they are written."""
    width: float
    align: str = "left"
    wraps: bool = False


def shape(form: Form, values: Sequence[str] = ()) -> Shape:
    """The look of a column; values are those of its list."""
    match form:
        case Text(longest=longest) if longest > _LONG_TEXT:
            return Shape("@", 44 if longest > 500 else 28, wraps=True)
        case Text(longest=longest):
            return Shape("@", 26 if longest >= 40 else 18)
        case Code() | CodeOf():
            return Shape("@", min(max((len(value) * 1.2 + 3 for value in values), default=12), 36))
        case Day():
            return Shape("yyyy-mm-dd", 13)
        case Amount():
            return Shape("#,##0.00", 16, "right")
        case Number():
            return Shape("General", 16, "right")
        case Whole():
            return Shape("0", 11, "right")
        case QuarterCode() | YesNo():
            return Shape("@", 11)


def in_words(form: Form, values: tuple[str, ...] | None) -> str:
    """A form as its reader calls it; values are those of its list."""
    match form:
        case Text(longest=longest):
            return f"text, at most {longest:,} characters"
        case CodeOf(noun=noun):
            return f"code from the list: {noun}" if values else f"code: {noun} (there is none yet)"
        case Code() if values and len(values) > _FEW:
            return f"one of the list: {', '.join(values[:_FEW])} and {len(values) - _FEW} more"
        case Code():
            return f"one of: {', '.join(values or ())}"
        case Day():
            return "date, such as 2020-01-31"
        case QuarterCode():
            return "quarter, such as 2019-Q4"
        case Amount():
            return "amount, at most 2 decimals, without a currency"
        case Number(places=places):
            return f"number, at most {places} decimals"
        case Whole():
            return "whole number, 0 or more"
        case YesNo():
            return "yes or no"


def check(
    column: Column, cells: str, first: str, list_name: str | None, *, may_be_new: bool
) -> DataValidation:
    """The check of the cells of a column, with what to write when one is chosen.

    first is the first of the cells. may_be_new: a code may come from a row of the same workbook.
    """
    rule = DataValidation(
        sqref=cells,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=True,
        promptTitle=column.heading[:32],
        errorTitle="Not taken",
    )
    needed = "Required. " if column.is_required else ""
    rule.prompt = _cut(f"{needed}{column.help}\n{_prompted(column.form)}".strip(), _LONGEST_PROMPT)
    for name, value in _rule(column.form, first, list_name).items():
        setattr(rule, name, value)
    rule.error = _cut(_refused(column), _LONGEST_ERROR)
    if isinstance(column.form, CodeOf):
        # the list is as old as the template, and the import looks again
        rule.errorStyle = "warning"
        rule.showErrorMessage = not may_be_new
    return rule


def no_entry(cells: str) -> DataValidation:
    """The check of cells that are never read: they take nothing."""
    rule = DataValidation("custom", "FALSE", sqref=cells, allow_blank=True, showErrorMessage=True)
    rule.errorTitle = "Not taken"
    rule.error = "Nothing is read here. Write in the columns that have a heading."
    return rule


def _rule(form: Form, first: str, list_name: str | None) -> dict[str, Any]:
    match form:
        case Text(longest=longest):
            return {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(longest)}
        case Code() | CodeOf() | YesNo():
            return {"type": "list", "formula1": list_name} if list_name else {}
        case Day():
            earliest, latest = (str((date(year, 1, 1) - _DAY_0).days) for year in (1990, 2100))
            return {"type": "date", "operator": "between", "formula1": earliest, "formula2": latest}
        case QuarterCode():
            return {"type": "custom", "formula1": _QUARTER.format(first)}
        case Amount():
            return {"type": "custom", "formula1": f"AND(ISNUMBER({first}),ROUND({first},2)={first})"}
        case Number():
            return {
                "type": "decimal",
                "operator": "between",
                "formula1": "-1000000000000",
                "formula2": "1000000000000",
            }
        case Whole():
            return {"type": "whole", "operator": "between", "formula1": "0", "formula2": "999999999"}


def _prompted(form: Form) -> str:
    match form:
        case Code() | CodeOf() | YesNo():
            return "Choose from the list."
        case Text():
            return ""
        case _:
            words = in_words(form, None)
            return f"{words[0].upper()}{words[1:]}."


def _refused(column: Column) -> str:
    match column.form:
        case CodeOf(noun=noun):
            return (
                f"The list of this template has no such code ({noun}). "
                "Go on only if it was added after the template was made."
            )
        case Code() | YesNo():
            return f"“{column.heading}” takes what is in its list only. Choose one of it."
        case form:
            return f"“{column.heading}” takes this only: {in_words(form, None)}."


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
