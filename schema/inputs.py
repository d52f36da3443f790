"""How much stands in arguments and variables: held against the limits before anybody reads it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    Node,
    StringValueNode,
    ValueNode,
    VariableNode,
)

from schema.limits import LimitExceeded, Limits

CURSORS: Final = ("after", "before")
"""Arguments whose texts this program has written itself."""

_WITHOUT_VALUES: Final = frozenset({"loc", "name", "alias", "kind", "type", "type_condition", "variable"})
"""Parts of a document that no literal stands in: not to look into them is most of the work."""


def check_literals(document: DocumentNode, limits: Limits) -> frozenset[str]:
    """The variables that stand for cursors. Raises LimitExceeded for long literals, and for too many."""
    cursors: set[str] = set()
    literals = 0
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ValueNode):
            literals += 1
            if literals > limits.literals:
                raise LimitExceeded("literals", limits.literals)
        if isinstance(node, FieldNode):
            waiting += (*(node.arguments or ()), *(node.directives or ()))
            waiting += node.selection_set.selections if node.selection_set else ()
        elif isinstance(node, ArgumentNode) and node.name.value in CURSORS:
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
                inner = None if key in _WITHOUT_VALUES else getattr(node, key)
                if inner:
                    waiting += (
                        inner if isinstance(inner, tuple) else [inner] if isinstance(inner, Node) else ()
                    )
    return frozenset(cursors)


def check_variables(
    variables: Mapping[str, Any], cursors: Collection[str], limits: Limits, *, are_written: bool = False
) -> None:
    """Raises LimitExceeded for variables that hold too much, in depth or in breadth.

    Texts that a mutation may write are longer than those that a query may look for.
    """
    text = "written_length" if are_written else "text_length"
    count = 0
    waiting: list[tuple[Any, bool, int]] = [(value, name in cursors, 1) for name, value in variables.items()]
    while waiting:
        value, is_cursor, depth = waiting.pop()
        count += 1
        if count > limits.values:
            raise LimitExceeded("values", limits.values)
        if isinstance(value, str):
            limit = "cursor_length" if is_cursor else text
            _check(value, limit, getattr(limits, limit))
        elif isinstance(value, list | dict):
            if depth > limits.value_depth:
                raise LimitExceeded("value_depth", limits.value_depth)
            waiting += [(each, False, depth + 1) for each in _members(value, limits)]


def _members(value: list[Any] | dict[str, Any], limits: Limits) -> Collection[Any]:
    if isinstance(value, list):
        _check(value, "list_length", limits.list_length)
        return value
    _check(value, "values", limits.values)
    return value.values()


def _check(found: Collection[Any], limit: str, most: int) -> None:
    if len(found) > most:
        raise LimitExceeded(limit, most, len(found))
