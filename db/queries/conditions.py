"""Conditions that many lists share. What is not asked for is no condition; all that are hold at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, select

from db.errors import Malformed
from db.folding import fold
from db.models.funding import BudgetLine, FundingSource
from db.models.programmes import Programme
from db.models.results import ResultNode
from db.models.search import Searched
from db.money import PLACES
from db.periods import Quarter

LONGEST_TEXT: Final = 200
_LARGEST_AMOUNT: Final = 10**15
"""Beyond any amount that the database can hold, and within its whole numbers."""


def one_of(column: Any, values: Collection[Any] | None) -> list[ColumnElement[bool]]:
    """The column has one of the values."""
    return [] if values is None else [column.in_(values)]


def named(key: Any, model: type[Any], codes: Collection[str] | None) -> list[ColumnElement[bool]]:
    """The key is that of a row of the model with one of the codes."""
    return [] if codes is None else [key.in_(select(model.id).where(model.code.in_(codes)))]


def of_programme(source_id: Any, codes: Collection[str] | None) -> list[ColumnElement[bool]]:
    """The key is that of a funding source that pays for one of the programmes."""
    if codes is None:
        return []
    paying = select(FundingSource.id).where(*named(FundingSource.programme_id, Programme, codes))
    return [source_id.in_(paying)]


def for_output(line_id: Any, codes: Collection[str] | None) -> list[ColumnElement[bool]]:
    """The key is that of a budget line for one of the result nodes."""
    if codes is None:
        return []
    lines = select(BudgetLine.id).where(*named(BudgetLine.result_node_id, ResultNode, codes))
    return [line_id.in_(lines)]


def on_days(column: Any, since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """The day is one of those from since to until, both included."""
    from_then_on = [] if since is None else [column >= since]
    return from_then_on if until is None else [*from_then_on, column <= until]


def in_quarter(column: Any, quarter: Quarter | None) -> list[ColumnElement[bool]]:
    """The day is in the quarter."""
    return [] if quarter is None else on_days(column, quarter.start, quarter.end)


def of_amount(minor: Any, least: Decimal | None, most: Decimal | None) -> list[ColumnElement[bool]]:
    """The amount is from least to most, in major units, both included. Raises Malformed."""
    conditions = []
    if least is not None:
        conditions.append(minor >= _minor(least, ROUND_CEILING))
    if most is not None:
        conditions.append(minor <= _minor(most, ROUND_FLOOR))
    return conditions


def finds(model: type[Searched], text: str | None) -> list[ColumnElement[bool]]:
    """Every word of the text is in the row, as a part of some word of it. Raises Malformed."""
    if text is None:
        return []
    if len(text) > LONGEST_TEXT:
        raise Malformed("a text to search for", text, f"at most {LONGEST_TEXT} characters")
    words = dict.fromkeys(fold(text).split())
    return [model.search_text.contains(word, autoescape=True) for word in words]


def _minor(amount: Decimal, rounding: str) -> int:
    if not -_LARGEST_AMOUNT <= amount <= _LARGEST_AMOUNT:
        raise Malformed("an amount of money", str(amount), f"a number up to {_LARGEST_AMOUNT}")
    return int(amount.scaleb(PLACES).to_integral_value(rounding))
