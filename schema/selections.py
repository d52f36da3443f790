"""What an operation selects: fragments opened, @skip and @include decided, in the order it is written.

For documents that fit the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLNamedType,
    GraphQLSchema,
    GraphQLSkipDirective,
    SelectionSetNode,
    get_directive_values,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
)

Inside: TypeAlias = tuple[GraphQLNamedType, SelectionSetNode]
"""A pair of braces and the type that it stands in."""


@dataclass(frozen=True, slots=True, eq=False)
class Selected:
    """What is answered under one key; written in several places where they are merged."""

    key: str
    parent: GraphQLNamedType
    definition: GraphQLField
    nodes: Sequence[FieldNode]
    inside: Sequence[Inside]

    @property
    def name(self) -> str:
        """The field's name in the schema."""
        return self.nodes[0].name.value

    @property
    def kind(self) -> Any:
        """The type of its values; that of a list for a list."""
        return get_nullable_type(self.definition.type)

    @property
    def is_leaf(self) -> bool:
        return is_leaf_type(self.kind)

    @property
    def is_connection(self) -> bool:
        """Whether it is a list that is served page by page."""
        return "first" in self.definition.args and "pageInfo" in getattr(self.kind, "fields", ())

    @property
    def is_list(self) -> bool:
        """Whether it has many values, in pages or all at once."""
        return self.is_connection or is_list_type(self.kind)


class Selections:
    """The selections of one document, with the variables that decide what is left out."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Any) -> None:
        """The variables are those that the library has coerced."""
        self._schema, self._variables = schema, variables
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }

    def of(self, places: Iterable[Inside]) -> list[Selected]:
        """What is selected in some pairs of braces that are answered as one; `__typename` too."""
        found: dict[str, list[tuple[GraphQLNamedType, FieldNode]]] = {}
        for parent, selected in places:
            for kind, node in self._fields(parent, selected):
                found.setdefault((node.alias or node.name).value, []).append((kind, node))
        return [self._merged(key, fields) for key, fields in found.items()]

    def _fields(
        self, parent: GraphQLNamedType, selected: SelectionSetNode
    ) -> Iterator[tuple[GraphQLNamedType, FieldNode]]:
        for each in selected.selections:
            if self._is_left_out(each):
                continue
            if isinstance(each, FieldNode):
                yield parent, each
                continue
            fragment: Any = self._fragments[each.name.value] if isinstance(each, FragmentSpreadNode) else each
            yield from self._fields(self._narrowed(parent, fragment.type_condition), fragment.selection_set)

    def _narrowed(self, parent: GraphQLNamedType, condition: Any) -> GraphQLNamedType:
        if condition is None or not is_abstract_type(parent):
            return parent
        return self._schema.type_map[condition.name.value]

    def _merged(self, key: str, fields: Sequence[tuple[GraphQLNamedType, FieldNode]]) -> Selected:
        definitions = [self._definition(parent, node) for parent, node in fields]
        inside = [
            (get_named_type(definition.type), node.selection_set)
            for definition, (_, node) in zip(definitions, fields, strict=True)
            if node.selection_set
        ]
        return Selected(key, fields[0][0], definitions[0], [node for _, node in fields], inside)

    def _definition(self, parent: Any, node: FieldNode) -> GraphQLField:
        definition = self._schema.get_field(parent, node.name.value)
        assert definition is not None, "a document that fits the schema names its fields"
        return definition

    def _is_left_out(self, node: Any) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self._variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self._variables)
        return bool(skip and skip["if"]) or bool(include and not include["if"])
