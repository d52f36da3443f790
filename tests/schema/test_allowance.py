"""How many rows at once, and for whom."""

from typing import Any

import pytest
from sqlalchemy import Engine

from db.scope import Scope
from resolvers.allowance import Allowance, Allowances
from resolvers.context import Context
from resolvers.permissions import CLIENT, STAFF
from resolvers.viewer import Viewer
from schema import schema
from tests.schema.asking import answer, ask, refusal, statements

pytestmark = pytest.mark.anyio

OF_CLIENT = Viewer(CLIENT, Scope.everything())
OF_STAFF = Viewer(STAFF, Scope.everything())
NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"


@pytest.mark.parametrize(("viewer", "most"), [(OF_CLIENT, 100), (OF_STAFF, 1000)])
@pytest.mark.parametrize("end", ["first", "last"])
async def test_whoever_reads_the_ledger_may_ask_for_larger_pages(
    many_engine: Engine, viewer: Viewer, most: int, end: str
) -> None:
    question = f"query ($rows: Int) {{ events({end}: $rows) {{ nodes {{ code }} }} }}"

    assert len((await ask(many_engine, question, viewer, rows=most))["events"]["nodes"]) == 60
    assert (await refusal(many_engine, question, viewer, rows=most + 1))[0] == "page-refused"


async def test_a_refusal_says_whose_limit_was_met_and_how_to_ask_less(many_engine: Engine) -> None:
    _, of_client = await refusal(many_engine, "{ events(first: 101) { totalCount } }", OF_CLIENT)
    _, of_staff = await refusal(many_engine, "{ events(last: 1001) { totalCount } }", OF_STAFF)

    assert of_client == (
        "`first: 101` cannot be served: the role “client” may ask for up to 100 rows at once; "
        "ask for fewer, and for the others in a further request, after the last `endCursor`"
    )
    assert "`last: 1001` cannot be served: the role “staff” may ask for up to 1,000 rows at once" in of_staff


async def test_a_part_of_a_list_and_the_rows_of_a_group_are_pages_too(many_engine: Engine) -> None:
    part = '{ fundingSource(code: "SRC-001") { ledgerEntries(first: 1001) { totalCount } } }'
    group = "{ ledgerTotals(groupBy: [OFFICE]) { entries(first: 1001) { totalCount } } }"

    assert (await refusal(many_engine, part, OF_STAFF))[0] == "page-refused"
    _, errors = await answer(many_engine, group, OF_STAFF)
    assert {error.extensions and error.extensions["code"] for error in errors} == {"page-refused"}


@pytest.mark.parametrize(("viewer", "most"), [(OF_CLIENT, 100), (OF_STAFF, 1000)])
async def test_as_many_things_by_their_ids_as_a_page_has_rows(
    many_engine: Engine, viewer: Viewer, most: int
) -> None:
    found = await ask(many_engine, NODES, viewer, ids=["x"] * most)

    assert found == {"nodes": [None] * most}
    code, message = await refusal(many_engine, NODES, viewer, ids=["x"] * (most + 1))
    assert code == "page-refused"
    assert message.startswith(f"`ids` with {most + 1} of them cannot be served")


async def test_a_page_that_cannot_be_served_costs_no_statement(many_engine: Engine) -> None:
    with statements(many_engine) as seen:
        await answer(many_engine, "{ events(first: 101) { nodes { code } } }", OF_CLIENT)

    assert seen == []


async def test_an_installation_may_choose_even_less_than_a_page_without_a_size_has(
    many_engine: Engine,
) -> None:
    few = Allowances(usual=Allowance(cost=5_000, page=20, requests=60))
    context = Context.open(many_engine, OF_CLIENT, few)

    result: Any = await schema.execute("{ events { nodes { code } } }", context_value=context)
    await context.aclose()

    assert context.allowance.page == 20
    assert len(result.data["events"]["nodes"]) == 20
