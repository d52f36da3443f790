"""Everything that has an id is found by it, and by nobody who may not see it."""

from base64 import urlsafe_b64encode

import pytest
from sqlalchemy import Engine

from db.scope import Scope
from resolvers.permissions import LOCAL, Permission, Role
from resolvers.viewer import Viewer
from schema.node import NODES, global_id
from tests.schema.asking import ask

pytestmark = pytest.mark.anyio

GEORGIA = Viewer(LOCAL, Scope(sources=None, countries=frozenset({"GE"})))
FIRST_SOURCE = Viewer(LOCAL, Scope(sources=frozenset({"SRC-001"}), countries=None))
NO_LEDGER = Viewer(
    Role("client", frozenset({Permission.RESULTS_READ, Permission.FUNDING_READ})), Scope.everything()
)

# Programme 1 is Georgia's and 2 is Moldova's; so are the things with their numbers.
FIRST = {kind: global_id(kind, "GE" if kind == "Country" else 1) for kind in NODES}
SECOND = {kind: global_id(kind, "MD" if kind == "Country" else 2) for kind in NODES}
# each programme has three ledger entries and commitments, two result nodes, two budget lines
SECOND |= {kind: global_id(kind, 4) for kind in ("LedgerEntry", "Commitment")}
SECOND |= {kind: global_id(kind, 3) for kind in ("ResultNode", "BudgetLine")}
KNOWN_TO_ALL = {"Country", "Organisation", "AuditEvent"}
"""Whoever may see any, within whatever scope."""

NODE = "query ($id: ID!) { node(id: $id) { id __typename } }"


@pytest.mark.parametrize("kind", sorted(NODES))
async def test_a_thing_is_found_again_by_its_id(many_engine: Engine, kind: str) -> None:
    found = await ask(many_engine, NODE, id=FIRST[kind])

    assert found["node"] == {"id": FIRST[kind], "__typename": kind}


@pytest.mark.parametrize("viewer", [GEORGIA, FIRST_SOURCE])
@pytest.mark.parametrize("kind", sorted(NODES.keys() - KNOWN_TO_ALL))
async def test_a_thing_outside_the_scope_looks_as_if_it_were_not_there(
    many_engine: Engine, kind: str, viewer: Viewer
) -> None:
    assert (await ask(many_engine, NODE, viewer, id=FIRST[kind]))["node"] is not None
    assert (await ask(many_engine, NODE, viewer, id=SECOND[kind]))["node"] is None
    assert (await ask(many_engine, NODE, id=SECOND[kind]))["node"] is not None


@pytest.mark.parametrize("kind", ["LedgerEntry", "Commitment", "AuditEvent"])
async def test_a_row_is_not_there_for_a_viewer_without_the_right_to_such_rows(
    many_engine: Engine, kind: str
) -> None:
    assert (await ask(many_engine, NODE, NO_LEDGER, id=FIRST[kind]))["node"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Event:99999",
        "Event:0",
        "Event:-1",
        "Event:1.0",
        "Event:01",
        "Event: 1",
        "Event:",
        f"Event:{2**31}",
        f"Event:{2**63}",
        f"Event:{'9' * 5000}",
        "Country:\0",
        "Country:XX",
        "Secret:1",
        "Event",
        "",
    ],
)
async def test_an_id_of_nothing_gives_null(many_engine: Engine, text: str) -> None:
    wanted = urlsafe_b64encode(text.encode()).decode()

    assert await ask(many_engine, NODE, id=wanted) == {"node": None}


@pytest.mark.parametrize("wanted", ["", "é", "%%%", "RXZlbnQ6MQ==x", "/w", "a" * 10_000])
async def test_a_text_that_is_no_id_gives_null(many_engine: Engine, wanted: str) -> None:
    assert await ask(many_engine, NODE, id=wanted) == {"node": None}


async def test_many_things_come_in_the_order_asked(many_engine: Engine) -> None:
    ids = [SECOND["Event"], "nothing", FIRST["FundingSource"], FIRST["Event"], SECOND["Event"]]

    found = await ask(many_engine, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)

    assert [each and each["id"] for each in found["nodes"]] == [
        SECOND["Event"],
        None,
        FIRST["FundingSource"],
        FIRST["Event"],
        SECOND["Event"],
    ]


@pytest.mark.parametrize(
    "question",
    ["event", "programme", "fundingSource", "indicator", "organisation", "country"],
)
@pytest.mark.parametrize("code", ["NOTHING", "", "a\0b", "\ud800"])
async def test_a_code_of_nothing_gives_null(many_engine: Engine, question: str, code: str) -> None:
    found = await ask(
        many_engine, f"query ($code: String!) {{ {question}(code: $code) {{ id }} }}", code=code
    )

    assert found == {question: None}
