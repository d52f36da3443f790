"""Requests that are made to cost the server more than the client, as large as they may be or a little more.

Every one is refused, for a limit or for not fitting the schema; here stands why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

BAD_REQUEST: Final = "bad-request"
"""It is no GraphQL, or does not fit the schema."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request, and what it is refused for: the name of a limit, or BAD_REQUEST."""

    name: str
    refused_for: str
    document: str
    variables: Mapping[str, Any] = field(default_factory=dict)


def hostile_requests() -> Iterator[Hostile]:
    """All of them, by what they have too much of."""
    for kind, requests in _DOCUMENTS.items():
        for name, (refused_for, document) in requests.items():
            yield Hostile(f"{kind}: {name}", refused_for, document)
    for name, (refused_for, variables) in _VALUES.items():
        yield Hostile(f"values: {name}", refused_for, _TAKES_VALUES, variables)


def _each(count: int, one: Callable[[int], str]) -> str:
    return " ".join(map(one, range(count)))


def _spread(fragments: int, inside: Callable[[int], str]) -> str:
    return "{ ...F0 } " + _each(fragments, lambda n: f"fragment F{n} on Query {{ {inside(n)} }}")


def _unknown(count: int) -> str:
    return _each(count, lambda n: f"a{n}")


_WIDE: Final = {
    "unknown fields": (BAD_REQUEST, "{" + _unknown(790) + "}"),
    "unknown fields with long names": (BAD_REQUEST, "{" + _each(700, lambda n: f"programmesOf{n}") + "}"),
    "fields that are nearly known": (BAD_REQUEST, "{" + _each(790, lambda n: f"event{n}") + "}"),
    "unknown fields of a type": (BAD_REQUEST, "{ programmes { nodes { " + _unknown(700) + "} } }"),
    "unknown fields of the schema": (BAD_REQUEST, "{ __schema { types { " + _unknown(700) + "} } }"),
    "fields of a number": (BAD_REQUEST, "{ events { totalCount { " + _unknown(700) + "} } }"),
    "unknown fields with fields": (BAD_REQUEST, "{" + _each(195, lambda n: f"a{n} {{ b }}") + "}"),
    "unknown fields with arguments": (BAD_REQUEST, "{" + _each(85, lambda n: f"a{n}(b: 1) {{ c }}") + "}"),
    "a field again and again": ("repeats", "{" + "__typename " * 790 + "}"),
    "lists again and again": ("repeats", "{" + "events { totalCount } " * 190 + "}"),
    "aliases": ("aliases", "{" + _each(260, lambda n: f"a{n}: __typename") + "}"),
    "one alias of many fields": ("aliases", "{" + _each(260, lambda n: f"a: b{n}") + "}"),
    "two fields under one name": (BAD_REQUEST, "{ events { nodes { " + "a: code a: title " * 7 + "} } }"),
    "directives": ("directives", "{ __typename" + " @a" * 390 + "}"),
    "unknown directives": (BAD_REQUEST, "{" + _each(30, lambda n: f"a{n} @b(c: 1)") + _unknown(500) + "}"),
    "no fields where there must be": (BAD_REQUEST, "{" + _each(15, lambda n: f"a{n}: events") + "}"),
}

_DEEP: Final = {
    "fields": ("depth", "{ a " * 190 + "}" * 190),
    "more fields than anybody parses": (BAD_REQUEST, "{ a " * 390 + "}" * 390),
    "fields that nobody closes": (BAD_REQUEST, "{ a " * 390),
    "fragments without a type": (BAD_REQUEST, "{ ... " * 190 + "nothing" + "}" * 190),
    "brackets": (BAD_REQUEST, "{ a(b: " + "[" * 300 + "]" * 300 + ") }"),
    "brackets that nobody closes": (BAD_REQUEST, "{ a(b: " + "[" * 790),
    "brackets in an input": (
        BAD_REQUEST,
        "{ events(where: {country: " + "[" * 140 + "1" + "]" * 140 + "}) { totalCount } }",
    ),
    "inputs": (BAD_REQUEST, "{ events(where: " + "{country: " * 140 + "1" + "}" * 140 + ") { totalCount } }"),
    "lists of a type": (BAD_REQUEST, "query ($a: " + "[" * 300 + "Int" + "]" * 300 + ") { a(b: $a) }"),
    "parentheses": (BAD_REQUEST, "query " + "(" * 790),
    "types of types": (
        "introspection_depth",
        "{ __schema { types { " + "ofType { " * 100 + "name" + "}" * 103,
    ),
    "types of fields of types": (
        BAD_REQUEST,
        "{ __schema { types { " + "fields { type { " * 4 + "name" + "}" * 11,
    ),
}

_FRAGMENTS: Final = {
    "each spreads the next twice": ("fields", _spread(70, lambda n: f"...F{n + 1} ...F{n + 1}")),
    "each spreads the next": ("fragments", _spread(85, lambda n: f"...F{n + 1}")),
    "each spreads one before": (BAD_REQUEST, _spread(40, lambda n: f"...F{n // 2}")),
    "none is spread": (
        BAD_REQUEST,
        "{ __typename } " + _each(40, lambda n: f"fragment F{n} on Query {{ a }}"),
    ),
    "none is known": (BAD_REQUEST, "{" + _each(390, lambda n: f"...F{n}") + "}"),
    "all of one name": (BAD_REQUEST, "{ ...A }" + " fragment A on Query { __typename }" * 110),
    "one is spread again and again": (
        "repeats",
        "{" + "...A " * 380 + "} fragment A on Query { __typename }",
    ),
    "one is spread everywhere": (
        "fields",
        "{" + _each(90, lambda n: f"a{n} {{ ...F }}") + "} fragment F on Query {" + _unknown(250) + "}",
    ),
    "all beside each other": (
        "fragments",
        "{"
        + _each(80, lambda n: f"...F{n}")
        + "}"
        + _each(80, lambda n: f"fragment F{n} on Query {{ a{n} }}"),
    ),
    "some under one name for two things": (
        BAD_REQUEST,
        "{ events { nodes {"
        + _each(30, lambda n: f"...F{n}")
        + "} } }"
        + _each(20, lambda n: f"fragment F{n} on Event {{ code }}")
        + _each(10, lambda n: f"fragment F{n + 20} on Event {{ a: {'title' if n == 9 else 'code'} }}"),
    ),
    "types that are none": (BAD_REQUEST, "{" + _each(110, lambda n: f"... on T{n} {{ a{n} }}") + "}"),
    "types that are nearly known": (
        BAD_REQUEST,
        "{" + _each(20, lambda n: f"... on QuarterAgainstActua{n} {{ a{n} }}") + "}",
    ),
    "types that cannot be": (BAD_REQUEST, "{" + "... on Event { __typename } " * 30 + "}"),
    "without a type": (BAD_REQUEST, "{" + "... on Query { a } " * 30 + "}"),
    "with nothing inside": (BAD_REQUEST, "{" + "... { } " * 260 + "a }"),
    "with lists inside": (
        "repeats",
        "{" + "... { events { nodes { code title } } } " * 60 + "}",
    ),
    "whose lists conflict": (
        BAD_REQUEST,
        "{" + "... { events { nodes { code title } } } " * 7 + "... { events { nodes { code: title } } } }",
    ),
}

_ARGUMENTS: Final = {
    "unknown ones": (BAD_REQUEST, "{ events(" + _each(240, lambda n: f"a{n}: true") + ") { totalCount } }"),
    "one again and again": (BAD_REQUEST, "{ events(" + "first: 1 " * 190 + ") { totalCount } }"),
    "too many values": ("literals", "{ events(" + "first: 1 " * 260 + ") { totalCount } }"),
    "unknown inputs": (
        BAD_REQUEST,
        "{ events(where: {" + _each(190, lambda n: f"a{n}: 1") + "}) { totalCount } }",
    ),
    "one input again and again": (
        BAD_REQUEST,
        "{ events(where: {" + 'code: "A" ' * 190 + "}) { totalCount } }",
    ),
    "numbers for texts": (BAD_REQUEST, "{ events(where: {country: [" + "1 " * 200 + "]}) { totalCount } }"),
    "a list for a number": (BAD_REQUEST, "{ events(first: [" + "9 " * 200 + "]) { totalCount } }"),
    "unknown orders": (BAD_REQUEST, "{ events(orderBy: [" + "A " * 200 + "]) { totalCount } }"),
    "a list that is too long": (
        "literals",
        "{ events(where: {country: [" + '"GE" ' * 251 + "]}) { totalCount } }",
    ),
    "lists beside each other": (
        "literals",
        "{" + _each(4, lambda n: f"a{n}: nodes(ids: [" + '"A" ' * 170 + "]) { id }") + "}",
    ),
    "none where there must be one": (BAD_REQUEST, "{" + _each(15, lambda n: f"a{n}: event {{ code }}") + "}"),
}

_VARIABLES: Final = {
    "not declared": (
        BAD_REQUEST,
        "{ events(where: {country: [" + _each(199, lambda n: f"$a{n}") + "]}) { totalCount } }",
    ),
    "not used": (BAD_REQUEST, "query (" + _each(190, lambda n: f"$a{n}: Int") + ") { __typename }"),
    "declared again and again": (BAD_REQUEST, "query (" + "$a: Int " * 190 + ") { __typename }"),
    "of unknown types": (BAD_REQUEST, "query (" + _each(190, lambda n: f"$a{n}: T{n}") + ") { __typename }"),
    "with wrong defaults": (
        BAD_REQUEST,
        "query (" + _each(125, lambda n: f'$a{n}: Int = "x"') + ") { __typename }",
    ),
    "of the wrong type for their place": (
        BAD_REQUEST,
        f"query ({_each(100, lambda n: f'$a{n}: Int')}) "
        f"{{ events(where: {{country: [{_each(100, lambda n: f'$a{n}')}]}}) {{ totalCount }} }}",
    ),
    "one everywhere": (
        "literals",
        "query ($v: ID!) { " + _each(4, lambda n: f"a{n}: nodes(ids: [" + "$v " * 85 + "]) { id }") + "}",
    ),
    "one in many places, one missing": (
        BAD_REQUEST,
        "query ($v: ID!) { nodes(ids: [" + "$v " * 199 + "]) { id } event(code: $missing) { code } }",
    ),
}

_DEFINITIONS: Final = {
    "queries": ("operations", _each(130, lambda n: f"query Q{n} {{ __typename }}")),
    "queries without a name": ("operations", "{ __typename }" * 260),
    "queries of one name": (BAD_REQUEST, "query Q { __typename } " * 20),
    "queries through the same fragment": (
        BAD_REQUEST,
        _each(20, lambda n: f"query Q{n}($v: String!) {{ ...A }}")
        + "fragment A on Query { event(code: $v) {"
        + _each(110, lambda n: f"a{n} {{ b }}")
        + "} }",
    ),
    "subscriptions": ("operations", "subscription { a } " * 190),
    "mutations": (BAD_REQUEST, "mutation { " + _unknown(700) + "}"),
    "types": (BAD_REQUEST, "type A { a: Int } " * 90),
    "extensions": (BAD_REQUEST, "extend type Query { a: Int } " * 100),
    "descriptions": ("operations", '"x" query { a }' * 125),
}

_CHARACTERS: Final = {
    "blanks": (BAD_REQUEST, " " * 20_000),
    "commas": (BAD_REQUEST, "," * 20_000),
    "lines": (BAD_REQUEST, "\n" * 20_000),
    "marks of order": (BAD_REQUEST, "\ufeff" * 20_000),
    "more than anybody reads": ("characters", " " * 20_001),
    "comments": ("tokens", "{" + "#\n" * 9_000 + "a }"),
    "one comment": (BAD_REQUEST, "#" + "x" * 19_900),
    "punctuation": (BAD_REQUEST, "!" * 1_000),
    "dollars": (BAD_REQUEST, "$" * 1_000),
    "nothing that is a character": (BAD_REQUEST, "\0"),
    "more tokens than anybody parses": ("tokens", "{" + _unknown(1_000) + "}"),
    "a long text": ("text_length", '{ event(code: "' + "x" * 19_900 + '") { code } }'),
    "a text that nobody closes": (BAD_REQUEST, '{ event(code: "' + "x" * 19_900),
    "a text of escapes": ("text_length", '{ event(code: "' + "\\u0041" * 3_300 + '") { code } }'),
    "a text of halves of characters": (BAD_REQUEST, '{ event(code: "' + "\\ud800" * 3_300 + '") { code } }'),
    "a text of many lines": ("text_length", '{ event(code: """' + "x\n" * 9_900 + '""") { code } }'),
    "many lines that nobody closes": (BAD_REQUEST, '{ event(code: """' + "x\n" * 9_900),
    "a long whole number": ("text_length", "{ events(first: " + "9" * 19_900 + ") { totalCount } }"),
    "a long fraction": ("text_length", "{ events(first: 1." + "9" * 19_900 + ") { totalCount } }"),
    "a long exponent": ("text_length", "{ events(first: 1e" + "9" * 19_900 + ") { totalCount } }"),
    "a number without end": (BAD_REQUEST, "{ events(first: 1e999) { totalCount } }"),
    "a long name": (BAD_REQUEST, "{" + "a" * 19_990 + "}"),
    "long names": (BAD_REQUEST, "{" + _each(19, lambda n: f"{'a' * 1_000}{n}") + "}"),
}


def _mixed(filling: str) -> str:
    """A document that every rule has to look at."""
    return (
        "query ($v: Boolean!, $n: Int) { b: events(first: $n) { totalCount @include(if: $v) } ...A "
        f"{filling} }} fragment A on Query {{ organisations(first: $n) {{ totalCount }} }}"
    )


_MIXED: Final = {
    "and leaves": (BAD_REQUEST, _mixed(_unknown(700))),
    "and fields with fields": (BAD_REQUEST, _mixed(_each(180, lambda n: f"a{n} {{ b }}"))),
    "and fragments": ("repeats", _mixed("... on Query { __typename } " * 90)),
    "and an error at the end": (BAD_REQUEST, _mixed("... on Query { __typename } " * 30 + "...B")),
    "and lists": (BAD_REQUEST, _mixed("events(where: {country: [" + '"A" ' * 190 + "]}) { a }")),
}

_TAKES_VALUES: Final = (
    "query ($n: Int, $w: EventFilter, $ids: [ID!]!) "
    "{ events(first: $n, where: $w) { totalCount } nodes(ids: $ids) { id } }"
)

_VALUES: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "none": (BAD_REQUEST, {}),
    "a text for a number": (BAD_REQUEST, {"n": "x" * 200, "ids": []}),
    "a large number": (BAD_REQUEST, {"n": 10**300, "ids": []}),
    "a long text": ("text_length", {"n": "x" * 20_000, "ids": []}),
    "objects for ids": (BAD_REQUEST, {"ids": [{}] * 200}),
    "too many ids": ("list_length", {"ids": ["x"] * 1_001}),
    "unknown inputs": (BAD_REQUEST, {"ids": [], "w": {f"a{n}": n for n in range(900)}}),
    "too many inputs": ("values", {"ids": [], "w": {f"a{n}": n for n in range(2_001)}}),
    "lists inside lists": ("values", {"ids": [["x"] * 200] * 190}),
    "what nobody asked for": ("values", {f"a{n}": n for n in range(2_001)}),
}

_DOCUMENTS: Final = {
    "wide": _WIDE,
    "deep": _DEEP,
    "fragments": _FRAGMENTS,
    "arguments": _ARGUMENTS,
    "variables": _VARIABLES,
    "definitions": _DEFINITIONS,
    "characters": _CHARACTERS,
    "mixed": _MIXED,
}
