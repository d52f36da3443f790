"""What goes wrong is said so that a client can act on it, and nothing else is said."""

from datetime import date

import pytest
from graphql import GraphQLError
from sqlalchemy import Engine

from db.engine import make_engine
from db.errors import RateMissing
from schema.errors import presentable
from tests.schema.asking import answer, refusal

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("question", "code", "said"),
    [
        (
            '{ events(where: {quarter: "2019-5"}) { totalCount } }',
            "malformed",
            "“2019-5” is not a reporting period; the form is 2019-Q4",
        ),
        (
            "{ events(where: {quarter: 2019}) { totalCount } }",
            "malformed",
            "“2019” is not a reporting period",
        ),
        (
            '{ events(where: {since: "20191024"}) { totalCount } }',
            "malformed",
            "“20191024” is not a date; the form is 2019-10-24",
        ),
        (
            '{ events(where: {since: "2019-02-30"}) { totalCount } }',
            "malformed",
            "“2019-02-30” is not a date; the form is 2019-10-24",
        ),
        (
            "{ events(where: {kind: [PARTY]}) { totalCount } }",
            "bad-request",
            "'PARTY' does not exist in 'EventKind'",
        ),
        ("{ events { totalCounts } }", "bad-request", "Cannot query field 'totalCounts'"),
        ("{ events(first: 1001) { totalCount } }", "page-refused", "up to 1,000 rows at once"),
        ("{ events(first: -1) { totalCount } }", "page-refused", "ask for 0 rows or more"),
        ("{ events(first: 1, last: 1) { totalCount } }", "page-refused", "not for both at once"),
        ('{ events(after: "MTox") { totalCount } }', "cursor-refused", "does not belong to this list"),
        ("{ events(first: 3000000000) { totalCount } }", "bad-request", "Int cannot represent"),
        ("{ events", "bad-request", "Syntax Error"),
    ],
)
async def test_a_bad_question_is_answered_with_what_to_do(
    many_engine: Engine, question: str, code: str, said: str
) -> None:
    found, message = await refusal(many_engine, question)

    assert found == code
    assert said in message


async def test_a_bad_variable_is_answered_like_a_bad_literal(many_engine: Engine) -> None:
    question = "query ($q: Quarter) { events(where: {quarter: $q}) { totalCount } }"

    code, message = await refusal(many_engine, question, q="2019-Q5")

    assert code == "malformed"
    assert "$q" in message
    assert "“2019-Q5” is not a reporting period; the form is 2019-Q4" in message


async def test_a_text_that_cannot_be_looked_for_is_refused(many_engine: Engine) -> None:
    question = "query ($code: [String!]) { ledgerEntries(where: {source: $code}) { totalCount } }"

    assert (await refusal(many_engine, question, code=["a\0b"]))[0] == "malformed"


async def test_a_database_that_fails_is_masked_with_its_cause_kept_for_the_log(database_url: str) -> None:
    engine = make_engine(database_url)  # it has no tables

    found, (error,) = await answer(engine, "{ events { totalCount } }")
    engine.dispose()

    assert found is None
    assert error.message == "something went wrong on our side; try again, and tell us if it stays"
    assert error.formatted["extensions"] == {"code": "internal-error"}
    assert "no such table" in str(error.original_error) or "does not exist" in str(error.original_error)


def test_an_error_of_ours_keeps_its_code_and_place() -> None:
    raised = GraphQLError(
        "x", path=["fundingSource", "funds"], original_error=RateMissing("GEL", date(2019, 10, 1), "UNORE")
    )

    shown = presentable(raised)

    assert shown.formatted == {
        "message": "no UNORE exchange rate for GEL is in force on 2019-10-01; "
        "record the rate that was in force that day",
        "path": ["fundingSource", "funds"],
        "extensions": {"code": "rate-missing", "currency": "GEL", "on": "2019-10-01", "source": "UNORE"},
    }
