"""What an operation spends, found before it is validated by walking each fragment once.

A document may be anything that parses: what the schema does not know weighs as one plain field, a fragment
that is undefined or leads back to itself weighs nothing, and validation says the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
    is_list_type,
)

from db.queries.page import DEFAULT_PAGE
from schema.limits import LimitExceeded, Limits
from schema.merging import Answers, Fragments

MOST: Final = 10**9
"""Where counting stops."""

USUAL_LIST: Final = 10
"""Rows that a list without pages is taken to have."""


@dataclass(slots=True)
class Spent:
    """The weight of a selection. Its fields have the names of the limits that they are held against."""

    depth: int = 0
    introspection_depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    mutations: int = 0
    repeats: int = 0
    cost: int = 0
    row_cost: int = 0
    """Of the fields that are asked once for each row of the page around them."""

    def add(self, other: Spent) -> None:
        """Take in what is selected beside this."""
        # spelled out: a loop over the names made this the dearest part of refusing a wide document
        self.depth = max(self.depth, other.depth)
        self.introspection_depth = max(self.introspection_depth, other.introspection_depth)
        self.fields = min(self.fields + other.fields, MOST)
        self.aliases = min(self.aliases + other.aliases, MOST)
        self.directives = min(self.directives + other.directives, MOST)
        self.mutations = min(self.mutations + other.mutations, MOST)
        self.repeats = min(self.repeats + other.repeats, MOST)
        self.cost = min(self.cost + other.cost, MOST)
        self.row_cost = min(self.row_cost + other.row_cost, MOST)


_NOTHING: Final = Spent()
_LEAF: Final = Spent(depth=1, cost=1)
_INTROSPECTION_LEAF: Final = Spent(introspection_depth=1, cost=1)


def spent_by(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Spent:
    """The weight of one operation of a document with these variables, as they came."""
    return _Walk(schema, document, {**_defaults(operation), **variables}).operation(operation)


def check_shape(schema: GraphQLSchema, document: DocumentNode, limits: Limits) -> frozenset[str]:
    """The variables that the number of rows hangs on. Cost hangs on them, and is not looked at here.

    Raises LimitExceeded where any operation or fragment weighs too much to be validated.
    """
    walk = _Walk(schema, document, {})
    shapes = [
        walk.operation(each) for each in document.definitions if isinstance(each, OperationDefinitionNode)
    ]
    for shape in (*shapes, *walk.fragments.values()):
        for field in fields(shape):
            most = getattr(limits, field.name, None)
            if most is not None and getattr(shape, field.name) > most:
                raise LimitExceeded(field.name, most, getattr(shape, field.name))
    for limit, most, asked in (
        ("operations", limits.operations, len(shapes)),
        ("fragments", limits.fragments, len(walk.fragments)),
    ):
        if asked > most:
            raise LimitExceeded(limit, most, asked)
    return frozenset(walk.sized_by)


class _Walk:
    """One pass over a document; `fragments` holds the weight of each, found before those that spread it."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self.sized_by: set[str] = set()
        self.fragments: dict[str, Spent] = {}
        self._spread = Fragments()
        for fragment in _inner_first(document):
            name, answers = fragment.name.value, Answers()
            kind = self._type(fragment.type_condition.name.value)
            spent = self._selections(fragment.selection_set, kind, answers)
            spent.directives += len(fragment.directives or ())
            self.fragments[name] = spent
            self._spread.note(name, answers)

    def operation(self, operation: OperationDefinitionNode) -> Spent:
        kind = self._schema.get_root_type(operation.operation)
        spent = self._selections(operation.selection_set, kind, Answers())
        spent.directives += len(operation.directives or ())
        spent.directives += sum(len(each.directives or ()) for each in operation.variable_definitions or ())
        return spent

    def _type(self, name: str) -> GraphQLNamedType | None:
        return self._schema.get_type(name)

    def _selections(
        self, selected: SelectionSetNode, parent: GraphQLNamedType | None, answers: Answers
    ) -> Spent:
        """The weight of what stands in a pair of braces; to the answers is added what it is answered with."""
        spent = Spent()
        leaves = 0
        for each in selected.selections:
            spent.fields += 1
            if isinstance(each, FieldNode):
                if each.selection_set or each.alias or each.arguments or each.directives:
                    one = self._field(each, parent)
                    spent.repeats += answers.add((each.alias or each.name).value, 1 + one.fields)
                    spent.add(one)
                else:
                    spent.repeats += answers.add(each.name.value, 1)
                    leaves += 1
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                inner = self._type(condition.name.value) if condition else parent
                spent.directives += len(each.directives or ())
                spent.add(self._selections(each.selection_set, inner, answers))
            elif isinstance(each, FragmentSpreadNode):
                name = each.name.value
                spent.directives += len(each.directives or ())
                spent.add(self.fragments.get(name, _NOTHING))
                spent.repeats += self._spread.spread(name, answers)
        if leaves:
            is_told = parent is not None and is_introspection_type(parent)
            spent.add(_INTROSPECTION_LEAF if is_told else _LEAF)
            spent.cost = min(spent.cost + leaves - 1, MOST)
        return spent

    def _field(self, field: FieldNode, parent: GraphQLNamedType | None) -> Spent:
        name = field.name.value
        definition = self._schema.get_field(parent, name) if parent else None  # type: ignore[arg-type]
        kind = get_named_type(definition.type) if definition else None
        below = self._selections(field.selection_set, kind, Answers()) if field.selection_set else _NOTHING
        spent = Spent(
            depth=1 + below.depth,
            introspection_depth=below.introspection_depth,
            fields=below.fields,
            aliases=below.aliases + (field.alias is not None),
            directives=below.directives + len(field.directives or ()),
            repeats=below.repeats,
            cost=1,
        )
        if parent is not None and parent is self._schema.mutation_type:
            spent.mutations = 1
        if parent and is_introspection_type(parent):
            spent.depth, spent.introspection_depth = 0, 1 + below.introspection_depth
        if definition and "first" in definition.args:
            spent.cost += below.cost + self._page(field) * below.row_cost
        elif name in ("nodes", "edges") and "pageInfo" in getattr(parent, "fields", ()):
            spent.row_cost = below.cost
        else:
            spent.cost += self._rows(field, definition) * (below.cost + below.row_cost)
        spent.cost = min(spent.cost, MOST)
        return spent

    def _page(self, field: FieldNode) -> int:
        """The rows of a page: those asked for, as far as that is a number."""
        sizes = [
            self._value(each.value) for each in field.arguments or () if each.name.value in ("first", "last")
        ]
        return max((size for size in map(_whole, sizes) if size is not None), default=DEFAULT_PAGE)

    def _rows(self, field: FieldNode, definition: GraphQLField | None) -> int:
        """The rows of a field without pages."""
        if definition is None or not is_list_type(get_nullable_type(definition.type)):
            return 1
        if is_introspection_type(get_named_type(definition.type)):
            return 1  # validation holds lists inside lists of types to a depth of their own
        for each in field.arguments or ():
            if each.name.value == "ids":
                ids = self._value(each.value)
                return len(ids) if isinstance(ids, Sequence) else 1
        return USUAL_LIST

    def _value(self, node: Any) -> Any:
        if isinstance(node, VariableNode):
            self.sized_by.add(node.name.value)
            return self._variables.get(node.name.value)
        return _literal(node)


def _literal(node: Any) -> Any:
    """A literal as far as it can be a size: a number, or a list of whatever."""
    if isinstance(node, IntValueNode):
        # longer ones are refused by whoever reads them; here it is enough that they are many
        return int(node.value) if len(node.value) < 10 else MOST
    return node.values if isinstance(node, ListValueNode) else None


def _whole(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(max(0, min(value, MOST)))


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        each.variable.name.value: _literal(each.default_value)
        for each in operation.variable_definitions or ()
    }


def _inner_first(document: DocumentNode) -> Iterator[FragmentDefinitionNode]:
    """Each fragment once, after those that it spreads; within a circle in any order."""
    # not by recursion: fragments may lead on and on, one to the next
    named = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    seen: set[str] = set()
    for name in named:
        path = [(name, _spreads(named[name]))] if name not in seen else []
        seen.add(name)
        while path:
            of, rest = path[-1]
            inner = next((each for each in rest if each in named and each not in seen), None)
            if inner is None:
                path.pop()
                yield named[of]
            else:
                seen.add(inner)
                path.append((inner, _spreads(named[inner])))


def _spreads(fragment: FragmentDefinitionNode) -> Iterator[str]:
    """The names of the fragments that one spreads, however deep inside."""
    waiting = [fragment.selection_set]
    while waiting:
        for each in waiting.pop().selections:
            if isinstance(each, FragmentSpreadNode):
                yield each.name.value
            elif isinstance(each, FieldNode | InlineFragmentNode) and each.selection_set:
                waiting.append(each.selection_set)
