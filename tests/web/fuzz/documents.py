"""Queries that fit the schema, with arguments that can mean something."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from graphql import (
    ArgumentNode,
    FieldNode,
    ListValueNode,
    NameNode,
    ValueNode,
    Visitor,
    build_schema,
    print_ast,
    visit,
)
from hypothesis import strategies as st
from hypothesis_graphql import Mode, nodes, queries

SCHEMA: Final = build_schema((Path(__file__).parents[3] / "schema" / "schema.graphql").read_text())

CODES: Final = (
    *("RCTP", "NMFA-RCTP", "SAMPLE-0000", "EVT-2019-TBS-01", "OP1.1", "3.1"),
    *("GE", "NOK", "USD", "Tbilisi", "თბილისი", "chisinau"),
)
ANY_TEXT: Final = st.text(max_size=12)

T = TypeVar("T")


def mostly(usual: st.SearchStrategy[T], rare: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """The usual, and the rare one time in ten."""
    return st.integers(0, 9).flatmap(lambda drawn: rare if drawn == 9 else usual)


def written(usual: st.SearchStrategy[Any]) -> st.SearchStrategy[ValueNode]:
    """Values as texts in a document, and any text in their place now and then."""
    return mostly(usual.map(str), ANY_TEXT).map(nodes.String)


QUARTERS: Final = mostly(
    st.sampled_from(["2019-Q3", "2019-Q4", "2020-Q1", "2020-Q4"]),
    st.builds("{:04}-Q{}".format, st.integers(0, 9999), st.integers(0, 5)),
)

SCALARS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "String": written(st.sampled_from(CODES)),
    "Int": st.integers(-(2**31), 2**31 - 1).map(nodes.Int),
    "Quarter": written(QUARTERS),
    "Month": written(st.builds("{:04}-{:02}".format, st.integers(1, 9999), st.integers(1, 12))),
    "Date": written(st.dates()),
    "DateTime": written(st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat)),
    "Decimal": written(mostly(st.integers(0, 10_000), st.decimals())),
    "BigInt": written(st.integers()),
}


@st.composite
def fitting(draw: st.DrawFn, ids: tuple[str, ...], cursors: tuple[str, ...]) -> str:
    """A query of one field of the root. Pages go one way, and begin behind a cursor now and then."""
    field = draw(st.sampled_from(sorted(SCHEMA.query_type.fields if SCHEMA.query_type else ())))
    scalars = {**SCALARS, "ID": written(st.sampled_from(ids))}
    document = draw(queries(SCHEMA, fields=[field], custom_scalars=scalars, print_ast=lambda made: made))
    return print_ast(visit(document, _Meant(draw, mostly(st.sampled_from(cursors), ANY_TEXT))))


def unfitting() -> st.SearchStrategy[str]:
    """A query with one thing in it that does not fit the schema."""
    return queries(SCHEMA, custom_scalars=SCALARS, mode=Mode.NEGATIVE)


class _Meant(Visitor):
    """Makes arguments that exclude each other, and keys that stand twice, a rare thing."""

    def __init__(self, draw: st.DrawFn, cursors: st.SearchStrategy[str]) -> None:
        super().__init__()
        self._draw, self._cursors = draw, cursors

    def enter_field(self, node: FieldNode, *_place: Any) -> FieldNode:
        given = {argument.name.value: argument for argument in node.arguments or ()}
        if "first" in given and self._draw(st.integers(0, 9)):
            for name in ("first", "after", "last", "before"):
                given.pop(name, None)
            size, place = self._draw(st.sampled_from([("first", "after"), ("last", "before")]))
            given[size] = _argument(size, nodes.Int(self._draw(st.integers(0, 5))))
            if not self._draw(st.integers(0, 3)):
                given[place] = _argument(place, nodes.String(self._draw(self._cursors)))
        if "groupBy" in given and isinstance(keys := given["groupBy"].value, ListValueNode):
            once = {print_ast(key): key for key in keys.values}
            given["groupBy"] = _argument("groupBy", nodes.List([*once.values()][:3]))
        return FieldNode(
            alias=node.alias,
            name=node.name,
            arguments=tuple(given.values()),
            directives=node.directives,
            selection_set=node.selection_set,
        )


def _argument(name: str, value: ValueNode) -> ArgumentNode:
    return ArgumentNode(name=NameNode(value=name), value=value)
