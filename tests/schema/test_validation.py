"""The verdict over a document is that of the library's whole validation, whatever was spared on the way."""

import pytest
from graphql import GraphQLError, GraphQLSchema, GraphQLSyntaxError, build_schema, parse, validate
from hypothesis import given
from hypothesis import strategies as st

from schema import schema
from schema.thinning import thin
from schema.validation import errors_of
from tests.schema.documents import documents

OURS = schema._schema

OTHER = build_schema("""
    directive @stream(label: String, if: Boolean! = true, initialCount: Int = 0) on FIELD
    interface Node { id: ID! }
    interface Named implements Node { id: ID! title: String code(of: Int): String others: [Node] }
    type Event implements Node & Named {
        id: ID! title: String code(of: Int): String others: [Node] a: Int place: Place! days: [Int!]! }
    type Place implements Node {
        id: ID! title: Int! code: [String] a: String place: Place event(code: ID!): Event }
    union Any = Event | Place
    input Filter { a: Int! b: [Filter!] c: Kind }
    enum Kind { A B }
    type Query { a(where: Filter, kind: Kind! = A): Any id: ID! title: [String!] code(ids: [ID!]!): Place
        event: Event node(id: ID!): Node named: [Named!]! any: [Any!] }
    type Mutation { a: Int }
    type Subscription { a: Int title: String event: Event }
""")


def assert_same_verdict(library: GraphQLSchema, text: str) -> None:
    document = parse(text)

    expected, found = validate(library, document), errors_of(library, document)

    assert bool(found) == bool(expected), (expected, found)
    if len(expected) == 1:
        assert _reason(found[0]) == _reason(expected[0])


def _reason(error: GraphQLError) -> str:
    return error.message.partition(" Did you mean")[0]


@given(documents(OURS))
def test_our_schema_takes_what_the_library_would_take(text: str) -> None:
    assert_same_verdict(OURS, text)


@given(documents(OTHER))
def test_a_schema_with_all_that_ours_lacks_takes_the_same(text: str) -> None:
    assert_same_verdict(OTHER, text)


@given(st.sampled_from([OURS, OTHER]).flatmap(documents), st.integers(0), st.sampled_from('{}()[]:$@!."a1 '))
def test_a_character_more_makes_no_difference_either(text: str, at: int, more: str) -> None:
    at %= len(text)
    try:
        parse(text[:at] + more + text[at:])
    except GraphQLSyntaxError:
        return
    assert_same_verdict(OTHER, text[:at] + more + text[at:])


@pytest.mark.parametrize(
    "text",
    [
        "{ event { title title: code } }",
        "{ event { code code(of: 1) } }",
        "{ event { code(of: 1) code(of: 2) } }",
        "{ event { code(of: 1) ... { code(of: 1) } } }",
        "{ event { title ...A } } fragment A on Event { title: code }",
        "{ any { ... on Event { a } ... on Place { a } } }",
        "{ any { ... on Event { title } ... on Place { title } } }",
        "{ any { ... on Event { a: title } ... on Place { a } } }",
        "{ any { ... on Event { place { a } } ... on Place { place { a: title } } } }",
        "{ event { days days @stream } }",
        "{ event { days @stream days } }",
        "{ event { days @stream days @stream(initialCount: 1) } }",
        "subscription { a title }",
        "subscription { a }",
        "subscription { ...A } fragment A on Subscription { a title }",
        "{ event { title { a } } }",
        "{ event { place } }",
        "{ event { place { } } }",
        "{ }",
        "{ id { nothing } nothing { id } }",
        "{ ... { } event { ... { ... { title } } } }",
        "{ ... @skip(if: $a) { id } }",
        "query ($id: ID!) { node(id: $id) { id } }",
        "query ($id: ID) { node(id: $id) { id } }",
        "query ($a: Int) { ...A } fragment A on Query { event { code(of: $a) } }",
        '{ event { code(of: "(") } }',
        "{ event { ... on Place { a } } }",
        "{ event { ... on Node { id } ... on Int { id } } }",
        '{ __schema { types { name fields { name } } } __type(name: "A") { name } }',
        "{ node { id } }",
        "{ any { __typename id } }",
        "{ named { id title } }",
        "{ id id: title }",
        "{ a: id a: id }",
        "{ A: __typename a { __typename } }",
        "query A { id } query A { id }",
        "query A { id } { id }",
        "fragment A on Query { id }",
        "{ ...A ...A } fragment A on Query { ...A }",
        "extend type Query { a: Int }",
        "{ id } # $ @ ( ... fragment __schema",
    ],
)
def test_what_merges_nests_or_repeats_is_judged_as_by_the_library(text: str) -> None:
    assert_same_verdict(OTHER, text)


def test_of_a_wide_document_only_what_can_be_wrong_is_validated() -> None:
    document = parse("{ events(first: 1) { totalCount nodes { code title country { iso2 } } } }")

    (operation,) = thin(OURS, document).document.definitions

    (events,) = operation.selection_set.selections  # type: ignore[attr-defined]
    (nodes,) = events.selection_set.selections
    (country,) = nodes.selection_set.selections
    assert country.selection_set.selections == ()
