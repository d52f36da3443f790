"""What a list is asked to read of its rows, so that it selects no more columns than that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from strawberry.types.field import StrawberryField
from strawberry.types.nodes import SelectedField, Selection
from strawberry.utils.str_converters import to_camel_case

from db.queries.attributes import attributes_read
from schema.common import DECLARATION, Info
from schema.node import shown_as


def attributes_asked(info: Info, row: Any) -> frozenset[str]:
    """The fields of a row that are read where the rows of this connection are shown."""
    shown: list[Selection] = []
    for inside in _inside(info.selected_fields):
        if inside.name == "nodes":
            shown.append(inside)
        elif inside.name == "edges":
            shown += (each for each in _inside([inside]) if each.name == "node")
    by_field = _read_by_field(row)
    return frozenset().union(*(by_field.get(each.name, frozenset()) for each in _inside(shown)))


def _inside(selections: Iterable[Selection]) -> Iterator[SelectedField]:
    """The fields that are selected below, whatever fragments they stand in.

    A fragment on another type counts too: it names nothing that is read, or a little too much.
    """
    for each in selections:
        for inner in each.selections:
            if _is_left_out(inner):
                continue
            if isinstance(inner, SelectedField):
                yield inner
            else:
                yield from _inside([inner])


def _is_left_out(selection: Selection) -> bool:
    skip, include = (selection.directives.get(name, {}).get("if") for name in ("skip", "include"))
    return skip is True or include is False


@cache
def _read_by_field(row: Any) -> dict[str, frozenset[str]]:
    """What each field of the type that shows a row reads of it, by the field's name."""
    kind, key = shown_as(row)
    definition = kind.__strawberry_definition__
    return {
        field.graphql_name or to_camel_case(field.python_name): _read(row, field, key)
        for field in definition.fields
    }


def _read(row: Any, field: StrawberryField, key: str) -> frozenset[str]:
    declared = field.metadata.get(DECLARATION)
    if declared is not None:
        return attributes_read(row, declared.key)
    if field.python_name == "id":
        return attributes_read(row, key)
    if field.base_resolver is None:
        return attributes_read(row, field.python_name)
    return frozenset(each.name for each in fields(row))
