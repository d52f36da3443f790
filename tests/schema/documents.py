"""Documents that hypothesis makes up for a schema: right, or with one or two mistakes of any kind."""

from collections.abc import Callable, Iterable
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLSchema,
    do_types_overlap,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import strategies as st

DIRECTIVES = ("@skip(if: true)", "@include(if: false)")
WRONG_DIRECTIVES = ("@skip", "@nothing", "@skip(if: 1)", "@include(if: $nobody)", "@skip(if: true, if: true)")
WRONG_VALUES = ("1", '"x"', "null", "[]", "{}", "$nobody", "NOTHING", "true", "{a: 1, a: 2}", "[1, [2]]")
WRONG_PARTS = ("{ __typename }", "query Q { id }", "type T { a: Int }", "fragment F0 on Query { __typename }")
SCALARS = {"Int": "7", "Boolean": "true", "Quarter": '"2019-Q4"', "Float": "1.5", "Date": '"2019-10-01"'}


@st.composite
def documents(draw: st.DrawFn, schema: GraphQLSchema) -> str:
    """A query with its fragments and variables."""
    return _Maker(draw, schema).document()


class _Maker:
    def __init__(self, draw: st.DrawFn, schema: GraphQLSchema) -> None:
        self._draw, self._schema = draw, schema
        self._mistakes = draw(st.integers(0, 2))
        self._fragments: dict[str, tuple[Any, str]] = {}
        self._variables: list[str] = []
        self._composites = [
            kind
            for name, kind in sorted(schema.type_map.items())
            if is_composite_type(kind) and not name.startswith("__")
        ]

    def document(self) -> str:
        selected = self._selections(self._schema.query_type, 3)
        declared = ", ".join(self._variables)
        head = self._or_wrong(
            lambda: f"query Q({declared})" if declared else self._one_of(("", "query Q")),
            (
                "mutation",
                "subscription",
                "query ($a: Nothing)",
                "query ($a: Int, $a: Int)",
                "query ($a: Node)",
            ),
        )
        parts = [f"{head} {selected}"]
        parts += [text for _kind, text in self._fragments.values()]
        return " ".join([*parts, self._or_wrong(lambda: "", WRONG_PARTS)])

    def _selections(self, parent: Any, depth: int) -> str:
        count = self._draw(st.integers(1, 4))
        return "{ " + " ".join(self._selection(parent, depth) for _ in range(count)) + " }"

    def _selection(self, parent: Any, depth: int) -> str:
        what = self._draw(st.integers(0, 9))
        if what == 0 and depth:
            return f"...{self._or_wrong(lambda: self._fragment(parent, depth - 1), ('Nobody', 'F0'))}"
        if what == 1 and depth:
            kind = self._beside(parent)
            return f"... on {kind} {self._directive()} {self._selections(kind, depth - 1)}"
        if what == 2 and depth:
            return f"... {self._directive()} {self._selections(parent, depth - 1)}"
        return self._field(parent, depth)

    def _fragment(self, parent: Any, depth: int) -> str:
        """The name of a fragment that may stand here: one that is there already, or a new one."""
        known = [name for name, (kind, _) in self._fragments.items() if self._overlaps(kind, parent)]
        if known and self._one_of((True, False)):
            return str(self._one_of(known))
        kind = self._beside(parent)
        inside = self._selections(kind, depth)
        name = f"F{len(self._fragments)}"
        self._fragments[name] = kind, f"fragment {name} on {kind} {inside}"
        return name

    def _beside(self, parent: Any) -> Any:
        """A type that a fragment inside of another may be on."""
        right = [kind for kind in self._composites if self._overlaps(kind, parent)]
        return self._or_wrong(lambda: self._one_of([parent, *right]), [*self._composites, "Int", "Nobody"])

    def _overlaps(self, one: Any, other: Any) -> bool:
        return all(map(is_composite_type, (one, other))) and do_types_overlap(self._schema, one, other)

    def _field(self, parent: Any, depth: int) -> str:
        fields = getattr(parent, "fields", {})
        leaves = [name for name, each in fields.items() if is_leaf_type(get_named_type(each.type))]
        name = self._or_wrong(
            lambda: self._one_of((*(fields if depth else leaves), "__typename")),
            ("nobody", "code", "id", "__schema"),
        )
        definition = fields.get(name)
        alias = self._or_wrong(lambda: "", ("id: ", "code: ", "title: ", "a: "))
        kind = get_named_type(definition.type) if definition else None
        right = self._selections(kind, max(depth - 1, 0)) if is_composite_type(kind) else ""
        inside = self._or_wrong(lambda: right, ("", "{ id }", "{ }"))
        return f"{alias}{name}{self._arguments(definition)} {self._directive()} {inside}"

    def _directive(self) -> str:
        if self._draw(st.integers(0, 9)):
            return ""
        return str(self._or_wrong(lambda: self._one_of(DIRECTIVES), WRONG_DIRECTIVES))

    def _arguments(self, definition: Any) -> str:
        given = [
            f"{name}: {self._value(each.type)}"
            for name, each in (definition.args if definition else {}).items()
            if is_required_argument(each) or not self._draw(st.integers(0, 5))
        ]
        given = self._or_wrong(lambda: given, ([], ["nobody: 1"], given * 2))
        return f"({', '.join(given)})" if given else ""

    def _value(self, kind: Any) -> str:
        if not self._draw(st.integers(0, 5)):
            name = f"$v{len(self._variables)}"
            self._variables.append(f"{name}: {self._or_wrong(lambda: kind, ('Int', 'Nobody', 'Query'))}")
            return name
        return str(self._or_wrong(lambda: self._literal(kind), WRONG_VALUES))

    def _literal(self, kind: Any) -> str:
        kind = get_nullable_type(kind)
        if is_list_type(kind):
            return f"[{self._value(kind.of_type)}]"
        if isinstance(kind, GraphQLInputObjectType):
            given = [
                f"{name}: {self._value(each.type)}"
                for name, each in kind.fields.items()
                if is_required_input_field(each) or not self._draw(st.integers(0, 9))
            ]
            return "{" + ", ".join(given) + "}"
        return str(self._one_of(kind.values)) if is_enum_type(kind) else SCALARS.get(kind.name, '"x"')

    def _or_wrong(self, right: Callable[[], Any], wrong: Iterable[Any]) -> Any:
        """What is right, or now and then a mistake, as long as there are some to make."""
        if self._mistakes and not self._draw(st.integers(0, 19)):
            self._mistakes -= 1
            return self._one_of(wrong)
        return right()

    def _one_of(self, options: Iterable[Any]) -> Any:
        return self._draw(st.sampled_from(list(options)))
