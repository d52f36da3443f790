"""Ids and cursors that were damaged, forged or made up, wherever one can be given."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pytest
from graphql import GraphQLInterfaceType
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from db.queries.cursor import write_cursor
from schema.node import global_id
from tests.web.fuzz.conftest import EXAMPLES
from tests.web.fuzz.documents import ANY_TEXT, SCHEMA
from tests.web.fuzz.told import every, told_by

INSIDE_OF = {
    "Query": "{ %s }",
    "Programme": '{ programme(code: "RCTP") { %s } }',
    "FundingSource": '{ fundingSource(code: "NMFA-RCTP") { %s } }',
    "EventTotal": "{ eventTotals(groupBy: [KIND]) { %s } }",
    "LedgerTotal": "{ ledgerTotals(groupBy: [CURRENCY]) { %s } }",
    "CommitmentTotal": "{ commitmentTotals(groupBy: [CURRENCY]) { %s } }",
}
"""A query that reaches each type with a list that has cursors."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that has cursors, in one of its orders."""

    kind: str
    name: str
    order: str | None

    @property
    def query(self) -> str:
        order = f", orderBy: {self.order}" if self.order else ""
        asked = f"{self.name}(first: 1, after: $after, before: $before{order}) {{ edges {{ cursor }} }}"
        return f"query ($after: String, $before: String) {INSIDE_OF[self.kind] % asked}"

    def __str__(self) -> str:
        return f"{self.kind}.{self.name} {self.order or ''}".rstrip()


def listed() -> list[Listed]:
    """Every list of the schema that has cursors, in each order."""
    return [
        Listed(kind.name, name, order)
        for kind in SCHEMA.type_map.values()
        for name, field in getattr(kind, "fields", {}).items()
        if "after" in getattr(field, "args", {})
        for order in (field.args["orderBy"].type.of_type.values if "orderBy" in field.args else [None])
    ]


LISTS = listed()
ONE_ORDER_EACH = [next(group) for _, group in groupby(LISTS, key=lambda each: (each.kind, each.name))]


def ask(api: TestClient, query: str, **variables: Any) -> Any:
    return told_by(api.post("/graphql", json={"query": query, "variables": variables}))


def codes(told: Any) -> set[str]:
    return {error["extensions"]["code"] for error in told.get("errors", ())}


def test_there_are_fifteen_lists_with_cursors_in_sixty_nine_orders() -> None:
    assert (len(ONE_ORDER_EACH), len(LISTS)) == (15, 69)


@pytest.mark.parametrize("asked", ONE_ORDER_EACH, ids=str)
def test_no_list_takes_a_cursor_that_it_did_not_give(api: TestClient, asked: Listed) -> None:
    cursor = every("cursor", ask(api, asked.query))[0]
    foreign = write_cursor("events/of-old", ("2019-10-24", 1))
    wrong = ["", " ", "nowhere", "ünderneath", "\0", "=" * 40, foreign, cursor[:-3], cursor[3:], cursor * 2]

    for place in ("after", "before"):
        for given_cursor in wrong:
            told = ask(api, asked.query, **{place: given_cursor})

            assert codes(told) == {"cursor-refused"}, (place, given_cursor)
        assert codes(ask(api, asked.query, **{place: "x" * 2001})) == {"limit-exceeded"}
        assert codes(ask(api, asked.query, **{place: 5})) == {"bad-request"}
        assert codes(ask(api, asked.query, **{place: cursor})) == set()


@pytest.fixture(scope="session")
def places(api: TestClient) -> Mapping[Listed, Sequence[Any]]:
    """The first place of each list, which begins with the name of its order."""
    found = {each: every("cursor", ask(api, each.query))[0] for each in LISTS}
    return {
        each: json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))[6:])
        for each, cursor in found.items()
    }


VALUES = st.integers(-(2**70), 2**70) | ANY_TEXT | st.dates() | st.decimals()


@settings(max_examples=EXAMPLES)
@given(asked=st.sampled_from(LISTS), argument=st.sampled_from(["after", "before"]), data=st.data())
def test_a_forged_cursor_leads_somewhere_or_is_refused(
    api: TestClient,
    places: Mapping[Listed, Sequence[Any]],
    asked: Listed,
    argument: str,
    data: st.DataObject,
) -> None:
    order, *place = places[asked]
    forged = [data.draw(VALUES | st.just(value)) for value in place]

    told = ask(api, asked.query, **{argument: write_cursor(order, forged)})

    assert codes(told) <= {"cursor-refused"}


NODE = SCHEMA.type_map["Node"]
assert isinstance(NODE, GraphQLInterfaceType)
KINDS = [*sorted(kind.name for kind in SCHEMA.get_possible_types(NODE)), "Nothing"]


@settings(max_examples=EXAMPLES)
@given(
    wanted=st.lists(
        st.builds(global_id, st.sampled_from(KINDS), st.integers() | st.integers(0, 20) | ANY_TEXT)
        | ANY_TEXT,
        max_size=5,
    )
)
def test_an_id_finds_its_own_thing_or_nothing(api: TestClient, wanted: list[str]) -> None:
    query = "query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }"

    told = ask(api, query, ids=wanted, id=wanted[0] if wanted else "")

    assert codes(told) == set()
    assert len(told["data"]["nodes"]) == len(wanted)
    for asked, found in zip(wanted, told["data"]["nodes"], strict=True):
        assert found in (None, {"id": asked})
    assert told["data"]["node"] == (told["data"]["nodes"][0] if wanted else None)
