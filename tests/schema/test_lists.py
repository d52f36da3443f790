"""Lists as clients walk them."""

import json
from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import Any

import pytest
from sqlalchemy import Engine

from db.scope import Scope
from resolvers.permissions import LOCAL, Permission, Role
from resolvers.viewer import Viewer
from tests.schema.asking import answer, ask, refusal

pytestmark = pytest.mark.anyio

# By first day: EVT-001 alone on 1 October, then two on each day.
WALK = """
query ($first: Int, $after: String, $last: Int, $before: String, $order: EventOrder!) {
  events(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
    totalCount nodes { code } edges { cursor node { code } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""
OLDEST_FIRST = [f"EVT-{index:03}" for index in range(1, 61)]


def codes(page: Any) -> list[str]:
    return [node["code"] for node in page["nodes"]]


@pytest.mark.parametrize(
    ("order", "expected"), [("OLDEST_FIRST", OLDEST_FIRST), ("NEWEST_FIRST", OLDEST_FIRST[::-1])]
)
async def test_events_walked_forwards_come_once_each_in_order(
    many_engine: Engine, order: str, expected: list[str]
) -> None:
    walked: list[str] = []
    info: Any = {"hasNextPage": True, "endCursor": None}

    while info["hasNextPage"]:
        page = (await ask(many_engine, WALK, first=7, after=info["endCursor"], order=order))["events"]
        walked, info = walked + codes(page), page["pageInfo"]
        assert page["totalCount"] == 60
        assert info["endCursor"] == page["edges"][-1]["cursor"]

    assert walked == expected


async def test_events_walked_backwards_come_once_each_in_order(many_engine: Engine) -> None:
    walked: list[str] = []
    info: Any = {"hasPreviousPage": True, "startCursor": None}

    while info["hasPreviousPage"]:
        page = (await ask(many_engine, WALK, last=7, before=info["startCursor"], order="CODE"))["events"]
        walked, info = codes(page) + walked, page["pageInfo"]

    assert walked == OLDEST_FIRST


async def test_an_empty_page_has_no_cursors(many_engine: Engine) -> None:
    page = (await ask(many_engine, WALK, first=0, order="CODE"))["events"]

    assert page["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


async def test_a_cursor_of_another_order_or_list_is_refused_in_plain_words(many_engine: Engine) -> None:
    page = (await ask(many_engine, WALK, first=1, order="CODE"))["events"]
    cursor = page["pageInfo"]["endCursor"]

    code, message = await refusal(many_engine, WALK, after=cursor, order="NEWEST_FIRST")
    assert code == "cursor-refused"
    assert message == (
        "this cursor does not belong to this list in this order; take one from `pageInfo` or an edge "
        "of the same list, or leave it out to begin anew"
    )
    question = "query ($after: String) { organisations(after: $after) { nodes { code } } }"
    assert (await refusal(many_engine, question, after=cursor))[0] == "cursor-refused"


@pytest.mark.parametrize("number", [2**31, -(2**31) - 1, 2**63, "1", None])
async def test_a_cursor_with_a_number_that_no_row_can_have_is_refused(
    many_engine: Engine, number: Any
) -> None:
    forged = forge("events/oldest", "2019-10-01", number)

    assert (await refusal(many_engine, WALK, after=forged, order="OLDEST_FIRST"))[0] == "cursor-refused"


def forge(*place: Any) -> str:
    body = json.dumps(place, separators=(",", ":")).encode()
    return urlsafe_b64encode(blake2b(body, digest_size=6).digest() + body).decode()


async def test_each_source_has_its_own_page_of_its_own_ledger(many_engine: Engine) -> None:
    question = """
    query ($after: String) {
      fundingSources(first: 2) { nodes { code
        ledgerEntries(first: 2, after: $after) {
          totalCount pageInfo { hasNextPage endCursor } nodes { documentNo lineNo }
        }
      } }
    }
    """

    first = (await ask(many_engine, question))["fundingSources"]["nodes"]

    assert [source["ledgerEntries"]["nodes"] for source in first] == [
        [{"documentNo": "DOC-001", "lineNo": 1}, {"documentNo": "DOC-001", "lineNo": 2}],
        [{"documentNo": "DOC-002", "lineNo": 1}, {"documentNo": "DOC-002", "lineNo": 2}],
    ]
    assert [source["ledgerEntries"]["totalCount"] for source in first] == [3, 3]
    cursor = first[1]["ledgerEntries"]["pageInfo"]["endCursor"]
    second = (await ask(many_engine, question, after=cursor))["fundingSources"]["nodes"]
    assert [len(source["ledgerEntries"]["nodes"]) for source in second] == [1, 1]
    assert not second[1]["ledgerEntries"]["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("events(where: {kind: [TRAINING]})", 30),
        ("events(where: {kind: []})", 0),
        ("events(where: {kind: null})", 60),
        ("events(where: {status: [PLANNED, CANCELLED]})", 0),
        ('events(where: {country: ["GE", "MD"]})', 30),
        ('events(where: {since: "2019-10-31"})', 3),  # 58 and 59 last until that day, 60 begins on it
        ('events(where: {until: "2019-10-01"})', 1),
        ('events(where: {quarter: "2020-Q1"})', 0),
        ('events(where: {programme: "P-007"})', 1),
        ('ledgerEntries(where: {source: "SRC-007"})', 3),
        ('ledgerEntries(where: {quarter: "2019-Q4"})', 180),
        ('ledgerEntries(where: {quarter: "2019-Q3"})', 0),
        ('ledgerEntries(where: {line: "3.2", office: ["BY"]})', 45),
        ('ledgerEntries(where: {line: "3.10"})', 0),
        ('programmes(where: {country: ["GE"], status: [IMPLEMENTATION]})', 15),
        ("organisations(where: {iatiOrgType: [NATIONAL_NGO]})", 60),
        ("organisations(where: {iatiOrgType: [GOVERNMENT]})", 0),
        ('resultNodes(where: {programme: "P-001"})', 2),
        ('resultNodes(where: {programme: "P-001", code: ["OBJ"]})', 1),
        ("resultNodes(where: {level: [OBJECTIVE]})", 60),
        ("indicators(where: {sensitivity: [A, B]})", 0),
        ('fundingSources(where: {programme: "P-002"})', 1),
    ],
)
async def test_a_filter_leaves_what_it_says(many_engine: Engine, asked: str, number: int) -> None:
    found = await ask(many_engine, f"{{ list: {asked} {{ totalCount nodes {{ id }} }} }}")

    assert found["list"]["totalCount"] == number
    assert len(found["list"]["nodes"]) == min(number, 50)


@pytest.mark.parametrize(
    ("scope", "numbers"),
    [
        (Scope(None, frozenset({"GE"})), [15, 15, 15, 45, 30, 15]),
        (Scope(frozenset({"SRC-001", "SRC-002"}), None), [2, 2, 2, 6, 4, 2]),
        (Scope(frozenset({"SRC-001", "SRC-002"}), frozenset({"GE"})), [1, 1, 1, 3, 2, 1]),
        (Scope(frozenset(), None), [0, 0, 0, 0, 0, 0]),
    ],
)
async def test_a_scope_leaves_what_its_viewer_may_see(
    many_engine: Engine, scope: Scope, numbers: list[int]
) -> None:
    lists = ("programmes", "fundingSources", "events", "ledgerEntries", "resultNodes", "indicators")
    asked = " ".join(f"{name} {{ totalCount }}" for name in lists)

    found = await ask(many_engine, f"{{ {asked} }}", Viewer(LOCAL, scope))

    assert [found[name]["totalCount"] for name in lists] == numbers


async def test_rows_of_the_ledger_need_the_right_to_rows_and_leave_the_rest_standing(
    many_engine: Engine,
) -> None:
    client = Viewer(Role("client", frozenset({Permission.FUNDING_READ})), Scope.everything())
    question = '{ fundingSource(code: "SRC-001") { ledgerEntries { totalCount } } }'

    code, message = await refusal(many_engine, question, client)

    assert code == "permission-refused"
    assert message == (
        "the role “client” has not the right “ledger.read” that this needs; ask for it, or leave this out"
    )
    found, _ = await answer(
        many_engine, '{ fundingSource(code: "SRC-001") { code ledgerEntries { totalCount } } }', client
    )
    assert found == {"fundingSource": {"code": "SRC-001", "ledgerEntries": None}}


async def test_the_name_of_a_protected_vendor_does_not_come_out(many_engine: Engine) -> None:
    found = await ask(
        many_engine, "{ ledgerEntries(first: 3) { nodes { lineNo vendorName vendorProtected } } }"
    )
    third = await ask(
        many_engine,
        '{ ledgerEntries(first: 3, where: {source: "SRC-001"}) { nodes { lineNo vendorName } } }',
    )

    assert {row["vendorName"] for row in found["ledgerEntries"]["nodes"]} == {"Vendor 1"}
    assert [row["vendorName"] for row in third["ledgerEntries"]["nodes"]] == ["Vendor 1", "Vendor 2", None]


async def test_money_beyond_thirty_two_bits_comes_out_exactly(many_engine: Engine) -> None:
    found = await ask(
        many_engine, '{ fundingSource(code: "SRC-001") { committed { amount currency minor } overheadRate } }'
    )

    assert found["fundingSource"] == {
        "committed": {"amount": "5000000000.00", "currency": "NOK", "minor": "500000000000"},
        "overheadRate": "0.0700",
    }


async def test_budget_lines_come_in_the_order_of_their_numbers(many_engine: Engine) -> None:
    found = await ask(many_engine, '{ fundingSource(code: "SRC-001") { budgetVersions { lines { code } } } }')

    (version,) = found["fundingSource"]["budgetVersions"]
    assert [line["code"] for line in version["lines"]] == ["3.2", "3.10"]


async def test_a_database_without_invented_rows_has_no_notice(many_engine: Engine) -> None:
    assert await ask(many_engine, "{ dataNotice }") == {"dataNotice": None}
