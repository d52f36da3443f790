"""What of a document has to be validated: the fields that no rule can find fault with are left out.

A plain leaf, `code` and nothing else, can only be unknown to its type or differ from what else is to be
answered under its name. Most fields are such leaves, so that validating the rest costs a part of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, TypeVar

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLNamedType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
    is_leaf_type,
    is_required_argument,
)

Holder = TypeVar("Holder", bound=Node)

_TYPENAME: Final = {"__typename": "String!"}


@dataclass(frozen=True, slots=True)
class Thinned:
    """A document that is valid exactly where the one it was made from is."""

    document: DocumentNode
    differs: bool
    """Whether one name is to be answered with different things anywhere: such fields may not merge."""
    has_unknown: bool
    """Whether there is a field that its type does not have."""


def thin(schema: GraphQLSchema, document: DocumentNode) -> Thinned:
    """The document without the fields that cannot break a rule."""
    if schema.subscription_type and any(map(_subscribes, document.definitions)):
        return Thinned(
            document, differs=True, has_unknown=False
        )  # how many fields it has is a rule of its own
    found = _Fields(schema, document)
    kept = tuple(map(found.without_plain, document.definitions))
    return Thinned(replace(document, definitions=kept), bool(found.differing), found.has_unknown)


class _Fields:
    """Every field of a document: which are plain, and which names mean several things."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._plain: set[int] = set()
        self._meanings: dict[str, tuple[str, str]] = {}
        self._shapes: dict[str, str] = {}
        self.differing: set[str] = set()
        self.has_unknown = False
        self._text = document.loc.source.body if document.loc else ""
        waiting = list(_roots(schema, document))
        while waiting:
            selected, kind = waiting.pop()
            parent = kind if is_composite_type(kind) else None
            plain = {} if parent is None else plain_fields(parent)
            for each in selected.selections:
                if isinstance(each, FieldNode):
                    name = each.name.value
                    if each.alias or each.arguments or each.directives or each.selection_set:
                        inner = self._note(each, parent)
                        if each.selection_set:
                            waiting.append((each.selection_set, inner))
                    elif parent is None or name in plain:
                        self._plain.add(id(each))
                        self._mean(name, (name, ""), plain.get(name))
                    else:
                        self._note(each, parent)
                elif isinstance(each, InlineFragmentNode):
                    condition = each.type_condition
                    inner = schema.get_type(condition.name.value) if condition else parent
                    waiting.append((each.selection_set, inner))

    def without_plain(self, node: Holder) -> Holder:
        """The node with nothing inside that cannot break a rule."""
        selected: SelectionSetNode | None = getattr(node, "selection_set", None)
        if selected is None:
            return node
        kept = tuple(self._kept(selected))
        changed: Any = {"selection_set": replace(selected, selections=kept)}
        return replace(node, **changed)

    def _kept(self, selected: SelectionSetNode) -> Iterator[SelectionNode]:
        for each in selected.selections:
            if isinstance(each, FieldNode):
                if id(each) not in self._plain or each.name.value in self.differing:
                    yield self.without_plain(each)
            elif isinstance(each, InlineFragmentNode):
                inner = self.without_plain(each)
                if inner.selection_set.selections or inner.type_condition or inner.directives:
                    yield inner
            else:
                yield each

    def _note(self, field: FieldNode, parent: GraphQLNamedType | None) -> GraphQLNamedType | None:
        """The type of a field that is not plain, once its meaning is noted."""
        name = field.name.value
        definition = self._schema.get_field(parent, name) if parent else None  # type: ignore[arg-type]
        if parent and definition is None:
            self.has_unknown = True
        asked = field.arguments or ()
        given = self._text[asked[0].loc.start : asked[-1].loc.end] if asked else ""  # type: ignore[union-attr]
        if any(each.name.value == "stream" for each in field.directives or ()):
            self.differing.add((field.alias or field.name).value)
        shape = _shape(definition.type) if definition else None
        self._mean((field.alias or field.name).value, (name, given), shape)
        return get_named_type(definition.type) if definition else None

    def _mean(self, answered: str, meaning: tuple[str, str], shape: str | None) -> None:
        if self._meanings.setdefault(answered, meaning) != meaning:
            self.differing.add(answered)
        # what is below a field that the schema does not know has no shape to differ by
        if shape is not None and self._shapes.setdefault(answered, shape) != shape:
            self.differing.add(answered)


def _subscribes(definition: Node) -> bool:
    return isinstance(definition, OperationDefinitionNode) and definition.operation.value == "subscription"


def _roots(
    schema: GraphQLSchema, document: DocumentNode
) -> Iterator[tuple[SelectionSetNode, GraphQLNamedType | None]]:
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            yield each.selection_set, schema.get_root_type(each.operation)
        elif isinstance(each, FragmentDefinitionNode):
            yield each.selection_set, schema.get_type(each.type_condition.name.value)


@cache
def plain_fields(kind: GraphQLNamedType) -> Mapping[str, str]:
    """The leaves of a type that may stand without anything beside them, with their shapes."""
    fields: Mapping[str, Any] = getattr(kind, "fields", {})
    return _TYPENAME | {
        name: _shape(field.type)
        for name, field in fields.items()
        if is_leaf_type(get_named_type(field.type))
        and not any(map(is_required_argument, field.args.values()))
    }


def _shape(kind: GraphQLOutputType) -> str:
    """What two answers under one name must have in common: lists, nulls, and the type of leaves."""
    named = get_named_type(kind)
    return str(kind) if is_leaf_type(named) else str(kind).replace(named.name, "{}")
