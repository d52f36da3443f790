"""How much stands in arguments and variables: held against the limits before anybody reads it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DocumentNode,
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    Node,
    StringValueNode,
    VariableNode,
)

from schema.limits import LimitExceeded, Limits

CURSORS: Final = ("after", "before")
"""Arguments whose texts this program has written itself."""


def check_literals(document: DocumentNode, limits: Limits) -> frozenset[str]:
    """The variables that stand for cursors. Raises LimitExceeded for a literal that is too long."""
    cursors: set[str] = set()
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ArgumentNode) and node.name.value in CURSORS:
            if isinstance(node.value, VariableNode):
                cursors.add(node.value.name.value)
            written = str(getattr(node.value, "value", ""))  # true and false have no length
            _check(written, "cursor_length", limits.cursor_length)
        elif isinstance(node, StringValueNode | IntValueNode | FloatValueNode):
            _check(node.value, "text_length", limits.text_length)
        elif isinstance(node, ListValueNode):
            _check(node.values, "list_length", limits.list_length)
            waiting += node.values
        else:
            for key in node.keys:
                inner = getattr(node, key)
                waiting += [inner] if isinstance(inner, Node) else inner if isinstance(inner, tuple) else ()
    return frozenset(cursors)


def check_variables(variables: Mapping[str, Any], cursors: Collection[str], limits: Limits) -> None:
    """Raises LimitExceeded for variables that hold too much, in depth or in breadth."""
    count = 0
    waiting: list[tuple[Any, bool]] = [(value, name in cursors) for name, value in variables.items()]
    while waiting:
        value, is_cursor = waiting.pop()
        count += 1
        if count > limits.values:
            raise LimitExceeded("values", limits.values)
        if isinstance(value, str) and is_cursor:
            _check(value, "cursor_length", limits.cursor_length)
        elif isinstance(value, str):
            _check(value, "text_length", limits.text_length)
        elif isinstance(value, list):
            _check(value, "list_length", limits.list_length)
            waiting += [(each, False) for each in value]
        elif isinstance(value, dict):
            _check(value, "values", limits.values)
            waiting += [(each, False) for each in value.values()]


def _check(found: Collection[Any], limit: str, most: int) -> None:
    if len(found) > most:
        raise LimitExceeded(limit, most, len(found))
