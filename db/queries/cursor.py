"""Cursors: a place in one list in one order, as a text that says nothing to its reader."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from hashlib import blake2b
from typing import Any

from sqlalchemy.types import BigInteger, TypeEngine

from db.errors import CursorRefused
from db.models.base import Exact

_CHECK = 6
_LONGEST = 2000


def write_cursor(order: str, place: Sequence[Any]) -> str:
    """The cursor of a place: the values that the list is ordered by."""
    values = [_plain(value) for value in place]
    body = json.dumps([order, *values], ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(_check(body) + body).decode().rstrip("=")


def read_cursor(cursor: str, order: str, types: Sequence[TypeEngine[Any]]) -> list[Any]:
    """The place that a cursor names. Raises CursorRefused for any other order and for any other text."""
    try:
        if len(cursor) > _LONGEST:
            raise CursorRefused
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        check, body = raw[:_CHECK], raw[_CHECK:]
        if check != _check(body):
            raise CursorRefused
        found, *values = json.loads(body)
        if found != order:
            raise CursorRefused
        return [_reader(type_)(value) for type_, value in zip(types, values, strict=True)]
    except (ValueError, TypeError, InvalidOperation, RecursionError):
        raise CursorRefused from None


def _check(body: bytes) -> bytes:
    # Finds damage, not forgery: a forged place only shows rows that the list shows anyway.
    return blake2b(body, digest_size=_CHECK).digest()


def _plain(value: Any) -> str | int:
    match value:
        case Enum():
            return _plain(value.value)
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case int() | str():
            return value
    raise TypeError(f"a list cannot be ordered by a {type(value).__name__}")


def _reader(type_: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(type_, Exact):
        return Decimal
    kind = type_.python_type
    if issubclass(kind, Enum):
        return kind
    if kind is int:
        return _whole(2**63 if isinstance(type_, BigInteger) else 2**31)
    return {str: _text, date: date.fromisoformat}[kind]


def _whole(largest: int) -> Callable[[Any], int]:
    # PostgreSQL refuses to compare a column with a number that the column cannot hold
    def read(value: Any) -> int:
        if type(value) is not int or not -largest <= value < largest:
            raise ValueError
        return value

    return read


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError
    value.encode()
    return value
