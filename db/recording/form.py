"""What the fields of a fact may hold, whichever door it comes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from db.recording.amounts import units_of
from db.recording.facts import FactRefused, values_of
from db.recording.texts import LINE, line, paragraph

F = TypeVar("F")


def read_fields(
    thing: str, fact: F, names: frozenset[str], texts: Mapping[str, int], places: Mapping[str, int]
) -> F:
    """The fact with its texts trimmed; of its fields, those of these names are looked at.

    texts are the most characters of a text, and a longer one than a line may have several lines; places are
    the decimals of a number. Raises FactRefused.
    """
    read: dict[str, Any] = {}
    for name, value in values_of(fact).items():
        if name not in names or value is None or isinstance(value, Enum | bool):
            continue
        if isinstance(value, str):
            most = texts.get(name, LINE)
            read[name] = (paragraph if most > LINE else line)(thing, name, value, most)
        elif isinstance(value, Decimal):
            units_of(thing, name, value, places[name])
        elif isinstance(value, int) and value < 0:
            raise FactRefused(thing, name, f"{name} is 0 or more")
    return replace(fact, **read)  # type: ignore[type-var]
