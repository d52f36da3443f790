"""What of an event is refused through the API, and that nothing is written then.

EVT-2020-KIV-01 was in Moldova alone, EVT-2020-KBP-01 in Ukraine with Georgians.
"""

from typing import Any

import pytest
from sqlalchemy import Engine

from tests.schema.asking import refusal
from tests.schema.test_events_written import DOCUMENTS, USUAL, WHOLE, count, do, one
from tests.schema.writing import READER, STAFF_ELSEWHERE, revision, trail

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"endDate": "2020-11-30"}, "endDate", "ends before it begins"),
        ({"title": " "}, "title", "must not be empty"),
        ({"title": "x" * 301}, "title", "has 301 characters and may have 300"),
        ({"code": "x" * 41}, "code", "has 41 characters and may have 40"),
        ({"code": "a\0b"}, "code", "control character, U+0000"),
        ({"city": "Tbilisi\0"}, "city", "control character, U+0000"),
        ({"country": "XX"}, "country", "there is no country"),
        ({"country": "UA"}, "country", "account is for GE only"),
        ({"programme": "NONE"}, "programme", "there is no programme “NONE”"),
        ({"result": "OP9.9"}, "result", "there is no result"),
        ({"summary": "She was aged 15 then."}, "summary", "the age of a person"),
        ({"sourceRef": "Ask ana@example.org"}, "sourceRef", "an e-mail address"),
        ({"venue": "Case no. 12/2020"}, "venue", "a case number"),
        ({"organisers": [{"organisation": "NONE", "role": "LEAD"}]}, "organisation", "no organisation"),
        ({"organisers": [{"organisation": "IOM", "role": "LEAD"}] * 2}, "role", "given twice"),
        ({"countries": [{"country": "XX", "role": "HOST"}]}, "country", "there is no country"),
        ({"countries": [{"country": "\0", "role": "HOST"}]}, "country", "control character"),
        ({"participations": [{"dimension": "SEX", "category": "W", "n": 1}]}, "category", "none of F, M"),
        ({"participations": [{"dimension": "SEX", "category": "F", "n": -1}]}, "n", "0 or more"),
        ({"funding": [{"source": "NONE"}]}, "source", "there is no funding source"),
        ({"funding": [{"source": "NMFA-RCTP", "sharePercent": "100.001"}]}, "sharePercent", "2 decimals"),
        ({"funding": [{"source": "NMFA-RCTP", "sharePercent": "101"}]}, "sharePercent", "from 0 to 100"),
        (
            {"texts": [{"kind": "NOTE", "no": 1, "text": "Call +995 555 12 34 56"}]},
            "text",
            "a telephone number",
        ),
        (
            {"figures": [WHOLE["figures"][0] | {"topic": "Write to a@b.example"}]},
            "topic",
            "an e-mail address",
        ),
    ],
)
async def test_what_is_not_right_is_named_and_nothing_of_the_event_is_written(
    engine: Engine, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(engine)

    refused = await do(engine, "eventRecord", **given)

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(engine), trail(engine)) == (before, [])
    assert one(engine, "SELECT count(*) FROM event") == 13


async def test_a_code_that_is_taken_is_refused_and_tells_nothing_of_its_event(engine: Engine) -> None:
    refused = await do(engine, "eventRecord", code="EVT-2020-KIV-01")

    assert refused["message"] == (
        "event EVT-2020-KIV-01 cannot be written: an event has this code already; take another"
    )


@pytest.mark.parametrize(
    ("code", "answered", "field"),
    [
        ("EVT-2020-KIV-01", "not-found", None),  # of Moldova alone
        ("EVT-NONE", "not-found", None),
        ("a\0b", "not-found", None),
        ("EVT-2020-KBP-01", "fact-refused", "code"),  # of Ukraine, with Georgians
    ],
)
async def test_an_office_corrects_events_of_its_own_country(
    engine: Engine, code: str, answered: str, field: str | None
) -> None:
    refused = await do(engine, "eventCorrect", code=code, participations=[count("TOTAL", "TOTAL", 46)])

    assert (refused["code"], refused.get("field")) == (answered, field)
    assert "46" not in refused["message"]
    assert trail(engine) == []


async def test_an_event_is_not_moved_to_another_office(engine: Engine) -> None:
    refused = await do(engine, "eventCorrect", country="MD")

    assert (refused["field"], "account is for GE only" in refused["message"]) == ("country", True)


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_without_the_right_nothing_is_written(engine: Engine, name: str) -> None:
    before = revision(engine)

    code, said = await refusal(engine, DOCUMENTS[name], READER, input=USUAL[name])

    assert (code, "“events.write”" in said) == ("permission-refused", True)
    assert (revision(engine), trail(engine)) == (before, [])


async def test_out_of_reach_nothing_is_written(engine: Engine) -> None:
    recorded = await do(engine, "eventRecord", STAFF_ELSEWHERE)
    corrected = await do(engine, "eventCorrect", STAFF_ELSEWHERE)

    assert (recorded["code"], corrected["code"]) == ("fact-refused", "not-found")
    assert trail(engine) == []
