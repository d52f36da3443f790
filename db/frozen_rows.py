"""Light rows as JSON, and back: exact, for what was answered must be answered again."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

Row = TypeVar("Row")


def write_row(row: Any) -> str:
    """The fields of a row that holds texts, numbers, days, moments and members of closed lists."""
    return json.dumps({field.name: _plain(getattr(row, field.name)) for field in fields(row)})


def read_row(kind: type[Row], text: str) -> Row | None:
    """The row again; None when rows of this kind have other fields by now."""
    values: dict[str, Any] = json.loads(text)
    row: Hashable = kind  # type: ignore[assignment]  # a class is
    kinds = _kinds(row)
    if values.keys() != kinds.keys():
        return None
    return kind(**{name: _typed(kinds[name], value) for name, value in values.items()})


@cache
def _kinds(kind: Hashable) -> Mapping[str, Any]:
    row: Any = kind
    hints = get_type_hints(row)
    return {field.name: _without_none(hints[field.name]) for field in fields(row)}


def _without_none(hint: Any) -> Any:
    kinds = [each for each in get_args(hint) if each is not NoneType]
    return kinds[0] if kinds else hint


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return kind(value) if kind is Decimal or issubclass(kind, StrEnum) else value
