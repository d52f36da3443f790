"""What a list costs the database does not depend on its length, whatever is asked of each row."""

import pytest
from sqlalchemy import Engine

from tests.schema.asking import ask, statements

pytestmark = pytest.mark.anyio

RESULTS = """
  code level programme { code } parent { code } children { code }
  indicators { code baseline { value } targets { value } actuals { value } node { code } }
  workPlan { status }
"""
BUDGET = """
  versionNo fundingSource { code }
  lines {
    code amount { amount } country { iso2 } resultNode { code } budgetVersion { id } phases { quarter }
  }
"""
LISTS = {
    "programmes": (
        """
        code previousPhase { code } executingOrganisation { code country { iso2 } identifiers { value } }
        countries { sharePercent country { nameEn } } partners { organisation { code } country { iso2 } }
        risks { score } resultNodes { code } fundingSources { code }
        events(first: 2) { totalCount pageInfo { endCursor } nodes { code } }
        """,
        12,
    ),
    "organisations": ("code country { iso2 } identifiers { scheme value }", 4),
    "resultNodes(where: {level: [OUTPUT]})": (RESULTS, 11),
    "indicators": ("code node { code } baseline { year } targets { value } actuals { quarter value }", 6),
    "events": (
        """
        code quarter days country { iso2 } programme { code } resultNode { code }
        organisers { role organisation { name } } countries { role country { iso2 } }
        figures { name organisation { name } country { iso2 } } participation { total counts { n } }
        groups themes recommendations { text resultNode { code } } texts { text }
        funding { sharePercent fundingSource { code } budgetLine { code } }
        """,
        17,
    ),
    "fundingSources": (
        """
        code committed { amount } programme { code } donor { name }
        instalments { received { amount } } interest { amount { amount } }
        reallocations { amount { amount } fromLine { code } toLine { code } }
        budgetVersions {"""
        + BUDGET
        + """}
        ledgerEntries(first: 2) { totalCount nodes { documentNo } }
        commitments(first: 2) { totalCount nodes { poNo changes { amount { amount } } } }
        """,
        20,
    ),
    "ledgerEntries": (
        """
        documentNo wbs transactionAmount { amount } office { iso2 } fundingSource { code }
        budgetLine { code } event { code } reverses { documentNo }
        """,
        6,
    ),
    "auditEvents": ("no at who role what subject before after hash", 2),
}


@pytest.mark.parametrize("asked", LISTS)
@pytest.mark.parametrize("size", [2, 50])
async def test_a_list_costs_the_same_statements_whatever_its_length(
    many_engine: Engine, asked: str, size: int
) -> None:
    fields, cost = LISTS[asked]
    page = f"{asked[:-1]}, first: {size})" if asked.endswith(")") else f"{asked}(first: {size})"

    with statements(many_engine) as seen:
        found = await ask(many_engine, f"{{ list: {page} {{ totalCount nodes {{ {fields} }} }} }}")

    assert len(found["list"]["nodes"]) == size
    assert len(seen) == cost


async def test_fifty_things_by_id_cost_one_statement_for_each_type(many_engine: Engine) -> None:
    found = await ask(
        many_engine, "{ events(first: 50) { nodes { id } } fundingSources(first: 50) { nodes { id } } }"
    )
    ids = [node["id"] for each in ("events", "fundingSources") for node in found[each]["nodes"]]

    with statements(many_engine) as seen:
        again = await ask(many_engine, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)

    assert [node["id"] for node in again["nodes"]] == ids
    assert len(seen) == 2


async def test_nothing_is_counted_unless_that_is_asked_for(many_engine: Engine) -> None:
    with statements(many_engine) as seen:
        await ask(many_engine, "{ events(first: 5) { nodes { code } } }")

    assert len(seen) == 1
