"""Texts of reports through the API. In the sample, 2019-Q4 is a draft with texts, and 3.4 is explained."""

import json
from collections.abc import Iterator
from typing import Any

import anyio
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from db.engine import make_engine, reading, writing
from db.periods import Quarter
from db.recording.narrative import SECTIONS
from db.scope import Scope
from reports.compose import compose
from reports.facts import gather
from resolvers.permissions import DONOR
from resolvers.viewer import Viewer
from tests.schema.asking import answer, ask, refusal
from tests.schema.writing import (
    FINANCE_OFFICE,
    READER,
    STAFF_ELSEWHERE,
    STAFF_IN_GEORGIA,
    revision,
    trail,
)

pytestmark = pytest.mark.anyio

REFUSED = """
    ... on Refusal { code message }
    ... on NotFound { known }
    ... on FactRefused { field }
    ... on NewerEdit { revision who at presentText }
    ... on ReportFixed { report state }
"""
NARRATIVE_WRITE = f"""
mutation ($input: NarrativeWriteInput!) {{ narrativeWrite(input: $input) {{
    __typename
    ... on NarrativeSection {{ source period section language text author writtenAt revision isSample }}
    {REFUSED}
}} }}
"""
DEVIATION_EXPLAIN = f"""
mutation ($input: DeviationExplainInput!) {{ deviationExplain(input: $input) {{
    __typename
    ... on DeviationNote {{ line reason consequence action approvalRef approvedOn author writtenAt revision }}
    {REFUSED}
}} }}
"""
DOCUMENTS = {"narrativeWrite": NARRATIVE_WRITE, "deviationExplain": DEVIATION_EXPLAIN}
WRITTEN: dict[str, Any] = {
    "source": "NMFA-RCTP",
    "period": "2019-Q4",
    "section": "risk",
    "text": "None new.\r\n\r\nTwo old ones.",
    "expectedRevision": 0,
}
EXPLAINED: dict[str, Any] = {
    "source": "NMFA-RCTP",
    "period": "2019-Q4",
    "line": "3.2",
    "reason": "More tickets",
    "action": "Fewer later",
    "expectedRevision": 0,
}
USUAL = {"narrativeWrite": WRITTEN, "deviationExplain": EXPLAINED}


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


async def do(engine: Engine, name: str, viewer: Any = STAFF_IN_GEORGIA, **given: Any) -> dict[str, Any]:
    found = await ask(engine, DOCUMENTS[name], viewer, input=USUAL[name] | given)
    answered: dict[str, Any] = found[name]
    return answered


def set_state(engine: Engine, state: str) -> None:
    with writing(engine) as session:
        session.execute(text(f"UPDATE report SET state = '{state}'"))


def columns(session: Session, table: str) -> list[str]:
    return list(session.execute(text(f"SELECT * FROM {table}")).keys())


def states(engine: Engine) -> set[str]:
    with reading(engine) as session:
        return set(session.execute(text("SELECT state FROM report WHERE id = 1")).scalars())


@pytest.fixture
def empty_risk(engine: Engine) -> Engine:
    """The sample without a text in the section that the tests write."""
    with writing(engine) as session:
        session.execute(text("DELETE FROM narrative_section WHERE section = 'risk'"))
    return engine


async def test_a_section_is_written_and_written_again(empty_risk: Engine) -> None:
    first = await do(empty_risk, "narrativeWrite")
    second = await do(empty_risk, "narrativeWrite", text="", expectedRevision=1)

    assert first == {
        "__typename": "NarrativeSection",
        "source": "NMFA-RCTP",
        "period": "2019-Q4",
        "section": "risk",
        "language": "en",
        "text": "None new.\n\nTwo old ones.",
        "author": "staff",
        "writtenAt": "2021-01-11T09:30:00Z",
        "revision": 1,
        "isSample": True,
    }
    assert (second["text"], second["revision"]) == ("", 2)
    section = "section risk of the report NMFA-RCTP 2019-Q4"
    assert trail(empty_risk) == [("staff", "narrativeWrite", section, None)] * 2


async def test_the_trail_knows_which_text_it_was_and_not_what_stood_in_it(empty_risk: Engine) -> None:
    await do(empty_risk, "narrativeWrite", text="a")

    with reading(empty_risk) as session:
        after = session.execute(text("SELECT after FROM audit_event")).scalar_one()
    assert json.loads(after) == {
        "revision": 1,
        "text": {
            "characters": 1,
            "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        },
    }


async def test_what_was_written_is_read_with_its_revision(empty_risk: Engine) -> None:
    await do(empty_risk, "narrativeWrite")
    question = """query ($language: String!) {
        narrative(source: "NMFA-RCTP", period: "2019-Q4", language: $language) { section revision }
        deviationNotes(source: "NMFA-RCTP", period: "2019-Q4") { line revision author }
    }"""

    english = await ask(empty_risk, question, STAFF_IN_GEORGIA, language="en")
    georgian = await ask(empty_risk, question, STAFF_IN_GEORGIA, language="ka")
    elsewhere = await ask(empty_risk, question, STAFF_ELSEWHERE, language="en")

    assert {"section": "risk", "revision": 1} in english["narrative"]
    assert english["deviationNotes"] == [{"line": "3.4", "revision": 1, "author": None}]
    assert georgian["narrative"] == []
    assert elsewhere == {"narrative": [], "deviationNotes": []}
    _, errors = await answer(empty_risk, question, READER, language="en")
    assert [error.extensions and error.extensions["code"] for error in errors] == ["permission-refused"] * 2


@pytest.mark.parametrize(
    ("state", "is_shown"),
    [("DRAFT", False), ("SIGNED", False), ("REOPENED", False), ("SUBMITTED", True), ("ACCEPTED", True)],
)
async def test_a_donor_reads_what_stands_in_reports_that_it_was_sent(
    engine: Engine, state: str, *, is_shown: bool
) -> None:
    set_state(engine, state)
    reach = Scope(sources=frozenset({"NMFA-RCTP"}), countries=None)
    question = """{
        narrative(source: "NMFA-RCTP", period: "2019-Q4") { section }
        deviationNotes(source: "NMFA-RCTP", period: "2019-Q4") { line }
    }"""

    found = await ask(engine, question, Viewer(DONOR, reach, "donor"))

    assert ("summary" in {row["section"] for row in found["narrative"]}) is is_shown
    assert [row["line"] for row in found["deviationNotes"]] == (["3.4"] if is_shown else [])


async def test_of_a_report_that_is_written_anew_a_donor_reads_nothing_until_it_is_sent(
    engine: Engine,
) -> None:
    set_state(engine, "SUBMITTED")
    with writing(engine) as session:
        names = [column for column in columns(session, "report") if column not in ("id", "version", "state")]
        session.execute(
            text(
                f"INSERT INTO report (version, state, {', '.join(names)}) "
                f"SELECT 2, 'DRAFT', {', '.join(names)} FROM report WHERE id = 1"
            )
        )
    question = '{ deviationNotes(source: "NMFA-RCTP", period: "2019-Q4") { line } }'

    reach = Scope(sources=frozenset({"NMFA-RCTP"}), countries=None)
    found = await ask(engine, question, Viewer(DONOR, reach, "donor"))

    assert found["deviationNotes"] == []


async def test_a_newer_text_is_told_and_stays(empty_risk: Engine) -> None:
    await do(empty_risk, "narrativeWrite", text="The first")

    refused = await do(empty_risk, "narrativeWrite", text="Another first")

    assert refused == {
        "__typename": "NewerEdit",
        "code": "newer-edit",
        "message": "section risk of the report NMFA-RCTP 2019-Q4 is at revision 1, written by staff at "
        "2021-01-11 09:30 UTC, and not at 0; look at what stands there and write again",
        "revision": 1,
        "who": "staff",
        "at": "2021-01-11T09:30:00Z",
        "presentText": "The first",
    }
    assert len(trail(empty_risk)) == 1


async def test_a_text_that_is_not_there_has_no_revision_to_expect(empty_risk: Engine) -> None:
    refused = await do(empty_risk, "narrativeWrite", expectedRevision=3)

    assert (refused["code"], refused["revision"], refused["presentText"]) == ("newer-edit", 0, None)
    assert refused["message"].endswith(
        "has not been written yet, and so has no revision 3; expect revision 0"
    )


async def test_of_ten_edits_over_one_revision_one_is_written(empty_risk: Engine) -> None:
    answers: list[str] = []

    async def write(number: int) -> None:
        answers.append((await do(empty_risk, "narrativeWrite", text=f"Text {number}"))["__typename"])

    async with anyio.create_task_group() as tasks:
        for number in range(10):
            tasks.start_soon(write, number)

    assert sorted(answers) == ["NarrativeSection"] + ["NewerEdit"] * 9


async def test_a_report_is_begun_with_its_first_text(engine: Engine) -> None:
    written = await do(engine, "narrativeWrite", period="2019-Q3")

    question = '{ report(source: "NMFA-RCTP", period: "2019-Q3") { ... on Report { version state dueOn } } }'
    assert written["revision"] == 1
    assert (await ask(engine, question))["report"] == {"version": 1, "state": "Draft", "dueOn": "2019-10-30"}


async def test_a_quarter_that_nobody_knows_yet_gets_its_period(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(text("DELETE FROM reporting_period WHERE code = '2019-Q3'"))

    await do(engine, "narrativeWrite", period="2019-Q3")

    with reading(engine) as session:
        period = session.execute(
            text("SELECT start_date, end_date, state FROM reporting_period WHERE code = '2019-Q3'")
        ).one()
    assert [str(each) for each in period] == ["2019-07-01", "2019-09-30", "OPEN"]


@pytest.mark.parametrize("name", sorted(USUAL))
@pytest.mark.parametrize("state", ["SIGNED", "SUBMITTED", "ACCEPTED"])
async def test_nothing_is_written_into_a_signed_report(empty_risk: Engine, state: str, name: str) -> None:
    set_state(empty_risk, state)

    refused = await do(empty_risk, name)

    assert (refused["code"], refused["report"], refused["state"]) == (
        "report-fixed",
        "NMFA-RCTP 2019-Q4",
        state,
    )
    assert trail(empty_risk) == []


@pytest.mark.parametrize("name", sorted(USUAL))
@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("FINANCE_CHECKED", "DRAFT"),
        ("PROTECTION_CLEARED", "DRAFT"),
        ("REOPENED", "REOPENED"),
        ("DRAFT", "DRAFT"),
    ],
)
async def test_what_is_written_takes_back_the_checks_that_were_made(
    empty_risk: Engine, state: str, after: str, name: str
) -> None:
    set_state(empty_risk, state)

    await do(empty_risk, name)

    assert states(empty_risk) == {after}


async def test_a_deviation_is_explained_and_explained_again(engine: Engine) -> None:
    first = await do(engine, "deviationExplain", consequence="None")
    second = await do(
        engine, "deviationExplain", approvalRef="LETTER-7", approvedOn="2020-01-20", expectedRevision=1
    )

    assert first == {
        "__typename": "DeviationNote",
        "line": "3.2",
        "reason": "More tickets",
        "consequence": "None",
        "action": "Fewer later",
        "approvalRef": None,
        "approvedOn": None,
        "author": "staff",
        "writtenAt": "2021-01-11T09:30:00Z",
        "revision": 1,
    }
    assert (second["consequence"], second["approvalRef"], second["revision"]) == (None, "LETTER-7", 2)
    assert [row[2] for row in trail(engine)] == ["deviation note NMFA-RCTP 2019-Q4 3.2"] * 2


async def test_a_newer_explanation_is_told_as_far_as_it_is_known(engine: Engine) -> None:
    refused = await do(engine, "deviationExplain", line="3.4")

    assert (refused["code"], refused["revision"], refused["who"], refused["at"]) == (
        "newer-edit",
        1,
        None,
        None,
    )
    assert refused["presentText"].startswith("Sample: the partner cleared its advance")


async def test_where_categories_are_compared_their_letters_are_explained(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(text("UPDATE funding_source SET deviation_basis = 'CATEGORY'"))

    line = await do(engine, "deviationExplain")
    letter = await do(engine, "deviationExplain", line="C")

    assert (line["code"], line["known"]) == ("not-found", ["A", "C", "4.1"])
    assert letter["line"] == "C"


@pytest.mark.parametrize(
    ("name", "given", "field", "said"),
    [
        ("narrativeWrite", {"text": "a\x07b"}, "text", "control character, U+0007, at place 2"),
        ("narrativeWrite", {"text": "a\u2066b"}, "text", "control character, U+2066"),
        ("narrativeWrite", {"text": "a\uffffb"}, "text", "control character, U+FFFF"),
        ("narrativeWrite", {"text": "x" * 200_001}, "text", "has 200,001 characters and may have 200,000"),
        ("narrativeWrite", {"language": "eng"}, "language", "two small letters"),
        ("deviationExplain", {"reason": " "}, "reason", "must not be empty"),
        ("deviationExplain", {"action": "x" * 2001}, "action", "has 2,001 characters"),
        ("deviationExplain", {"approvalRef": "L"}, "approvedOn", "a reference and a day"),
        ("deviationExplain", {"approvedOn": "2020-01-20"}, "approvedOn", "a reference and a day"),
    ],
)
async def test_what_is_wrong_with_a_text_is_said_and_nothing_is_written(
    empty_risk: Engine, name: str, given: dict[str, Any], field: str, said: str
) -> None:
    before = revision(empty_risk)

    refused = await do(empty_risk, name, **given)

    assert (refused["code"], refused["field"]) == ("fact-refused", field)
    assert said in refused["message"]
    assert (revision(empty_risk), trail(empty_risk)) == (before, [])


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("narrativeWrite", {"section": "signature"}, "not-found"),
        ("narrativeWrite", {"period": "2019-Q2"}, "outside-support-period"),
        ("deviationExplain", {"period": "2021-Q1"}, "outside-support-period"),
        ("deviationExplain", {"line": "9.9"}, "not-found"),
    ],
)
async def test_a_text_has_a_place(engine: Engine, name: str, given: dict[str, Any], code: str) -> None:
    assert (await do(engine, name, **given))["code"] == code
    assert trail(engine) == []


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_without_the_right_nothing_is_written(engine: Engine, name: str) -> None:
    before = revision(engine)

    code, said = await refusal(engine, DOCUMENTS[name], FINANCE_OFFICE, input=USUAL[name])

    assert (code, "“narrative.write”" in said) == ("permission-refused", True)
    assert (revision(engine), trail(engine)) == (before, [])


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_what_is_out_of_reach_looks_as_if_it_were_not_there(engine: Engine, name: str) -> None:
    refused = await do(engine, name, STAFF_ELSEWHERE)

    assert refused["message"] == "there is no funding source “NMFA-RCTP”"
    assert trail(engine) == []


@pytest.mark.parametrize("name", sorted(USUAL))
async def test_sent_again_under_its_key_it_is_written_once(empty_risk: Engine, name: str) -> None:
    first = await do(empty_risk, name, clientMutationId="k")
    await do(empty_risk, name, expectedRevision=1)

    again = await do(empty_risk, name, clientMutationId="k")

    assert first["revision"] == 1
    assert again == first
    assert len(trail(empty_risk)) == 2


def test_the_sections_that_have_a_text_are_those_of_the_report(sample_engine: Engine) -> None:
    with reading(sample_engine) as session:
        facts = gather(session, "NMFA-RCTP", Quarter(2019, 4), Scope.everything())

    made = ("project_information", "financial_summary", "signature")
    assert tuple(each.key for each in compose(facts).outline if each.key not in made) == SECTIONS
