"""Nobody is answered who is not known, at any door; and what a token is, counts at the next request."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import structlog
from sqlalchemy import select

from db.accounts import NewAccount, Reach, create_account, disable_account, revoke_token
from db.engine import make_engine, reading, writing
from db.models.accounts import RoleName
from db.models.audit import AuditEvent
from resolvers.viewer import local_viewer
from tests.web.serving import bearing, serving, token

TYPENAME = {"query": "{ __typename }"}
LEDGER = {"query": "{ ledgerEntries(first: 1) { totalCount } }"}
DOORS = [
    ("GET", "/"),
    ("GET", "/graphql?query={__typename}"),
    ("POST", "/graphql"),
    ("GET", "/schema.graphql"),
    ("POST", "/export.csv"),
    ("POST", "/export.xlsx"),
    ("GET", "/reports/NMFA-RCTP/2019-Q4/financial.xlsx"),
    ("HEAD", "/reports/NMFA-RCTP/2019-Q4/narrative.docx"),
    ("GET", "/reports/elsewhere"),
]
WRONG = ["Bearer rctp_wrong", "Bearer", "Basic YTpi", "rctp_wrong", "Bearer \u00e9", "Bearer a b"]


@pytest.fixture
def closed(sample_url: str) -> Iterator[httpx.Client]:
    """A program without a token, before a server of its own."""
    with serving(sample_url, role=None) as address, httpx.Client(base_url=address, timeout=60) as made:
        yield made


@pytest.mark.parametrize(("method", "path"), DOORS)
def test_without_a_token_no_door_opens(closed: httpx.Client, method: str, path: str) -> None:
    answer = closed.request(method, path, json=TYPENAME if method == "POST" else None)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="rctp"'
    assert answer.headers["cache-control"] == "no-store"


def test_a_refusal_has_the_form_of_its_door(closed: httpx.Client) -> None:
    said = (
        "this request says not who sends it; send `Authorization: Bearer TOKEN` with a token "
        "from `rctp token create`, or sign in"
    )
    as_graphql = {"errors": [{"message": said, "extensions": {"code": "not-signed-in"}}]}

    assert closed.post("/graphql", json=TYPENAME).json() == as_graphql
    assert closed.post("/export.csv", json=TYPENAME).json() == as_graphql
    assert closed.get("/schema.graphql").json() == {"code": "not-signed-in", "message": said}


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/static/style.css"])
def test_whether_it_runs_and_how_it_looks_is_told_to_everyone(closed: httpx.Client, path: str) -> None:
    assert closed.get(path).status_code == 200


def answers_to(sample_url: str, *headers: str) -> list[httpx.Response]:
    with serving(sample_url, role=None) as address:
        return [
            httpx.post(f"{address}/graphql", json=TYPENAME, headers=[(b"authorization", each.encode())])
            for each in headers
        ]


def test_tokens_that_are_not_good_are_refused_alike(sample_url: str) -> None:
    past, soon = datetime.now(UTC) - timedelta(seconds=1), datetime.now(UTC) + timedelta(hours=1)
    expired = token(sample_url, "finance", expires_at=past)
    revoked = token(sample_url, "finance", expires_at=soon, label="ended")
    engine = make_engine(sample_url)
    with writing(engine) as session:
        revoke_token(session, "ended", local_viewer().actor, datetime.now(UTC))
    engine.dispose()

    answers = answers_to(sample_url, *WRONG, f"Bearer {expired}", f"Bearer {revoked}")

    assert {(each.status_code, each.text) for each in answers} == {(401, answers[0].text)}
    assert {each.headers["www-authenticate"] for each in answers} == {
        'Bearer realm="rctp", error="invalid_token"'
    }


def test_a_revoked_token_is_refused_at_the_next_request(sample_url: str) -> None:
    secret, other = token(sample_url, "finance", label="a"), token(sample_url, "finance", label="b")
    engine = make_engine(sample_url)
    with serving(sample_url, role=None) as address:

        def status(secret: str) -> int:
            headers = bearing(secret)
            return httpx.post(f"{address}/graphql", json=LEDGER, headers=headers).status_code

        before = [status(secret) for _ in range(3)]
        with writing(engine) as session:
            revoke_token(session, "a", local_viewer().actor, datetime.now(UTC))
        after = [status(secret), status(other)]
    engine.dispose()

    assert before == [200, 200, 200]
    assert after == [401, 200]


def test_a_role_and_its_reach_decide_what_is_answered(sample_url: str) -> None:
    office = token(sample_url, "staff", countries=frozenset({"GE"}))
    secrets = {"client": token(sample_url, "client"), "staff": office, "admin": token(sample_url, "admin")}
    asked = {"query": "{ ledgerEntries { nodes { office { iso2 } } } }"}
    with serving(sample_url, role=None) as address:
        answers = {
            role: httpx.post(f"{address}/graphql", json=asked, headers=bearing(secret)).json()
            for role, secret in secrets.items()
        }
        home = {role: httpx.get(f"{address}/", headers=bearing(secret)) for role, secret in secrets.items()}

    for role in ("client", "admin"):
        assert answers[role]["errors"][0]["extensions"]["code"] == "permission-refused"
        assert (home[role].status_code, "Your role reads no reports." in home[role].text) == (200, True)
    nodes = answers["staff"]["data"]["ledgerEntries"]["nodes"]
    assert {node["office"]["iso2"] for node in nodes} == {"GE"}
    assert "NMFA-RCTP" in home["staff"].text


def test_from_the_twentieth_wrong_token_of_a_minute_on_guessing_waits_and_nobody_else(
    sample_url: str,
) -> None:
    right = token(sample_url, "finance")
    with serving(sample_url, role=None) as address, structlog.testing.capture_logs():
        wrong = [
            httpx.get(f"{address}/schema.graphql", headers=bearing(f"rctp_{number}")) for number in range(22)
        ]
        good = httpx.get(f"{address}/schema.graphql", headers=bearing(right))
        without = httpx.get(f"{address}/schema.graphql")

    assert [each.status_code for each in wrong] == [401] * 19 + [429] * 3
    assert 0 < int(wrong[-1].headers["retry-after"]) <= 60
    assert wrong[-1].json()["code"] == "rate-limited"
    assert (good.status_code, without.status_code) == (200, 401)
    engine = make_engine(sample_url)
    with reading(engine) as session:
        told = session.execute(select(AuditEvent.who, AuditEvent.place, AuditEvent.what)).all()
    engine.dispose()
    assert [tuple(row) for row in told[1:]] == [("unknown", "127.0.0.1", "refusal")]


def test_two_tokens_of_one_role_are_counted_apart(sample_url: str) -> None:
    first, second = token(sample_url, "client"), token(sample_url, "client")
    with serving(sample_url, role=None, request_limit=1) as address:
        statuses = [
            httpx.post(f"{address}/graphql", json=TYPENAME, headers=bearing(secret)).status_code
            for secret in (first, first, second)
        ]

    assert statuses == [200, 429, 200]


def test_no_token_stands_in_a_log(sample_url: str, capfd: pytest.CaptureFixture[str]) -> None:
    secret = token(sample_url, "finance")
    with serving(sample_url, role=None) as address, structlog.testing.capture_logs() as log:
        for each in (secret, "rctp_wrong"):
            httpx.post(f"{address}/graphql", json=LEDGER, headers=bearing(each))

    said = str(log) + "".join(capfd.readouterr())
    assert len(log) == 2
    assert (secret in said, "rctp_wrong" in said) == (False, False)


def test_an_account_that_is_disabled_takes_its_tokens_along(sample_url: str) -> None:
    now, local = datetime.now(UTC), local_viewer().actor
    engine = make_engine(sample_url)
    with writing(engine) as session:
        create_account(session, NewAccount("ana", Reach(RoleName.FINANCE)), local, now)
    secret = token(sample_url, "finance", login="ana")
    with serving(sample_url, role=None) as address:
        before = httpx.get(f"{address}/schema.graphql", headers=bearing(secret))
        with writing(engine) as session:
            disable_account(session, "ana", local, now)
        after = httpx.get(f"{address}/schema.graphql", headers=bearing(secret))
    engine.dispose()

    assert (before.status_code, after.status_code) == (200, 401)
