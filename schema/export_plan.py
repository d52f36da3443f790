"""From an operation to the sheet it means: the one list it leads to, and the columns of that list's rows.

The columns follow from the document and the schema alone, so that an empty list has them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    GraphQLError,
    GraphQLNamedType,
    OperationDefinitionNode,
    get_argument_values,
    get_named_type,
    is_leaf_type,
)

from reports.listing import ListColumn, ValueKind
from schema.connections import PAGE_ARGUMENTS
from schema.documents import RequestRefused
from schema.errors import presentable
from schema.export_refusals import (
    BesideTheList,
    ExportRefused,
    NestedList,
    NoList,
    NoRows,
    PageAsked,
    RowsTwice,
    SeveralLists,
)
from schema.selections import Inside, Selected, Selections

KINDS: Final[Mapping[str, ValueKind]] = {
    "BigInt": ValueKind.WHOLE,
    "Boolean": ValueKind.TRUTH,
    "Date": ValueKind.DATE,
    "DateTime": ValueKind.INSTANT,
    "Decimal": ValueKind.DECIMAL,
    "Float": ValueKind.DECIMAL,
    "Int": ValueKind.WHOLE,
}
"""By the scalar's name; all others, and enums, are texts."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """A column, and the keys that lead to its value in a row."""

    column: ListColumn
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The list that an operation leads to."""

    steps: tuple[Selected, ...]
    """The single objects that lead there."""
    listed: Selected
    rows: tuple[Selected, ...]
    """Where its rows stand in it: in `nodes`; in `edges` and there in `node`; or nowhere but in itself."""
    cells: tuple[Cells, ...]

    @property
    def path(self) -> Path:
        """The keys that lead to the list."""
        return tuple(each.key for each in (*self.steps, self.listed))

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        return tuple(each.column for each in self.cells)


def plan_of(
    selections: Selections, root: GraphQLNamedType, operation: OperationDefinitionNode, variables: Any
) -> Plan:
    """Raises RequestRefused, with the place in the document, unless there is one list of flat rows."""
    return _Planning(selections, variables).plan(root, operation)


class _Planning:
    def __init__(self, selections: Selections, variables: Any) -> None:
        self._selections, self._variables = selections, variables

    def plan(self, root: GraphQLNamedType, operation: OperationDefinitionNode) -> Plan:
        lists: list[tuple[Selected, ...]] = []
        beside: list[tuple[Selected, ...]] = []
        for way in self._ways([(root, operation.selection_set)], ()):
            (lists if way[-1].is_list else beside).append(way)
        if not lists:
            raise _refused(NoList(_dotted(beside)), operation)
        if len(lists) > 1:
            raise _refused(SeveralLists(_dotted(lists)), lists[1][-1].nodes[0])
        *steps, listed = lists[0]
        (name,) = _dotted(lists)
        if beside:
            raise _refused(BesideTheList(_dotted(beside), name), beside[0][-1].nodes[0])
        self._check_arguments(name, listed)
        rows = self._rows(name, listed)
        inside = (rows[-1] if rows else listed).inside
        path = (*(each.key for each in (*steps, listed, *rows)),)
        cells = tuple(self._cells(inside, path, ())) if inside else (_only_cell(listed),)
        if not cells:
            raise _refused(NoRows(name), listed.nodes[0])
        return Plan(tuple(steps), listed, rows, cells)

    def _ways(self, places: Sequence[Inside], way: tuple[Selected, ...]) -> Iterator[tuple[Selected, ...]]:
        """The ways through single objects to what is none."""
        for each in self._selections.of(places):
            if each.name == "__typename":
                continue
            if each.is_list or each.is_leaf:
                yield (*way, each)
            else:
                yield from self._ways(each.inside, (*way, each))

    def _check_arguments(self, name: str, listed: Selected) -> None:
        for node in listed.nodes if listed.is_connection else ():
            try:
                given = get_argument_values(listed.definition, node, self._variables)
            except GraphQLError as wrong:  # null, where the list takes none
                raise RequestRefused(presentable(wrong)) from None
            asked = [each for each in PAGE_ARGUMENTS if given.get(each) is not None]
            if asked:
                raise _refused(PageAsked(name, asked), node)

    def _rows(self, name: str, listed: Selected) -> tuple[Selected, ...]:
        if not listed.is_connection:
            return ()
        found: list[tuple[Selected, ...]] = []
        for each in self._selections.of(listed.inside):
            if each.name == "nodes":
                found.append((each,))
            elif each.name == "edges":
                inside = self._selections.of(each.inside)
                found += [(each, node) for node in inside if node.name == "node"]
        if not found:
            raise _refused(NoRows(name), listed.nodes[0])
        if len(found) > 1:
            raise _refused(RowsTwice(name, _dotted(found)), found[1][0].nodes[0])
        return found[0]

    def _cells(
        self, places: Sequence[Inside], before: Path, path: Path, about: tuple[str, ...] = ()
    ) -> Iterator[Cells]:
        """The columns of a row; before are the keys that lead to it, about what was said on the way."""
        for each in self._selections.of(places):
            here = (*path, each.key)
            if each.is_list:
                whole = (*before, *here)
                raise _refused(NestedList(".".join(whole)), each.nodes[0], whole)
            said = (*about, _said_of(each))
            if each.is_leaf:
                yield Cells(ListColumn(".".join(here), _kind(each), " ".join(said)), here)
            else:
                yield from self._cells(each.inside, before, here, said)


def _kind(field: Selected) -> ValueKind:
    if field.parent.name == "Money" and field.name == "amount":
        return ValueKind.MONEY
    return KINDS.get(get_named_type(field.definition.type).name, ValueKind.TEXT)


def _only_cell(listed: Selected) -> Cells:
    """The column of a list of plain values."""
    assert is_leaf_type(get_named_type(listed.definition.type))
    return Cells(ListColumn(listed.key, _kind(listed), _said_of(listed)), ())


def _said_of(field: Selected) -> str:
    return " ".join((field.definition.description or "").split())


def _dotted(ways: Sequence[Sequence[Selected]]) -> list[str]:
    return [".".join(each.key for each in way) for way in ways]


def _refused(refused: ExportRefused, node: Any, path: Path | None = None) -> RequestRefused:
    error = GraphQLError(
        str(refused),
        nodes=[node],
        path=path,
        original_error=refused,
        extensions={"code": refused.code},
    )
    return RequestRefused(error)
