"""Events through the API.

EVT-2019-TBS-01 was in Georgia, EVT-2020-KIV-01 in Moldova alone, EVT-2020-KBP-01 in Ukraine with Georgians.
"""

import json
from typing import Any

import anyio
import pytest
from sqlalchemy import Engine, text

from db.engine import reading
from tests.schema.asking import ask
from tests.schema.writing import (
    STAFF_IN_GEORGIA,
    trail,
)

pytestmark = pytest.mark.anyio

ANSWER = """
    __typename
    ... on Event {
      code title kind country { iso2 } city venue status revision isSample resultNode { code }
      organisers { organisation { code } role note } countries { country { iso2 } role } themes groups
      funding { fundingSource { code } budgetLine { code } sharePercent }
      participation { total women counts { dimension category n } }
      recommendations { no text status resultNode { code } }
      figures { name titleAtEvent organisation { code } role } texts { kind no text }
    }
    ... on Refusal { code message }
    ... on FactRefused { field }
    ... on NewerEdit { revision presentText }
"""
DOCUMENTS = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {ANSWER} }} }}"
    for name in ("eventRecord", "eventCorrect")
}
WORKSHOP: dict[str, Any] = {
    "code": "EVT-2020-TBS-09",
    "title": "Workshop on referral",
    "kind": "WORKSHOP",
    "scope": "NATIONAL",
    "startDate": "2020-12-01",
    "endDate": "2020-12-02",
    "city": "Tbilisi",
    "country": "GE",
    "programme": "RCTP",
    "result": "OP1.1",
    "status": "HELD",
    "summary": "Practitioners compared how they refer people to help.",
    "sourceRef": "Office report of 4 December 2020",
}
WHOLE: dict[str, Any] = WORKSHOP | {
    "organisers": [{"organisation": "IOM", "role": "LEAD"}, {"organisation": "GE-MOJ", "role": "PARTNER"}],
    "countries": [{"country": "GE", "role": "HOST"}],
    "themes": [{"theme": "REFERRAL_NRM"}],
    "groups": [{"affiliation": "GOVERNMENT"}],
    "funding": [{"source": "NMFA-RCTP", "versionNo": 2, "line": "3.1", "sharePercent": "100"}],
    "participations": [
        {"dimension": "TOTAL", "category": "TOTAL", "n": 25},
        {"dimension": "SEX", "category": "F", "n": 14},
        {"dimension": "AGE_GROUP", "category": "CHILD", "n": 3},
    ],
    "recommendations": [
        {
            "no": 1,
            "text": "Name a contact point",
            "theme": "REFERRAL_NRM",
            "status": "MADE",
            "result": "OP1.2",
        }
    ],
    "figures": [
        {
            "name": "An office-holder",
            "titleAtEvent": "Deputy Minister",
            "organisation": "GE-MOJ",
            "role": "WELCOME",
            "sourceRef": "Press release of 2 December 2020",
        }
    ],
    "texts": [{"kind": "OUTCOME", "no": 1, "text": "A form was agreed."}],
    "documents": [{"kind": "AGENDA", "archiveRef": "ARCHIVE/2020/9"}],
}
TBILISI: dict[str, Any] = WORKSHOP | {
    "code": "EVT-2020-TBS-02",
    "result": None,
    "expectedRevision": 1,
    "reason": "The venue is known now",
    "venue": "Hotel by the river",
}
USUAL = {"eventRecord": WORKSHOP, "eventCorrect": TBILISI}


async def do(engine: Engine, name: str, viewer: Any = STAFF_IN_GEORGIA, **given: Any) -> dict[str, Any]:
    found = await ask(engine, DOCUMENTS[name], viewer, input=USUAL[name] | given)
    answered: dict[str, Any] = found[name]
    return answered


def one(engine: Engine, statement: str) -> Any:
    with reading(engine) as session:
        return session.execute(text(statement)).scalar_one()


async def test_an_event_is_recorded_with_all_that_belongs_to_it(engine: Engine) -> None:
    event = await do(engine, "eventRecord", **WHOLE)

    assert event == {
        "__typename": "Event",
        "code": "EVT-2020-TBS-09",
        "title": "Workshop on referral",
        "kind": "WORKSHOP",
        "country": {"iso2": "GE"},
        "city": "Tbilisi",
        "venue": None,
        "status": "HELD",
        "revision": 1,
        "isSample": True,
        "resultNode": {"code": "OP1.1"},
        "organisers": [
            {"organisation": {"code": "IOM"}, "role": "LEAD", "note": None},
            {"organisation": {"code": "GE-MOJ"}, "role": "PARTNER", "note": None},
        ],
        "countries": [{"country": {"iso2": "GE"}, "role": "HOST"}],
        "themes": ["REFERRAL_NRM"],
        "groups": ["GOVERNMENT"],
        "funding": [
            {
                "fundingSource": {"code": "NMFA-RCTP"},
                "budgetLine": {"code": "3.1"},
                "sharePercent": "100.00",
            }
        ],
        "participation": {
            "total": 25,
            "women": 14,
            "counts": [
                {"dimension": "TOTAL", "category": "TOTAL", "n": 25},
                {"dimension": "SEX", "category": "F", "n": 14},
            ],
        },
        "recommendations": [
            {"no": 1, "text": "Name a contact point", "status": "MADE", "resultNode": {"code": "OP1.2"}}
        ],
        "figures": [
            {
                "name": "An office-holder",
                "titleAtEvent": "Deputy Minister",
                "organisation": {"code": "GE-MOJ"},
                "role": "WELCOME",
            }
        ],
        "texts": [{"kind": "OUTCOME", "no": 1, "text": "A form was agreed."}],
    }
    assert trail(engine) == [("staff", "eventRecord", "event EVT-2020-TBS-09", None)]


async def test_the_trail_has_the_fields_of_an_event_and_neither_counts_nor_long_texts(engine: Engine) -> None:
    await do(engine, "eventRecord", **WHOLE)

    told = json.loads(one(engine, "SELECT after FROM audit_event"))
    assert (told["code"], told["country"], told["startDate"]) == ("EVT-2020-TBS-09", "GE", "2020-12-01")
    assert told["summary"].keys() == {"characters", "sha256"}
    assert (told["participations"], told["figures"]) == (3, 1)  # how many were given


async def test_an_event_is_corrected_over_the_revision_that_was_seen(engine: Engine) -> None:
    corrected = await do(engine, "eventCorrect", participations=[count("TOTAL", "TOTAL", 31)])
    late = await do(engine, "eventCorrect", venue="Another")

    assert (corrected["venue"], corrected["revision"]) == ("Hotel by the river", 2)
    assert corrected["participation"]["total"] == 31
    assert corrected["organisers"] != []  # what is left out stays
    assert (late["code"], late["revision"], late["presentText"]) == ("newer-edit", 2, None)
    assert "is at revision 2 and not at 1" in late["message"]
    assert trail(engine) == [
        ("staff", "eventCorrect", "event EVT-2020-TBS-02", "The venue is known now"),
    ]


async def test_what_belongs_to_an_event_counts_in_its_revision(engine: Engine) -> None:
    """So that nobody overwrites a count that was corrected since they looked."""
    await do(engine, "eventCorrect")

    counted = await do(
        engine, "eventCorrect", expectedRevision=2, participations=[count("TOTAL", "TOTAL", 5)]
    )
    late = await do(engine, "eventCorrect", expectedRevision=2, participations=[count("TOTAL", "TOTAL", 6)])

    assert (counted["revision"], counted["participation"]["total"]) == (3, 5)
    assert late["code"] == "newer-edit"


async def test_what_changes_nothing_is_refused(engine: Engine) -> None:
    await do(engine, "eventCorrect", participations=[count("TOTAL", "TOTAL", 5)])

    same = await do(engine, "eventCorrect", expectedRevision=2, participations=[count("TOTAL", "TOTAL", 5)])

    assert (same["code"], same["field"]) == ("fact-refused", "expectedRevision")
    assert len(trail(engine)) == 1


async def test_nobody_finds_out_a_count_by_age_by_guessing_at_it(engine: Engine) -> None:
    """A right guess and a wrong one are answered alike, and leave the same in the trail."""
    await do(engine, "eventCorrect", participations=[count("AGE_GROUP", "CHILD", 3)])

    right = await do(
        engine, "eventCorrect", expectedRevision=2, participations=[count("AGE_GROUP", "CHILD", 3)]
    )
    wrong = await do(
        engine, "eventCorrect", expectedRevision=3, participations=[count("AGE_GROUP", "CHILD", 4)]
    )

    assert (right.pop("revision"), wrong.pop("revision")) == (3, 4)
    assert right == wrong
    first, second = (
        one(engine, f"SELECT coalesce(before, '') || after FROM audit_event WHERE no = {no}") for no in (2, 3)
    )
    assert first == second


def count(dimension: str, category: str, n: int | None) -> dict[str, Any]:
    return {"dimension": dimension, "category": category, "n": n}


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_sent_again_under_its_key_it_is_written_once(engine: Engine, name: str) -> None:
    first = await do(engine, name, clientMutationId="k")
    again = await do(engine, name, clientMutationId="k")
    other = await do(engine, name, clientMutationId="k", city="Batumi")

    assert first["__typename"] == "Event"
    assert again == first
    assert other["code"] == "idempotency-key-reused"
    assert len(trail(engine)) == 1


async def test_of_ten_who_correct_at_once_one_is_first(engine: Engine) -> None:
    answers: list[str] = []

    async def correct(number: int) -> None:
        answers.append((await do(engine, "eventCorrect", venue=f"Hall {number}"))["__typename"])

    async with anyio.create_task_group() as tasks:
        for number in range(10):
            tasks.start_soon(correct, number)

    assert sorted(answers) == ["Event"] + ["NewerEdit"] * 9
