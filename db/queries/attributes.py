"""Rows of which only some attributes were selected: reading any other raises, and never gives a default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from types import CodeType
from typing import Any


@cache
def attributes_read(row: Any, name: str) -> frozenset[str]:
    """The fields of a row that reading its attribute reads: itself, or what the property's code names.

    What a property reads it must read by itself; a row that it hands on is read without its knowing.
    """
    known, read, waiting = frozenset(_names(row)), set(), [name]
    while waiting:
        each = waiting.pop()
        if each not in read:
            read.add(each)
            waiting += [] if each in known else _named(getattr(row, each).fget.__code__, row)
    return known & read


@cache
def maker(row: Any, names: frozenset[str]) -> Callable[..., Any]:
    """Makes rows that have only these fields, from their values in the order of the row's fields."""
    put = tuple(row.__dict__[name].__set__ for name in _names(row) if name in names)

    def make(*values: Any) -> Any:
        made = object.__new__(row)
        for put_one, value in zip(put, values, strict=True):
            put_one(made, value)
        return made

    return make


def _named(code: CodeType, row: Any) -> Iterator[str]:
    """The attributes of a row that a code names, and a little too much where another thing has one too."""
    known = _names(row)
    yield from (name for name in code.co_names if name in known or isinstance(vars(row).get(name), property))
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _named(inner, row)


def _names(row: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row))
