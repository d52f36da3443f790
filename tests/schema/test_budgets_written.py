"""Budget versions through the API.

The sample has two, of which the second is in force from 2020 on. The grant is NOK 4,000,000.00.
"""

from typing import Any

import anyio
import pytest
from sqlalchemy import Engine, text

from db.engine import reading
from schema.node import global_id
from tests.schema.asking import ask, refusal
from tests.schema.writing import (
    FINANCE_ELSEWHERE,
    FINANCE_IN_GEORGIA,
    FINANCE_OFFICE,
    READER,
    revision,
    trail,
)

pytestmark = pytest.mark.anyio

ANSWER = """
    __typename
    ... on BudgetVersion {
      id versionNo kind status approvedOn approvalRef effectiveFrom isSample
      lines {
        code category description amount { amount currency } quantity unitCost { amount }
        country { iso2 } resultNode { code } isPartnerCost isDirectAssistance
        phases { quarter amount { amount } }
      }
    }
    ... on Refusal { code message }
    ... on FactRefused { field }
"""
DOCUMENTS = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {ANSWER} }} }}"
    for name in ("budgetVersionRecord", "budgetVersionApprove")
}
MEETINGS: dict[str, Any] = {
    "code": "3.1",
    "category": "OPERATIONAL",
    "description": "Conferences",
    "amount": "2.53",
    "quantity": "2.5",
    "unitCost": "1.01",
    "unit": "day",
    "country": "GE",
    "result": "OP1.1",
}
THIRD: dict[str, Any] = {
    "source": "NMFA-RCTP",
    "versionNo": 3,
    "kind": "REVISED",
    "status": "DRAFT",
    "effectiveFrom": "2020-12-01",
    "lines": [MEETINGS, {"code": "1.1", "category": "STAFF", "description": "Staff", "amount": "100.00"}],
    "phases": [
        {"line": "3.1", "quarter": "2020-Q4", "amount": "2.53"},
        {"line": "1.1", "quarter": "2020-Q3", "amount": "60.00"},
        {"line": "1.1", "quarter": "2020-Q4", "amount": "40.00"},
    ],
}
APPROVAL = {"version": global_id("BudgetVersion", 3), "approvedOn": "2020-11-27", "approvalRef": "LETTER-3"}
USUAL = {"budgetVersionRecord": THIRD, "budgetVersionApprove": APPROVAL}


async def do(engine: Engine, name: str, viewer: Any = FINANCE_OFFICE, **given: Any) -> dict[str, Any]:
    found = await ask(engine, DOCUMENTS[name], viewer, input=USUAL[name] | given)
    answered: dict[str, Any] = found[name]
    return answered


def lines_of_budgets(engine: Engine) -> Any:
    with reading(engine) as session:
        return session.execute(text("SELECT count(*) FROM budget_line")).scalar_one()


async def test_a_version_is_recorded_with_its_lines_and_phases(engine: Engine) -> None:
    version = await do(engine, "budgetVersionRecord")

    staff, meetings = version.pop("lines")
    assert version == {
        "__typename": "BudgetVersion",
        "id": global_id("BudgetVersion", 3),
        "versionNo": 3,
        "kind": "REVISED",
        "status": "DRAFT",
        "approvedOn": None,
        "approvalRef": None,
        "effectiveFrom": "2020-12-01",
        "isSample": True,
    }
    assert staff["phases"] == [
        {"quarter": "2020-Q3", "amount": {"amount": "60.00"}},
        {"quarter": "2020-Q4", "amount": {"amount": "40.00"}},
    ]
    assert meetings == {
        "code": "3.1",
        "category": "OPERATIONAL",
        "description": "Conferences",
        "amount": {"amount": "2.53", "currency": "NOK"},
        "quantity": "2.5000",
        "unitCost": {"amount": "1.01"},
        "country": {"iso2": "GE"},
        "resultNode": {"code": "OP1.1"},
        "isPartnerCost": False,
        "isDirectAssistance": False,
        "phases": [{"quarter": "2020-Q4", "amount": {"amount": "2.53"}}],
    }
    assert trail(engine) == [("finance", "budgetVersionRecord", "budget version NMFA-RCTP 3", None)]


async def test_a_version_is_approved_once(engine: Engine) -> None:
    await do(engine, "budgetVersionRecord")

    approved = await do(engine, "budgetVersionApprove")
    again = await do(engine, "budgetVersionApprove")

    assert (approved["status"], approved["approvedOn"], approved["approvalRef"]) == (
        "APPROVED",
        "2020-11-27",
        "LETTER-3",
    )
    assert (again["field"], again["message"].endswith("it is approved already")) == ("version", True)
    assert [row[1] for row in trail(engine)] == ["budgetVersionRecord", "budgetVersionApprove"]


def with_line(**given: Any) -> dict[str, Any]:
    return {"lines": [MEETINGS | given], "phases": [THIRD["phases"][0]]}


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"versionNo": 2}, "versionNo", "the next version is 3"),
        ({"versionNo": 4}, "versionNo", "the next version is 3"),
        ({"lines": [], "phases": []}, "lines", "a budget has lines"),
        ({"status": "APPROVED"}, "approvedOn", "names the day of approval"),
        ({"approvalRef": "x" * 81}, "approvalRef", "may have 80"),
        ({"phases": THIRD["phases"][1:]}, "amount", "its phases add up to 0.00, and the line is 2.53"),
        ({"phases": [*THIRD["phases"], THIRD["phases"][0]]}, "quarter", "given twice"),
        ({"lines": [MEETINGS, MEETINGS]}, "code", "given twice"),
        (with_line(amount="2.52"), "amount", "quantity times unit cost is 2.53"),
        (with_line(amount="2.535"), "amount", "more than 2 decimals"),
        (with_line(amount="-1"), "amount", "0 or more"),
        (with_line(code="3.a"), "code", "numbers with points"),
        (with_line(code="3.1\0"), "code", "control character"),
        (with_line(country="XX"), "country", "there is no country"),
        (with_line(result="OP9.9"), "result", "there is no result"),
        (with_line(quantity="2.50001"), "quantity", "more than 4 decimals"),
        (with_line(description="For Ana, aged 15"), "description", "the age of a person"),
        (
            {
                "lines": [MEETINGS | {"amount": "4000000.01", "quantity": None, "unitCost": None}],
                "phases": [THIRD["phases"][0] | {"amount": "4000000.01"}],
            },
            "versionNo",
            "more than the grant of 4,000,000.00",
        ),
    ],
)
async def test_what_is_not_right_is_named_and_nothing_of_the_version_is_written(
    engine: Engine, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(engine), lines_of_budgets(engine)

    refused = await do(engine, "budgetVersionRecord", **given)

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(engine), lines_of_budgets(engine)) == before
    assert trail(engine) == []


async def test_what_is_in_force_is_not_approved_again(engine: Engine) -> None:
    refused = await do(engine, "budgetVersionApprove", version=global_id("BudgetVersion", 2))

    assert refused["message"].endswith("it is approved already")


@pytest.mark.parametrize("wanted", ["", "x", global_id("BudgetVersion", 999), global_id("Event", 1)])
async def test_an_id_of_nothing_is_not_found(engine: Engine, wanted: str) -> None:
    assert (await do(engine, "budgetVersionApprove", version=wanted))["code"] == "not-found"


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_what_is_out_of_reach_looks_as_if_it_were_not_there(engine: Engine, name: str) -> None:
    given = {"version": global_id("BudgetVersion", 2)} if name == "budgetVersionApprove" else {}

    hidden = await do(engine, name, FINANCE_ELSEWHERE, **given)
    in_part = await do(engine, name, FINANCE_IN_GEORGIA, **given)

    assert hidden["code"] == "not-found"
    assert (in_part["code"], in_part["field"]) == ("fact-refused", "source")
    assert trail(engine) == []


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_without_the_right_nothing_is_written(engine: Engine, name: str) -> None:
    before = revision(engine)

    code, said = await refusal(engine, DOCUMENTS[name], READER, input=USUAL[name])

    assert (code, "“budget.write”" in said) == ("permission-refused", True)
    assert (revision(engine), trail(engine)) == (before, [])


async def test_sent_again_under_its_key_it_is_written_once(engine: Engine) -> None:
    first = await do(engine, "budgetVersionRecord", clientMutationId="k")
    again = await do(engine, "budgetVersionRecord", clientMutationId="k")
    other = await do(engine, "budgetVersionRecord", clientMutationId="k", **with_line())

    assert first["__typename"] == "BudgetVersion"
    assert again == first
    assert other["code"] == "idempotency-key-reused"
    assert len(trail(engine)) == 1


async def test_of_ten_at_once_one_is_first(engine: Engine) -> None:
    answers: list[str] = []

    async def record() -> None:
        answers.append((await do(engine, "budgetVersionRecord"))["__typename"])

    async with anyio.create_task_group() as tasks:
        for _ in range(10):
            tasks.start_soon(record)

    assert sorted(answers) == ["BudgetVersion"] + ["FactRefused"] * 9
