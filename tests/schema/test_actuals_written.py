"""Values of indicators through the API.

In the sample, OC3-1 has a draft of 1 for 2020-Q4, OP1.1-2 by country in 2020-Q1 has 9 for Georgia, and
OP2.2-1 counts people who were assisted.
"""

import json
from typing import Any

import anyio
import pytest
from sqlalchemy import Engine, text

from db.engine import reading
from tests.schema.asking import ask, refusal
from tests.schema.writing import READER, STAFF_ELSEWHERE, STAFF_IN_GEORGIA, revision, trail

pytestmark = pytest.mark.anyio

ANSWER = """
    __typename
    ... on Actual {
      quarter value numerator denominator dimension category evidenceRef status provisional comment revision
      isSample
    }
    ... on Refusal { code message }
    ... on FactRefused { field }
    ... on NewerEdit { revision }
"""
DOCUMENTS = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {ANSWER} }} }}"
    for name in ("actualRecord", "actualCorrect")
}
NEW: dict[str, Any] = {
    "indicator": "OP1.1-2",
    "quarter": "2019-Q4",
    "value": "64",
    "evidenceRef": "ARCHIVE/2020/17",
    "comment": "Signed sheets of two days",
}
VERIFIED: dict[str, Any] = {
    "indicator": "OC3-1",
    "quarter": "2020-Q4",
    "value": "2.5",
    "evidenceRef": "ARCHIVE/2021/3",
    "status": "VERIFIED",
    "expectedRevision": 1,
    "reason": "A second study was found",
}
USUAL = {"actualRecord": NEW, "actualCorrect": VERIFIED}


async def do(engine: Engine, name: str, viewer: Any = STAFF_IN_GEORGIA, **given: Any) -> dict[str, Any]:
    found = await ask(engine, DOCUMENTS[name], viewer, input=USUAL[name] | given)
    answered: dict[str, Any] = found[name]
    return answered


def told(engine: Engine) -> tuple[Any, Any]:
    with reading(engine) as session:
        before, after = session.execute(text("SELECT before, after FROM audit_event")).one()
    return before and json.loads(before), json.loads(after)


async def test_a_value_is_recorded_as_a_draft(engine: Engine) -> None:
    value = await do(engine, "actualRecord")

    assert value == {
        "__typename": "Actual",
        "quarter": "2019-Q4",
        "value": "64.0000",
        "numerator": None,
        "denominator": None,
        "dimension": None,
        "category": None,
        "evidenceRef": "ARCHIVE/2020/17",
        "status": "DRAFT",
        "provisional": False,
        "comment": "Signed sheets of two days",
        "revision": 1,
        "isSample": True,
    }
    assert trail(engine) == [("staff", "actualRecord", "actual OP1.1-2 2019-Q4", None)]


async def test_a_value_is_corrected_with_a_reason_and_counts_its_revision(engine: Engine) -> None:
    value = await do(engine, "actualCorrect")
    late = await do(engine, "actualCorrect", value="3")

    assert (value["value"], value["status"], value["revision"]) == ("2.5000", "VERIFIED", 2)
    assert (late["code"], late["revision"]) == ("newer-edit", 2)
    assert trail(engine) == [
        ("staff", "actualCorrect", "actual OC3-1 2020-Q4", "A second study was found"),
    ]
    before, after = told(engine)
    assert (before["value"], before["status"]) == ("1.0000", "DRAFT")
    assert (after["value"], after["status"], after["evidenceRef"]) == ("2.5", "VERIFIED", "ARCHIVE/2021/3")


async def test_a_value_that_is_there_is_not_recorded_again(engine: Engine) -> None:
    refused = await do(engine, "actualRecord", indicator="OC3-1", quarter="2020-Q4")

    assert (refused["code"], refused["revision"]) == ("newer-edit", 1)
    assert trail(engine) == []


async def test_a_value_that_is_not_there_is_not_corrected(engine: Engine) -> None:
    refused = await do(engine, "actualCorrect", indicator="OP1.1-2", quarter="2019-Q4")

    assert refused["code"] == "not-found"


async def test_people_who_were_assisted_are_not_counted_here(engine: Engine) -> None:
    recorded = await do(engine, "actualRecord", indicator="OP2.2-1")

    assert (recorded["code"], recorded["field"]) == ("fact-refused", "indicator")
    assert "comes from a release" in recorded["message"]


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"value": None}, "value", "it needs a value"),
        ({"value": "1.00001"}, "value", "more than 4 decimals"),
        ({"value": "1." + "0" * 40 + "1"}, "value", "more than 4 decimals"),
        ({"value": "1e999999999"}, "value", "1,000,000,000,000 or more"),
        ({"value": "9" * 100_000}, "value", "1,000,000,000,000 or more"),
        ({"denominator": "0"}, "denominator", "more than 0"),
        ({"dimension": "AGE_GROUP", "category": "ADULT"}, "dimension", "not broken down by it"),
        ({"dimension": "SEX"}, "category", "stand together"),
        ({"dimension": "SEX\0", "category": "F"}, "dimension", "control character"),
        ({"dimension": "COUNTRY", "category": "UA"}, "category", "account is for GE only"),
        ({"evidenceRef": ""}, "evidenceRef", "must not be empty"),
        ({"evidenceRef": "x" * 201}, "evidenceRef", "has 201 characters and may have 200"),
        ({"comment": "x" * 2_001}, "comment", "has 2,001 characters and may have 2,000"),
        ({"comment": "A victim named Ana said so"}, "comment", "a person by name"),
    ],
)
async def test_what_is_not_right_is_named_and_nothing_is_written(
    engine: Engine, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(engine)

    refused = await do(engine, "actualRecord", **given)

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(engine), trail(engine)) == (before, [])


async def test_an_office_writes_values_of_its_own_country(engine: Engine) -> None:
    value = await do(engine, "actualRecord", dimension="COUNTRY", category="GE", value="16")

    assert (value["category"], value["value"]) == ("GE", "16.0000")


@pytest.mark.parametrize("reason", ["", " "])
async def test_a_correction_says_why(engine: Engine, reason: str) -> None:
    assert (await do(engine, "actualCorrect", reason=reason))["field"] == "reason"


@pytest.mark.parametrize("name", sorted(USUAL))
@pytest.mark.parametrize("indicator", ["NONE", "a\0b"])
async def test_what_is_not_there_and_what_is_out_of_reach_look_alike(
    engine: Engine, name: str, indicator: str
) -> None:
    missing = await do(engine, name, indicator=indicator)
    hidden = await do(engine, name, STAFF_ELSEWHERE)

    assert (missing["code"], hidden["code"]) == ("not-found", "not-found")
    assert trail(engine) == []


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_without_the_right_nothing_is_written(engine: Engine, name: str) -> None:
    before = revision(engine)

    code, said = await refusal(engine, DOCUMENTS[name], READER, input=USUAL[name])

    assert (code, "“actuals.write”" in said) == ("permission-refused", True)
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_sent_again_under_its_key_it_is_written_once(engine: Engine, name: str) -> None:
    first = await do(engine, name, clientMutationId="k")
    again = await do(engine, name, clientMutationId="k")
    other = await do(engine, name, clientMutationId="k", value="7")

    assert first["__typename"] == "Actual"
    assert again == first
    assert other["code"] == "idempotency-key-reused"
    assert len(trail(engine)) == 1


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_of_ten_at_once_one_is_first(engine: Engine, name: str) -> None:
    answers: list[str] = []

    async def write(number: int) -> None:
        answers.append((await do(engine, name, value=str(100 + number)))["__typename"])

    async with anyio.create_task_group() as tasks:
        for number in range(10):
            tasks.start_soon(write, number)

    assert sorted(answers) == ["Actual"] + ["NewerEdit"] * 9
