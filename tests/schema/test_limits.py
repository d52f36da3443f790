"""What one request may ask: counted before it is validated, whatever was sent."""

from time import perf_counter
from typing import Any

import pytest
from graphql import get_introspection_query, parse
from graphql.language import OperationDefinitionNode

from schema import schema
from schema.documents import Documents, RequestRefused
from schema.inputs import check_variables
from schema.limits import LimitExceeded, Limits
from schema.spending import Spent, check_shape, spent_by


def spent(text: str, **variables: Any) -> Spent:
    document = parse(text)
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return spent_by(schema._schema, document, operation, variables)


def refusal(text: str) -> tuple[Any, str]:
    """The name of the limit that a document meets, and what is said of it."""
    with pytest.raises(RequestRefused) as raised:
        Documents().read(text)
    (error,) = raised.value.errors
    assert error.extensions
    assert error.extensions["code"] == "limit-exceeded"
    return error.extensions["limit"], error.message


FIELDS = " ".join(f"a{n}" for n in range(31))


def chain(length: int) -> str:
    """Fragments that each spread the next twice."""
    rest = (f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(length))
    return " ".join(["{ ...F0 }", *rest, f"fragment F{length} on Query {{ __typename }}"])


@pytest.mark.parametrize(
    ("question", "cost"),
    [
        ("{ __typename }", 1),
        ('{ event(code: "X") { code title } }', 3),
        ("{ events(first: 20) { nodes { code title } } }", 42),  # the list, its nodes, 20 times two fields
        ("{ events(last: 20) { nodes { code title } } }", 42),
        ("{ events { nodes { code title } } }", 102),  # 50 rows without a size
        ("{ events(first: 20) { edges { cursor node { code } } } }", 62),
        ("{ events(first: 20) { totalCount pageInfo { endCursor } } }", 4),  # once, not once for each row
        ("{ events(first: 20) { nodes { organisers { role } } } }", 222),  # each has ten, as far as we know
        ("{ events(first: 20) { ...Page } } fragment Page on EventConnection { nodes { code } }", 22),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 4),
        ("{ events(first: 0) { nodes { code } } }", 2),
        ("{ nothing(first: 20) { nodes { code } } }", 3),  # validation says the rest
    ],
)
def test_cost_is_fields_times_the_rows_that_they_are_asked_for(question: str, cost: int) -> None:
    assert spent(question).cost == cost


def test_the_rows_may_be_a_variable_with_or_without_a_default() -> None:
    question = "query ($size: Int = 7) { events(first: $size) { nodes { code } } }"

    assert spent(question).cost == 9
    assert spent(question, size=100).cost == 102
    assert spent(question, size=None).cost == 52
    assert spent(question, size="many").cost == 52  # coercion says the rest
    assert spent(question, size=-5).cost == 2
    assert spent(question, size=1e300).cost == 1_000_000_000


def test_a_list_of_ids_may_be_a_variable() -> None:
    assert spent("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["a"] * 30).cost == 31


def test_a_fragment_weighs_as_much_as_what_it_stands_for() -> None:
    plain = spent("{ events { nodes { a: code ... on Event { b: title } } } }")
    spread = spent("{ events { nodes { ...F } } } fragment F on Event { a: code ... on Event { b: title } }")

    assert (plain.cost, plain.depth, plain.aliases) == (102, 3, 2)
    assert (spread.cost, spread.depth, spread.aliases) == (102, 3, 2)


@pytest.mark.parametrize("length", [10, 20, 50, 200, 2000])
def test_fragments_that_spread_the_next_twice_are_counted_in_one_walk(length: int) -> None:
    document = parse(chain(length))

    began = perf_counter()
    with pytest.raises(LimitExceeded, match="up to 1,000 fields with all fragments spelled out"):
        check_shape(schema._schema, document, Limits())
    took = perf_counter() - began

    assert took < 0.0005 * length + 0.05  # doubling with each would take for ever from thirty on


def test_fragments_without_any_field_are_counted_too() -> None:
    document = chain(40).replace("{ __typename }", "{ }")

    assert refusal(document)[0] == "fields"


@pytest.mark.parametrize(
    "question",
    [
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A __typename }",
        "{ ...A } fragment A on Query { ...A }",
        "{ ...Nowhere }",
        "{ ...A } fragment A on Nothing { what { ever } }",
        "{ ...A ...A } fragment A on Query { a: __typename } fragment A on Query { b: __typename }",
        "subscription { what { ever } }",
        "fragment A on Event { code }",
        "type A { b: Int }",
        "{ __typename { a } events }",
        "{ events(first: {a: [1]}) { nodes { code } } }",
        "{ events(after: true) { nodes { code } } }",
    ],
)
def test_what_is_wrong_but_light_is_left_to_validation(question: str) -> None:
    assert Documents().read(question).errors


@pytest.mark.parametrize(
    ("document", "limit"),
    [
        ("{ a " * 11 + "}" * 11, "depth"),
        ("{ ...A } fragment A on Query " + "{ a " * 11 + "}" * 11, "depth"),
        ("{ __typename } fragment Unused on Query " + "{ a " * 11 + "}" * 11, "depth"),
        ("{ __schema { types { " + "ofType { " * 15 + "name" + "}" * 18, "introspection_depth"),
        ("{" + " ".join(f"a{n}: __typename" for n in range(16)) + "}", "aliases"),
        ("{ __typename" + " @skip(if: false)" * 31 + "}", "directives"),
        ("query" + " @a" * 31 + "{ __typename }", "directives"),
        ("query ($a: Int" + " @a" * 31 + ") { __typename }", "directives"),
        ("{ ...A } fragment A on Query" + " @a" * 31 + "{ __typename }", "directives"),
        ("{" + "__typename " * 32 + "}", "repeats"),
        ("{" + "...A " * 32 + "} fragment A on Query { __typename }", "repeats"),
        ("{" + "... { events { totalCount } } " * 17 + "}", "repeats"),
        (
            "{ ...A ...B } fragment A on Query { ...C } fragment B on Query { ...D }"
            " fragment C on Query {" + FIELDS + "} fragment D on Query {" + FIELDS + "}",
            "repeats",
        ),
        (" ".join(f"query Q{n} {{ __typename }}" for n in range(21)), "operations"),
        (
            "{ __typename }" + " ".join(f"fragment F{n} on Query {{ __typename }}" for n in range(41)),
            "fragments",
        ),
        (
            "{ nodes(ids: [" + "$a " * 199 + "]) { id } b: nodes(ids: [" + "$a " * 51 + "]) { id } }",
            "literals",
        ),
        (chain(20), "fields"),
        ("{" + " ".join(f"a{n}" for n in range(1000)) + "}", "tokens"),
        ("{" + "#\n" * 1001 + "__typename }", "tokens"),
        (chain(200), "tokens"),
        ("{" + " " * 20_000 + "__typename }", "characters"),
        ("{ events(where: {country: [" + '"GE" ' * 1001 + "]}) { totalCount } }", "tokens"),
        ('{ event(code: "' + "x" * 201 + '") { code } }', "text_length"),
        ('{ event(code: """' + "x" * 201 + '""") { code } }', "text_length"),
        ("{ events(first: " + "9" * 5000 + ") { totalCount } }", "text_length"),
        ('query ($a: String = "' + "x" * 201 + '") { event(code: $a) { code } }', "text_length"),
        ('{ events(after: "' + "x" * 2001 + '") { totalCount } }', "cursor_length"),
    ],
)
def test_a_document_that_is_too_much_is_refused_by_the_limit_it_meets(document: str, limit: str) -> None:
    assert refusal(document)[0] == limit


def test_a_refusal_says_what_was_met_and_how_to_ask_less() -> None:
    document = "{" + " ".join(f"a{n}: __typename" for n in range(16)) + "}"

    assert refusal(document)[1] == (
        "one request may have up to 15 aliases, and this has 16; "
        "ask for several things by a list of codes or ids, or in several requests"
    )


@pytest.mark.parametrize(
    ("variables", "limit"),
    [
        ({"a": "x" * 201}, "text_length"),
        ({"a": {"b": ["x" * 201]}}, "text_length"),
        ({"a": [1] * 1001}, "list_length"),
        ({"a": [[1] * 190] * 190}, "values"),
        ({f"a{n}": 1 for n in range(2001)}, "values"),
        ({"a": {f"b{n}": 1 for n in range(2001)}}, "values"),
        ({"after": "x" * 2001}, "cursor_length"),
        ({"a": [[[[[[[[[[[1]]]]]]]]]]]}, "value_depth"),
        ({"a": {"b": [{"c": [{"d": [{"e": [{"f": [{}]}]}]}]}]}}, "value_depth"),
    ],
)
def test_variables_are_counted_like_literals(variables: dict[str, Any], limit: str) -> None:
    with pytest.raises(LimitExceeded) as raised:
        check_variables(variables, {"after"}, Limits())

    assert raised.value.limit == limit


def test_a_variable_may_have_ten_levels() -> None:
    check_variables({"a": [[[[[[[[[[1]]]]]]]]]]}, (), Limits())


def test_a_thousand_ids_are_within_the_limits() -> None:
    check_variables({"ids": ["x" * 40] * 1000}, (), Limits())


def test_a_cursor_may_be_as_long_as_we_make_them() -> None:
    document = Documents().read("query ($c: String) { events(after: $c) { totalCount } }")

    check_variables({"c": "x" * 1999}, document.cursors, Limits())

    assert document.cursors == {"c"}


def test_the_usual_tools_may_ask_for_the_whole_schema() -> None:
    document = Documents().read(
        get_introspection_query(input_value_deprecation=True, directive_is_repeatable=True)
    )

    assert document.errors == []
    assert document.spent(document.operation(None), {}).cost < 500


def test_types_inside_types_are_held_to_a_depth_of_lists() -> None:
    document = Documents().read("{ __schema { types { " + "fields { type { " * 4 + "name" + "}" * 11)

    assert "Maximum introspection depth exceeded" in document.errors[0].message


def test_where_introspection_is_off_the_schema_is_not_told_in_pieces_either() -> None:
    documents = Documents(introspection=False)

    (asked,) = documents.read("{ __schema { queryType { name } } }").errors[:1]
    (guessed,) = documents.read("{ evenst { totalCount } }").errors

    assert "introspection" in asked.message
    assert guessed.message == "Cannot query field 'evenst' on type 'Query'."
    assert documents.read("{ __typename }").errors == []


def test_a_document_that_was_kept_is_not_read_again() -> None:
    documents = Documents()
    first = documents.read("{ __typename }")
    documents.keep("{ __typename }", first)

    assert documents.read("{ __typename }") is first
    assert documents.read("{ __typename  }") is not first


def test_of_many_documents_those_asked_for_lately_are_kept() -> None:
    documents = Documents()
    kept = {text: documents.read(text) for text in (f"{{ a{n}: __typename }}" for n in range(129))}
    for text, document in kept.items():
        documents.keep(text, document)

    assert documents.read("{ a0: __typename }") is not kept["{ a0: __typename }"]
    assert documents.read("{ a1: __typename }") is kept["{ a1: __typename }"]
