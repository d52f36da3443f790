"""The operation that answers a page of a planned list: the way to it, its rows, and where the page ends.

The rows stay as the client selected them. What stands beside them is left out, so that no page counts or
computes what the sheet does not show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from graphql import (
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    TypeNode,
    VariableDefinitionNode,
    VariableNode,
    parse_type,
)

from schema.connections import PAGE_ARGUMENTS
from schema.export_plan import Plan
from schema.selections import Selected

_VARIABLES: Final = {"first": "Int", "after": "String", "counted": "Boolean!"}


@dataclass(frozen=True, slots=True, eq=False)
class PagedDocument:
    """A document of one operation, and the names that its parts have beside those of the client."""

    document: DocumentNode
    operation: OperationDefinitionNode
    variables: dict[str, str]
    """The names of the variables that say which page, by what they say: first, after, counted."""
    page_info: str
    """The key under which the page says where it ends."""
    total: str
    """The key under which the list says how long it is, where it is asked."""
    withheld: str
    """The key under which it says then what is kept from this viewer."""


def paged_document(plan: Plan, document: DocumentNode, operation: OperationDefinitionNode) -> PagedDocument:
    """For a document that fits the schema. A list that is not served page by page has one page."""
    given = operation.variable_definitions or ()
    taken = {each.variable.name.value for each in given}
    variables = {what: _free(what, taken) for what in _VARIABLES}
    keys = {plan.rows[0].key} if plan.rows else set()
    page_info, total, withheld = (_free(each, keys) for each in ("pageInfo", "totalCount", "withheld"))
    selected: SelectionNode
    if plan.rows:
        beside = [
            _field("pageInfo", page_info, inside=[_field("hasNextPage"), _field("endCursor")]),
            _field("totalCount", total, include=variables["counted"]),
            _field("withheld", withheld, include=variables["counted"]),
        ]
        selected = _listed(plan.listed, [_rows(plan.rows), *beside], variables)
    else:
        selected = _opened(plan.listed)
    for step in reversed(plan.steps):
        selected = _within(step, _copy(step, [selected]))
    wrapped = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=(*given, *(_declared(variables[what], _VARIABLES[what]) for what in _VARIABLES)),
        directives=(),
        selection_set=SelectionSetNode(selections=(selected,)),
    )
    fragments = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    return PagedDocument(
        DocumentNode(definitions=(wrapped, *fragments)), wrapped, variables, page_info, total, withheld
    )


def _listed(listed: Selected, inside: Iterable[SelectionNode], variables: dict[str, str]) -> SelectionNode:
    own = [each for each in listed.nodes[0].arguments or () if each.name.value not in PAGE_ARGUMENTS]
    ours = [
        ArgumentNode(name=_name(what), value=VariableNode(name=_name(variables[what])))
        for what in ("first", "after")
    ]
    return _within(listed, _copy(listed, inside, [*own, *ours]))


def _rows(rows: tuple[Selected, ...]) -> SelectionNode:
    selected = _opened(rows[-1])
    for each in reversed(rows[:-1]):
        selected = _within(each, _copy(each, [selected]))
    return selected


def _opened(field: Selected) -> SelectionNode:
    """A field with everything that the client selected in it, in whichever places."""
    inside = [each for node in field.nodes if node.selection_set for each in node.selection_set.selections]
    return _within(field, _copy(field, inside))


def _within(field: Selected, node: FieldNode) -> SelectionNode:
    """The field in its type, which may be one of those that an interface stands for."""
    return InlineFragmentNode(
        type_condition=NamedTypeNode(name=_name(field.parent.name)),
        directives=(),
        selection_set=SelectionSetNode(selections=(node,)),
    )


def _copy(
    field: Selected, inside: Iterable[SelectionNode], arguments: Iterable[ArgumentNode] | None = None
) -> FieldNode:
    first, selections = field.nodes[0], tuple(inside)
    return FieldNode(
        loc=first.loc,
        name=first.name,
        alias=first.alias,
        arguments=first.arguments if arguments is None else tuple(arguments),
        directives=(),
        selection_set=SelectionSetNode(selections=selections) if selections else None,
    )


def _field(
    name: str, alias: str | None = None, *, inside: Iterable[SelectionNode] = (), include: str | None = None
) -> FieldNode:
    selections = tuple(inside)
    condition = () if include is None else (_included(include),)
    return FieldNode(
        name=_name(name),
        alias=_name(alias) if alias else None,
        arguments=(),
        directives=condition,
        selection_set=SelectionSetNode(selections=selections) if selections else None,
    )


def _included(variable: str) -> DirectiveNode:
    value = VariableNode(name=_name(variable))
    return DirectiveNode(name=_name("include"), arguments=(ArgumentNode(name=_name("if"), value=value),))


def _declared(variable: str, kind: str) -> VariableDefinitionNode:
    declared: TypeNode = parse_type(kind, no_location=True)
    return VariableDefinitionNode(variable=VariableNode(name=_name(variable)), type=declared, directives=())


def _name(text: str) -> NameNode:
    return NameNode(value=text)


def _free(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "_"
    return name
