"""What holds for every mutation: one a request, done once for each key, and never answered from memory."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import anyio
import pytest
from graphql import parse
from sqlalchemy import Engine, text

from db.engine import make_engine, reading, writing
from resolvers.context import Context
from resolvers.permissions import Permission, Role
from resolvers.viewer import Viewer
from resolvers.writes import Mutation
from schema import schema
from schema.answering import Question
from schema.common import DECLARATION
from schema.documents import Documents, RequestRefused
from tests.schema.asking import AT, ask, refusal
from tests.schema.writing import EVERYWHERE, FINANCE_ELSEWHERE, FINANCE_OFFICE, revision, trail

pytestmark = pytest.mark.anyio

CLOSE = """
mutation ($input: FiscalMonthInput!) {
  fiscalMonthClose(input: $input) {
    ... on FiscalMonth { month state revision changedAt }
    ... on Refusal { code message }
    ... on IdempotencyKeyReused { mutation clientMutationId }
  }
}
"""
REOPEN = CLOSE.replace("fiscalMonthClose", "fiscalMonthReopen")
OCTOBER = {"source": "NMFA-RCTP", "month": "2019-10", "expectedRevision": 0}


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


async def close(engine: Engine, viewer: Viewer = FINANCE_OFFICE, **given: Any) -> dict[str, Any]:
    found = await ask(engine, CLOSE, viewer, input=OCTOBER | given)
    answered: dict[str, Any] = found["fiscalMonthClose"]
    return answered


def declared() -> dict[str, tuple[Mutation[Any, Any], Any]]:
    """Every mutation with the type of its input, by the name of its field."""
    root = schema._schema.mutation_type
    assert root
    return {
        name: (
            field.extensions["strawberry-definition"].metadata[DECLARATION],
            field.args["input"].type.of_type.extensions["strawberry-definition"].origin,
        )
        for name, field in root.fields.items()
    }


def test_every_field_of_an_input_is_one_of_its_fact_and_the_key() -> None:
    assert len(declared()) >= 3
    for name, (what, given) in declared().items():
        assert what.name == name
        known = {field.name for field in fields(what.fact)}
        assert {field.name for field in fields(given)} == known | {"client_mutation_id"}, name


async def test_what_is_sent_again_under_its_key_is_answered_again_and_not_done_again(engine: Engine) -> None:
    first = await close(engine, clientMutationId="close-1")
    await ask(
        engine, REOPEN, FINANCE_OFFICE, input=OCTOBER | {"expectedRevision": 1, "reason": "A late invoice"}
    )
    before = revision(engine)

    again = await close(engine, clientMutationId="close-1")

    assert first == again
    assert (again["state"], again["revision"]) == ("CLOSED", 1)  # what was answered then
    assert revision(engine) == before
    assert [row[1] for row in trail(engine)] == ["fiscalMonthClose", "fiscalMonthReopen"]


async def test_another_input_under_a_key_is_refused(engine: Engine) -> None:
    await close(engine, clientMutationId="close-1")

    refused = await close(engine, clientMutationId="close-1", month="2019-11")

    assert refused == {
        "code": "idempotency-key-reused",
        "message": "“close-1” was given to a `fiscalMonthClose` with another input before; "
        "take a new `clientMutationId` for each thing that is to be done",
        "mutation": "fiscalMonthClose",
        "clientMutationId": "close-1",
    }
    assert len(trail(engine)) == 1


async def test_a_key_belongs_to_one_account_and_one_mutation(engine: Engine) -> None:
    other = Viewer(Role("other", FINANCE_OFFICE.permissions), EVERYWHERE)
    await close(engine, clientMutationId="one")

    closed = await close(engine, other, month="2019-11", clientMutationId="one")
    opened = await ask(
        engine,
        REOPEN,
        FINANCE_OFFICE,
        input=OCTOBER | {"expectedRevision": 1, "reason": "R", "clientMutationId": "one"},
    )

    assert (closed["month"], closed["state"]) == ("2019-11", "CLOSED")
    assert opened["fiscalMonthReopen"]["state"] == "OPEN"


async def test_what_was_refused_leaves_its_key_free(engine: Engine) -> None:
    refused = await close(engine, expectedRevision=5, clientMutationId="one")
    done = await close(engine, clientMutationId="one")

    assert refused["code"] == "newer-edit"
    assert done["state"] == "CLOSED"


async def test_sent_ten_times_at_once_it_is_done_once(engine: Engine) -> None:
    answers: list[dict[str, Any]] = []

    async def send() -> None:
        answers.append(await close(engine, clientMutationId="at-once"))

    async with anyio.create_task_group() as tasks:
        for _ in range(10):
            tasks.start_soon(send)

    assert len(answers) == 10
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["state"] == "CLOSED"
    assert len(trail(engine)) == 1


async def test_who_may_see_the_thing_no_more_is_not_told_again_what_was_answered(engine: Engine) -> None:
    await close(engine, clientMutationId="one")

    refused = await close(engine, FINANCE_ELSEWHERE, clientMutationId="one")

    assert refused["code"] == "not-found"


async def test_a_key_is_forgotten_after_thirty_days(engine: Engine) -> None:
    await close(engine, clientMutationId="old")
    with writing(engine) as session:
        session.execute(
            text("UPDATE answered_mutation SET answered_at = :then"),
            {"then": (AT - timedelta(days=31)).isoformat(sep=" ")},
        )

    done = await close(engine, month="2019-11", clientMutationId="old")

    assert done["month"] == "2019-11"
    with reading(engine) as session:
        assert session.execute(text("SELECT count(*) FROM answered_mutation")).scalar() == 1


@pytest.mark.parametrize("key", ["", "  ", "x" * 101, "a\nb", "a\0b"])
async def test_a_key_is_a_line_of_up_to_a_hundred_characters(engine: Engine, key: str) -> None:
    refused = await close(engine, clientMutationId=key)

    assert refused["code"] == "fact-refused"
    assert "clientMutationId" in refused["message"]
    assert trail(engine) == []


async def test_the_answer_is_of_the_data_after_the_deed(engine: Engine) -> None:
    document = CLOSE.replace("changedAt", "fundingSource { fiscalMonths { month state } }")

    found = await ask(engine, document, FINANCE_OFFICE, input=OCTOBER)

    assert {"month": "2019-10", "state": "CLOSED"} in found["fiscalMonthClose"]["fundingSource"][
        "fiscalMonths"
    ]


async def test_a_late_deed_is_not_done(engine: Engine) -> None:
    context = Context.open(engine, FINANCE_OFFICE, seconds=1e-9, at=AT)
    question = Question(Documents(), CLOSE, None)

    answer = await question.answer({"input": OCTOBER}, context)
    await context.aclose()

    assert [error.extensions and error.extensions["code"] for error in answer.errors] == ["deadline-exceeded"]
    assert trail(engine) == []


async def test_a_right_is_asked_for_before_anything_else(engine: Engine) -> None:
    nobody = replace(FINANCE_OFFICE, role=Role("nobody", frozenset({Permission.RESULTS_READ})))

    code, _ = await refusal(engine, CLOSE, nobody, input=OCTOBER | {"source": "NOTHING"})

    assert code == "permission-refused"


@pytest.mark.parametrize(
    "document",
    [
        "mutation ($a: FiscalMonthInput!) { a: fiscalMonthClose(input: $a) { __typename } "
        "b: fiscalMonthClose(input: $a) { __typename } }",
        "mutation ($a: FiscalMonthInput!) { ...F fiscalMonthReopen(input: $a) { __typename } } "
        "fragment F on Mutation { fiscalMonthClose(input: $a) { __typename } }",
        "mutation ($a: FiscalMonthInput!) { ...F ...F } "
        "fragment F on Mutation { ... on Mutation { fiscalMonthClose(input: $a) { __typename } } }",
    ],
)
def test_one_operation_does_one_thing(document: str) -> None:
    parse(document)

    with pytest.raises(RequestRefused) as refused:
        Documents().read(document)

    (error,) = refused.value.errors
    assert error.extensions
    assert (error.extensions["limit"], error.extensions["most"]) == ("mutations", 1)


def test_a_mutation_takes_longer_texts_than_a_query_and_only_in_variables() -> None:
    written = Question(Documents(), CLOSE, None)
    asked = Question(Documents(), "query ($c: String!) { event(code: $c) { code } }", None)

    written.check({"input": {"reason": "x" * 200_000}})
    with pytest.raises(RequestRefused, match="200,000 characters of a text in a variable of a mutation"):
        written.check({"input": {"reason": "x" * 200_001}})
    with pytest.raises(RequestRefused, match="200 characters of a text in an argument"):
        asked.check({"c": "x" * 201})
    literal = 'mutation { fiscalMonthClose(input: {reason: "%s"}) { __typename } }'
    with pytest.raises(RequestRefused, match="200 characters of a text in an argument"):
        Documents().read(literal % ("x" * 201))
