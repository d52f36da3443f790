"""The documented event, as the API tells it. Source: domain.md (c)."""

from typing import Any

import pytest
from sqlalchemy import Engine

from tests.schema.asking import ask

pytestmark = pytest.mark.anyio


async def event(engine: Engine, fields: str) -> Any:
    """What is asked of the documented event."""
    return (await ask(engine, f'{{ event(code: "EVT-2019-TBS-01") {{ {fields} }} }}'))["event"]


async def test_counts_that_nobody_knows_are_null_and_not_zero(sample_engine: Engine) -> None:
    found = await event(
        sample_engine, "participation { total women men counts { n } } funding { sharePercent }"
    )

    assert found == {
        "participation": {"total": None, "women": None, "men": None, "counts": []},
        "funding": [{"sharePercent": None}],
    }


async def test_it_names_five_public_office_holders_and_three_recommendations(sample_engine: Engine) -> None:
    found = await event(sample_engine, "isSample figures { name role topic } recommendations { no theme }")

    assert found["isSample"] is False
    assert [(figure["name"], figure["role"]) for figure in found["figures"]] == [
        ("Sabine Machl", "WELCOME"),
        ("Gocha Lordkipanidze", "WELCOME"),
        ("Helene Sand Andersen", "WELCOME"),
        ("Sanja Celebic Lukovac", "WELCOME"),
        ("Sergiy Nizhynskyi", "SPEAKER"),
    ]
    assert found["recommendations"] == [
        {"no": 1, "theme": "LABOUR_INSPECTION"},
        {"no": 2, "theme": "REGIONAL_COORDINATION"},
        {"no": 3, "theme": "PARTNERSHIP"},
    ]


async def test_it_keeps_a_name_as_the_source_wrote_it(sample_engine: Engine) -> None:
    found = await event(sample_engine, "organisers { role asWritten organisation { name } }")

    assert {
        "role": "PARTNER",
        "asWritten": "Organization for Cooperation and Security in Europe",
        "organisation": {"name": "Organization for Security and Co-operation in Europe"},
    } in found["organisers"]


async def test_it_lasted_two_days_and_counts_in_the_quarter_it_ended(sample_engine: Engine) -> None:
    found = await event(
        sample_engine,
        "startDate endDate days quarter city venue country { iso2 } "
        "countries { role country { iso2 } } groups",
    )

    assert found == {
        "startDate": "2019-10-24",
        "endDate": "2019-10-25",
        "days": 2,
        "quarter": "2019-Q4",
        "city": "Tbilisi",
        "venue": None,
        "country": {"iso2": "GE"},
        "countries": [
            {"role": "HOST", "country": {"iso2": "GE"}},
            {"role": "PARTICIPATING", "country": {"iso2": "GE"}},
            {"role": "PARTICIPATING", "country": {"iso2": "MD"}},
            {"role": "PARTICIPATING", "country": {"iso2": "UA"}},
            {"role": "PARTICIPATING", "country": {"iso2": "BY"}},
        ],
        "groups": ["GOVERNMENT", "CIVIL_SOCIETY", "INTERNATIONAL_EXPERTS"],
    }


async def test_what_is_invented_says_so(sample_engine: Engine) -> None:
    found = await ask(
        sample_engine,
        '{ dataNotice fundingSource(code: "NMFA-RCTP") '
        "{ isSample ledgerEntries(first: 1) { nodes { isSample } } } }",
    )

    assert found["dataNotice"].startswith("SAMPLE DATA")
    assert found["fundingSource"] == {"isSample": True, "ledgerEntries": {"nodes": [{"isSample": True}]}}


async def test_an_indicator_about_assisted_people_has_no_values(sample_engine: Engine) -> None:
    found = await ask(
        sample_engine,
        "{ indicators(where: {sensitivity: [A, B]}) { totalCount nodes { code actuals { value } } } }",
    )

    assert found["indicators"]["totalCount"] >= 1
    assert all(indicator["actuals"] == [] for indicator in found["indicators"]["nodes"])


async def test_the_worked_ledger_of_the_quarter_has_eight_rows(sample_engine: Engine) -> None:
    found = await ask(
        sample_engine,
        '{ ledgerEntries(where: {source: "NMFA-RCTP", quarter: "2019-Q4"}) '
        "{ totalCount nodes { event { code } } } }",
    )

    assert found["ledgerEntries"]["totalCount"] == 8
    assert [row["event"] for row in found["ledgerEntries"]["nodes"]] == [None] * 8
