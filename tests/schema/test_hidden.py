"""What a viewer is not shown cannot be come by: not by its id or code, not from within another thing."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Engine

from db.scope import Scope
from resolvers.permissions import DONOR, FINANCE, PROTECTION, STAFF
from resolvers.viewer import Viewer, local_viewer
from schema.node import NODES, global_id
from tests.schema.asking import answer, ask
from tests.schema.crawling import LISTS, by_id, crawled, listed

pytestmark = pytest.mark.anyio

OFFICE = Viewer(STAFF, Scope(sources=None, countries=frozenset({"GE"})))
DONOR_OF_MANY = Viewer(DONOR, Scope(sources=frozenset({"SRC-001"}), countries=None))
DONOR_OF_NONE = Viewer(DONOR, Scope(sources=frozenset({"ANOTHER"}), countries=None))
PROTECTING = Viewer(PROTECTION, Scope.everything())
BY_FINANCE_OF_UKRAINE = Viewer(FINANCE, Scope(sources=None, countries=frozenset({"UA"})))

# Of sixty programmes every fourth is Georgia's; each has two result nodes and three ledger entries.
MANY: list[tuple[Viewer, Mapping[str, int]]] = [
    (OFFICE, {"Programme": 15, "Event": 15, "FundingSource": 15, "ResultNode": 30, "LedgerEntry": 45}),
    (BY_FINANCE_OF_UKRAINE, {"Programme": 15, "LedgerEntry": 45, "Indicator": 15}),
    (DONOR_OF_MANY, {"Programme": 1, "Event": 1, "FundingSource": 1, "ResultNode": 2}),
    (DONOR_OF_NONE, {"Programme": 0, "Event": 0, "FundingSource": 0, "ResultNode": 0}),
]


async def shown(engine: Engine, viewer: Viewer) -> Mapping[str, set[str]]:
    """What the viewer's lists show; some are refused to some."""
    return await listed(engine, viewer, [kind for kind in LISTS if viewer.role not in REFUSED.get(kind, ())])


REFUSED = {
    "LedgerEntry": (DONOR, PROTECTION),
    "Commitment": (DONOR, PROTECTION),
    "AuditEvent": (DONOR, PROTECTION, STAFF, FINANCE),
}


async def check(engine: Engine, viewer: Viewer) -> Mapping[str, set[str]]:
    """No id of all that there are leads the viewer to more than its lists and what is within them."""
    everything = await crawled(engine, local_viewer(), await shown(engine, local_viewer()))
    lists = await shown(engine, viewer)
    reached = await crawled(engine, viewer, lists)

    assert set(everything) == set(NODES)
    for kind, ids in everything.items():
        found = await by_id(engine, viewer, sorted(ids))
        assert found == reached.get(kind, set()), kind
        if kind in LISTS:
            assert found == lists.get(kind, set()), kind
    return lists


@pytest.mark.parametrize(("viewer", "numbers"), MANY)
async def test_what_no_list_shows_is_reached_by_nothing(
    many_engine: Engine, viewer: Viewer, numbers: Mapping[str, int]
) -> None:
    lists = await check(many_engine, viewer)

    assert {kind: len(lists[kind]) for kind in numbers} == numbers


@pytest.mark.parametrize("viewer", [OFFICE, DONOR_OF_NONE, PROTECTING, BY_FINANCE_OF_UKRAINE])
async def test_nor_in_a_programme_of_several_offices(sample_engine: Engine, viewer: Viewer) -> None:
    await check(sample_engine, viewer)


CODES = {
    "programme": ("P-002", "P-999"),
    "event": ("EVT-002", "EVT-999"),
    "fundingSource": ("SRC-002", "SRC-999"),
    "indicator": ("IND-002", "IND-999"),
}


@pytest.mark.parametrize("viewer", [OFFICE, DONOR_OF_MANY])
@pytest.mark.parametrize("question", sorted(CODES))
async def test_a_code_of_another_office_is_answered_like_one_of_nothing(
    many_engine: Engine, viewer: Viewer, question: str
) -> None:
    hidden, missing = CODES[question]
    document = f"query ($code: String!) {{ {question}(code: $code) {{ id }} }}"

    assert (await ask(many_engine, document, code=hidden))[question] is not None
    assert await ask(many_engine, document, viewer, code=hidden) == {question: None}
    assert await ask(many_engine, document, viewer, code=missing) == {question: None}


REPORT = """query ($code: String!) { report(source: $code, period: "2019-Q4") {
    ... on Report { title } ... on NotFound { code message kind wanted known } } }"""


@pytest.mark.parametrize("viewer", [OFFICE, DONOR_OF_MANY])
async def test_a_report_of_another_office_is_answered_like_one_of_nothing(
    many_engine: Engine, viewer: Viewer
) -> None:
    hidden = await ask(many_engine, REPORT, viewer, code="SRC-002")
    missing = await ask(many_engine, REPORT, viewer, code="SRC-999")

    assert json.dumps(hidden).replace("SRC-002", "…") == json.dumps(missing).replace("SRC-999", "…")
    assert hidden["report"]["code"] == "not-found"
    assert "SRC-002" not in hidden["report"]["known"]


@pytest.mark.parametrize("viewer", [OFFICE, DONOR_OF_MANY])
@pytest.mark.parametrize("kind", sorted(NODES.keys() - {"Country", "Organisation"}))
async def test_an_id_of_another_office_is_answered_like_one_of_nothing(
    many_engine: Engine, viewer: Viewer, kind: str
) -> None:
    hidden = global_id(kind, 4 if kind in ("LedgerEntry", "Commitment", "ResultNode", "BudgetLine") else 2)
    missing = global_id(kind, 99_999)
    document = "query ($id: ID!) { node(id: $id) { id } }"

    answers: list[Any] = [await answer(many_engine, document, viewer, id=each) for each in (hidden, missing)]

    assert answers == [({"node": None}, [])] * 2
