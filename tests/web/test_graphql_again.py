"""Asking the same again: a tag for those who hold the answer, and never an answer that is out of date."""

import httpx
import pytest
import structlog

from db.engine import make_engine
from db.scope import Scope
from resolvers.permissions import CLIENT, FINANCE
from resolvers.viewer import Viewer
from tests.web.serving import execute, serving
from web.answer_cache import AnswerCache, KeptAnswer, answer_key

GEORGIA = {"query": '{ country(code: "GE") { nameEn } }'}


def test_a_question_in_the_address_has_a_tag_and_no_body_for_those_who_hold_it(client: httpx.Client) -> None:
    first = client.get("/graphql", params=GEORGIA)

    again = client.get("/graphql", params=GEORGIA, headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == again.headers["cache-control"] == "private, no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_another_question_has_another_tag(client: httpx.Client) -> None:
    of_georgia = client.get("/graphql", params=GEORGIA).headers["etag"]

    moldova = client.get(
        "/graphql",
        params={"query": '{ country(code: "MD") { nameEn } }'},
        headers={"If-None-Match": of_georgia},
    )

    assert moldova.status_code == 200
    assert moldova.json()["data"] == {"country": {"nameEn": "Moldova"}}


def test_what_was_sent_by_post_is_not_to_be_kept(client: httpx.Client) -> None:
    first = client.post("/graphql", json=GEORGIA)

    again = client.post("/graphql", json=GEORGIA, headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 200
    assert again.headers["cache-control"] == "no-store"


def test_after_a_write_the_old_answer_is_given_to_nobody(sample_url: str) -> None:
    with serving(sample_url) as address:
        before = httpx.get(f"{address}/graphql", params=GEORGIA)
        execute(sample_url, "UPDATE country SET name_en = 'Sakartvelo' WHERE iso2 = 'GE'")
        after = httpx.get(
            f"{address}/graphql", params=GEORGIA, headers={"If-None-Match": before.headers["etag"]}
        )

    assert (before.json()["data"], before.json()["extensions"]["dataRevision"]) == (
        {"country": {"nameEn": "Georgia"}},
        "2",
    )
    assert after.status_code == 200
    assert (after.json()["data"], after.json()["extensions"]["dataRevision"]) == (
        {"country": {"nameEn": "Sakartvelo"}},
        "3",
    )


def test_what_asks_nothing_of_the_data_has_a_revision_and_a_tag_each_time(client: httpx.Client) -> None:
    answers = [
        client.get("/graphql", params={"query": "{ __schema { queryType { name } } }"}) for _ in range(3)
    ]

    assert {answer.headers["etag"] for answer in answers} == {answers[0].headers["etag"]}
    assert {answer.json()["extensions"]["dataRevision"] for answer in answers} == {"2"}


def test_a_repeated_question_is_not_put_to_the_data_again(sample_url: str) -> None:
    """The table is gone; who had no answer yet gets an error, who had one gets it."""
    engine = make_engine(sample_url)
    asked = {"query": "{ indicators(first: 3) { nodes { code title } } }"}
    with serving(sample_url) as address, structlog.testing.capture_logs():
        first = httpx.post(f"{address}/graphql", json=asked).json()
        with engine.begin() as connection:  # behind the revision's back
            connection.exec_driver_sql("ALTER TABLE indicator RENAME TO indicator_of_old")
        again = httpx.post(f"{address}/graphql", json=asked).json()
        other = httpx.post(f"{address}/graphql", json={"query": "{ indicators { totalCount } }"}).json()
    engine.dispose()

    assert again == first
    assert len(first["data"]["indicators"]["nodes"]) == 3
    assert other["errors"][0]["extensions"]["code"] == "internal-error"


def test_a_client_that_holds_an_answer_is_told_as_much_of_it_as_one_that_does_not(
    client: httpx.Client,
) -> None:
    short, long = GEORGIA, {"query": "{ __schema { types { name description } } }"}
    for asked in (short, long):
        first = client.get("/graphql", params=asked)
        again = client.get("/graphql", params=asked, headers={"If-None-Match": first.headers["etag"]})

        assert again.status_code == 304
        for name in ("etag", "cache-control"):
            assert again.headers[name] == first.headers[name]
        for answer in (first, again):
            varies = {each.strip() for each in answer.headers["vary"].split(",")}
            assert varies == {"Accept", "Accept-Encoding", "Authorization", "Cookie"}


def test_an_answer_with_an_error_is_made_anew_each_time(sample_url: str) -> None:
    asked = {"query": '{ events(after: "nowhere") { totalCount } }'}
    with serving(sample_url) as address:
        answers = [httpx.get(f"{address}/graphql", params=asked) for _ in range(2)]

    assert ["etag" in answer.headers for answer in answers] == [False, False]
    assert [answer.headers["cache-control"] for answer in answers] == ["no-store", "no-store"]


@pytest.mark.parametrize(
    ("text", "name", "variables", "viewer"),
    [
        ("{ b }", None, {"x": 1}, Viewer(CLIENT, Scope.everything())),
        ("{ a }", "A", {"x": 1}, Viewer(CLIENT, Scope.everything())),
        ("{ a }", None, {"x": 2}, Viewer(CLIENT, Scope.everything())),
        ("{ a }", None, {"x": 1}, Viewer(FINANCE, Scope.everything())),
        ("{ a }", None, {"x": 1}, Viewer(CLIENT, Scope(sources=None, countries=frozenset({"GE"})))),
        ("{ a }", None, {"x": 1}, Viewer(CLIENT, Scope(sources=frozenset({"GE"}), countries=None))),
    ],
)
def test_whatever_may_change_an_answer_keeps_it_apart(
    text: str, name: str | None, variables: dict[str, int], viewer: Viewer
) -> None:
    usual = answer_key("{ a }", None, {"x": 1}, Viewer(CLIENT, Scope.everything()))

    assert answer_key(text, name, variables, viewer) != usual


def test_the_order_of_variables_keeps_nothing_apart() -> None:
    viewer = Viewer(CLIENT, Scope.everything())

    assert answer_key("{ a }", None, {"x": 1, "y": 2}, viewer) == answer_key(
        "{ a }", None, {"y": 2, "x": 1}, viewer
    )


def test_the_answers_kept_take_no_more_room_than_they_have() -> None:
    """Each takes 500 bytes, 400 of them beside its body."""
    cache = AnswerCache(4_000)
    for number in range(20):
        cache.put(bytes([number]), KeptAnswer.of(b"x" * 100, 1))
    cache.put(b"long", KeptAnswer.of(b"x" * 101, 1))

    kept = [number for number in range(20) if cache.get(bytes([number]))]

    assert kept == list(range(12, 20))
    assert cache.get(b"long") is None
