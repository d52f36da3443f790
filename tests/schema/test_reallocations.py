"""Money moved between budget lines through the API.

In the sample's version 2, in force from 2020 on, line 3.3 has 195,000.00; a line deviates beyond 10 per cent.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import make_engine
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
    ... on BudgetReallocation {
      id fromLine { code } toLine { code } amount { amount currency } reason requestedOn
      requiresDonorApproval approvalRef approvedOn isSample
    }
    ... on Refusal { code message }
    ... on NotFound { known }
    ... on FactRefused { field }
"""
DOCUMENTS = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {ANSWER} }} }}"
    for name in ("budgetReallocate", "reallocationApprove")
}
MOVE: dict[str, Any] = {
    "source": "NMFA-RCTP",
    "fromLine": "3.3",
    "toLine": "3.4",
    "amount": "1000.00",
    "reason": "One study less",
    "requestedOn": "2020-11-02",
}
APPROVAL: dict[str, Any] = {
    "reallocation": global_id("BudgetReallocation", 1),
    "approvalRef": "LETTER-7",
    "approvedOn": "2020-07-01",
}
USUAL = {"budgetReallocate": MOVE, "reallocationApprove": APPROVAL}


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


async def do(engine: Engine, name: str, viewer: Any = FINANCE_OFFICE, **given: Any) -> dict[str, Any]:
    found = await ask(engine, DOCUMENTS[name], viewer, input=USUAL[name] | given)
    answered: dict[str, Any] = found[name]
    return answered


async def test_a_small_move_has_effect_at_once(engine: Engine) -> None:
    moved = await do(engine, "budgetReallocate")

    assert moved.pop("id") == global_id("BudgetReallocation", 3)
    assert moved == {
        "__typename": "BudgetReallocation",
        "fromLine": {"code": "3.3"},
        "toLine": {"code": "3.4"},
        "amount": {"amount": "1000.00", "currency": "NOK"},
        "reason": "One study less",
        "requestedOn": "2020-11-02",
        "requiresDonorApproval": False,
        "approvalRef": None,
        "approvedOn": None,
        "isSample": True,
    }
    assert trail(engine) == [("finance", "budgetReallocate", "reallocation NMFA-RCTP 3", "One study less")]


async def test_a_move_to_staff_waits_for_the_donor_and_is_approved_once(engine: Engine) -> None:
    moved = await do(engine, "budgetReallocate", toLine="1.2")
    given = {"reallocation": moved["id"], "approvedOn": "2020-11-20"}

    early = await do(engine, "reallocationApprove", **given | {"approvedOn": "2020-11-01"})
    approved = await do(engine, "reallocationApprove", **given)
    again = await do(engine, "reallocationApprove", **given)

    assert moved["requiresDonorApproval"] is True
    assert (early["field"], "asked for later, on 2020-11-02" in early["message"]) == ("approvedOn", True)
    assert (approved["approvalRef"], approved["approvedOn"]) == ("LETTER-7", "2020-11-20")
    assert approved["requiresDonorApproval"] is True
    assert again["message"].endswith("it was approved on 2020-11-20")
    assert [row[1] for row in trail(engine)] == ["budgetReallocate", "reallocationApprove"]


async def test_small_moves_of_a_line_count_together(engine: Engine) -> None:
    """Two moves of 10,000.00 are more than 10 per cent of 195,000.00."""
    needed = [
        (await do(engine, "budgetReallocate", amount="10000.00"))["requiresDonorApproval"] for _ in range(2)
    ]

    assert needed == [False, True]


async def test_the_sample_s_moves_are_judged_as_in_its_reports(engine: Engine) -> None:
    question = """{ fundingSource(code: "NMFA-RCTP") {
        reallocations { fromLine { code } toLine { code } requiresDonorApproval } } }"""

    assert (await ask(engine, question))["fundingSource"]["reallocations"] == [
        {"fromLine": {"code": "3.2"}, "toLine": {"code": "3.8"}, "requiresDonorApproval": False},
        {"fromLine": {"code": "3.1"}, "toLine": {"code": "1.2"}, "requiresDonorApproval": True},
    ]


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"toLine": "3.3"}, "toLine", "from a line to itself"),
        ({"toLine": "4.1"}, "toLine", "overhead follows from the direct lines"),
        ({"fromLine": "4.1"}, "fromLine", "overhead follows from the direct lines"),
        ({"amount": "0"}, "amount", "must not be 0"),
        ({"amount": "-1"}, "amount", "must be more than 0"),
        ({"amount": "0.001"}, "amount", "more than 2 decimals"),
        ({"amount": "195000.01"}, "amount", "3.3 has NOK 195,000.00 that can be moved"),
        ({"reason": ""}, "reason", "must not be empty"),
    ],
)
async def test_what_cannot_be_moved_is_said_and_nothing_is_written(
    engine: Engine, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(engine)

    refused = await do(engine, "budgetReallocate", **given)

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(engine), trail(engine)) == (before, [])


async def test_an_unknown_line_is_refused_with_those_of_the_version(engine: Engine) -> None:
    refused = await do(engine, "budgetReallocate", fromLine="1.2", requestedOn="2019-11-02")

    assert (refused["code"], refused["known"]) == (
        "not-found",
        ["1.1", "3.1", "3.2", "3.3", "3.4", "4.1"],
    )


async def test_without_a_budget_in_force_nothing_is_moved(engine: Engine) -> None:
    assert (await do(engine, "budgetReallocate", requestedOn="2019-01-02"))["code"] == "budget-missing"


@pytest.mark.parametrize(
    "wanted", ["", "x", global_id("BudgetReallocation", 999), global_id("Event", 1), "\0"]
)
async def test_an_id_of_nothing_is_not_found(engine: Engine, wanted: str) -> None:
    assert (await do(engine, "reallocationApprove", reallocation=wanted))["code"] == "not-found"


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_without_the_right_nothing_is_written(engine: Engine, name: str) -> None:
    before = revision(engine)

    code, said = await refusal(engine, DOCUMENTS[name], READER, input=USUAL[name])

    assert (code, "“budget.write”" in said) == ("permission-refused", True)
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_what_is_out_of_reach_looks_as_if_it_were_not_there(engine: Engine, name: str) -> None:
    hidden = await do(engine, name, FINANCE_ELSEWHERE)
    in_part = await do(engine, name, FINANCE_IN_GEORGIA)

    assert hidden["code"] == "not-found"
    assert (in_part["code"], in_part["field"]) == ("fact-refused", "source")
    assert trail(engine) == []


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_sent_again_under_its_key_it_is_done_once(engine: Engine, name: str) -> None:
    first = await do(engine, name, clientMutationId="k")
    again = await do(engine, name, clientMutationId="k")

    assert first["__typename"] == "BudgetReallocation"
    assert again == first
    assert len(trail(engine)) == 1
