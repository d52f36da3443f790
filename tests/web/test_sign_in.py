"""People sign in and out; their cookie is theirs, and serves no other page than ours."""

import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import httpx
import pytest
import structlog
from sqlalchemy import select

from db.accounts import NewAccount, Reach, change_password, create_account, disable_account, revoke_token
from db.engine import make_engine, reading, writing
from db.models.accounts import RoleName
from db.models.audit import AuditEvent
from resolvers.viewer import local_viewer
from tests.web.serving import bearing, serving, token
from web.pages.page import own_address
from web.passwords import hash_password
from web.sessions import kept_key

PASSWORD: Final = "swordfish and chips"
HASH: Final = hash_password(PASSWORD)
OWN: Final = {"sec-fetch-site": "same-origin"}
PAGE: Final = {"accept": "text/html"}
TYPENAME: Final = {"query": "{ __typename }"}
NOT_SO: Final = "There is no such login with this password."


def account(url: str, login: str = "ana", role: str = "finance", until: date | None = None) -> None:
    engine = make_engine(url)
    with writing(engine) as session:
        new = NewAccount(login, Reach(RoleName(role)), HASH, expires_on=until)
        create_account(session, new, local_viewer().actor, datetime.now(UTC))
    engine.dispose()


def deeds(url: str) -> list[tuple[str, str, str]]:
    """What the trail says beyond the making of accounts and tokens."""
    engine = make_engine(url)
    with reading(engine) as session:
        found = session.execute(
            select(AuditEvent.who, AuditEvent.what, AuditEvent.subject).order_by(AuditEvent.no)
        ).all()
    engine.dispose()
    return [(who, what, subject) for who, what, subject in found if not what.endswith("Create")]


@pytest.fixture
def browser(sample_url: str) -> Iterator[httpx.Client]:
    """A browser in which nobody is signed in, before a server of its own."""
    with (
        serving(sample_url, role=None, session_key="k" * 32) as address,
        httpx.Client(base_url=address, timeout=60, headers=PAGE) as made,
    ):
        yield made


def signed_in(
    browser: httpx.Client, login: str = "ana", password: str = PASSWORD, **more: str
) -> httpx.Response:
    return browser.post("/sign-in", data={"login": login, "password": password, **more}, headers=OWN)


def test_whoever_is_not_signed_in_is_led_to_the_page_and_back(browser: httpx.Client, sample_url: str) -> None:
    account(sample_url)
    wanted = "/reports/NMFA-RCTP/2019-Q4/financial.xlsx"

    led = browser.get(wanted)
    form = browser.get(led.headers["location"])
    [hidden, _] = re.findall(r'name="next" value="([^"]+)"', form.text)
    back = signed_in(browser, next=hidden)
    file = browser.get(back.headers["location"])

    assert (led.status_code, back.status_code) == (303, 303)
    assert led.headers["location"] == "/sign-in?next=%2Freports%2FNMFA-RCTP%2F2019-Q4%2Ffinancial.xlsx"
    assert back.headers["location"] == wanted
    assert (file.status_code, file.content[:2]) == (200, b"PK")
    assert deeds(sample_url) == [
        ("ana", "signIn", "account ana"),
        ("ana", "download", "NMFA-RCTP 2019-Q4 financial.xlsx"),
    ]


def test_the_cookie_is_for_this_server_alone_and_for_no_script(
    browser: httpx.Client, sample_url: str
) -> None:
    account(sample_url)

    cookie = signed_in(browser).headers["set-cookie"]

    assert cookie.startswith("rctp_session=")
    assert [part.strip() for part in cookie.split(";")[1:]] == [
        "HttpOnly",
        "Max-Age=43200",
        "Path=/",
        "SameSite=lax",
    ]


def test_by_the_public_address_the_cookie_travels_by_https_only(sample_url: str) -> None:
    account(sample_url)
    public = {"public_url": "https://reports.example.org", "session_key": "k" * 32}
    headers = OWN | {"host": "reports.example.org"}
    with serving(sample_url, role=None, **public) as address:
        answer = httpx.post(
            f"{address}/sign-in", data={"login": "ana", "password": PASSWORD}, headers=headers
        )

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-rctp_session=")
    assert "; Secure" in cookie


def test_a_token_signs_in_too_and_ends_what_it_began(browser: httpx.Client, sample_url: str) -> None:
    secret = token(sample_url, "approver", label="shown")

    answer = browser.post("/sign-in", data={"token": f" {secret} "}, headers=OWN)
    home = browser.get("/")
    engine = make_engine(sample_url)
    with writing(engine) as session:
        revoke_token(session, "shown", local_viewer().actor, datetime.now(UTC))
    engine.dispose()

    assert (answer.status_code, home.status_code) == (303, 200)
    assert "Signed in as shown (approver)" in home.text
    assert browser.get("/").headers["location"] == "/sign-in"


def test_signing_out_ends_it_for_a_copy_of_the_cookie_too(browser: httpx.Client, sample_url: str) -> None:
    account(sample_url)
    signed_in(browser)
    copy = dict(browser.cookies)
    [form] = re.findall(r'name="form" value="([0-9a-f]{64})"', browser.get("/").text)

    without = browser.post("/sign-out", headers=OWN)
    wrong = browser.post("/sign-out", data={"form": "0" * 64}, headers=OWN)
    out = browser.post("/sign-out", data={"form": form}, headers=OWN)
    later = httpx.get(f"{browser.base_url}", cookies=copy)

    assert (without.status_code, wrong.status_code) == (403, 403)
    assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
    assert dict(browser.cookies) == {}
    assert later.status_code == 401
    assert deeds(sample_url) == [("ana", "signIn", "account ana"), ("ana", "signOut", "sign-in 1")]


def test_a_disabled_account_is_signed_out_at_the_next_request(browser: httpx.Client, sample_url: str) -> None:
    account(sample_url)
    signed_in(browser)
    before = browser.get("/").status_code
    engine = make_engine(sample_url)
    with writing(engine) as session:
        disable_account(session, "ana", local_viewer().actor, datetime.now(UTC))
    engine.dispose()

    assert (before, browser.get("/").status_code) == (200, 303)
    assert signed_in(browser).status_code == 401


def test_another_password_signs_out_at_the_next_request(browser: httpx.Client, sample_url: str) -> None:
    account(sample_url)
    signed_in(browser)
    before = browser.get("/").status_code
    engine = make_engine(sample_url)
    with writing(engine) as session:
        new = hash_password("a dozen herrings")
        change_password(session, "ana", new, local_viewer().actor, datetime.now(UTC))
    engine.dispose()

    assert (before, browser.get("/").status_code) == (200, 303)
    assert signed_in(browser).status_code == 401
    assert signed_in(browser, password="a dozen herrings").status_code == 303


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("ana", "swordfish and chip"),
        ("ana", ""),
        ("ivo", PASSWORD),
        ("", ""),
        ("ANA", PASSWORD),
        ("old", PASSWORD),
    ],
)
def test_who_cannot_sign_in_is_told_the_same(
    browser: httpx.Client, sample_url: str, login: str, password: str
) -> None:
    account(sample_url)
    account(sample_url, "old", "auditor", until=date(2020, 1, 1))

    answer = signed_in(browser, login, password)

    assert (answer.status_code, NOT_SO in answer.text) == (401, True)
    assert "set-cookie" not in answer.headers


def test_the_trail_names_a_login_only_where_it_is_one(browser: httpx.Client, sample_url: str) -> None:
    account(sample_url)

    for login in ("ana", "my password by mistake"):
        signed_in(browser, login, "wrong")
    browser.post("/sign-in", data={"token": "rctp_wrong"}, headers=OWN)

    assert deeds(sample_url) == [
        ("unknown", "signInRefused", "account ana"),
        ("unknown", "signInRefused", "no account"),
        ("unknown", "signInRefused", "no account"),
    ]


def test_guessing_passwords_waits_from_the_twentieth_on_and_tokens_do_not(
    browser: httpx.Client, sample_url: str
) -> None:
    account(sample_url)
    secret = token(sample_url, "finance")
    with structlog.testing.capture_logs():
        for number in range(19):
            browser.get("/schema.graphql", headers=bearing(f"rctp_{number}"))
        twentieth = signed_in(browser, "ana", "wrong")
        right = signed_in(browser)
        shown = browser.post("/sign-in", data={"token": secret}, headers=OWN)

    assert (twentieth.status_code, right.status_code) == (429, 429)
    assert 0 < int(right.headers["retry-after"]) <= 60
    assert "Too many wrong tokens or passwords came from this address" in right.text
    assert shown.status_code == 303


FOREIGN: Final = [
    {},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_does_nothing_with_the_cookie(
    browser: httpx.Client, sample_url: str, headers: dict[str, str]
) -> None:
    account(sample_url)
    signed_in(browser)
    program = {"accept": "application/json"} | headers

    asked = [browser.post(path, json=TYPENAME, headers=program) for path in ("/graphql", "/export.csv")]

    assert [answer.status_code for answer in asked] == [403, 403]
    assert asked[0].json()["errors"][0]["extensions"] == {"code": "foreign-page"}
    assert browser.post("/sign-out", headers=headers).status_code == 403
    assert (
        browser.post("/sign-in", data={"login": "ana", "password": PASSWORD}, headers=headers).status_code
        == 403
    )
    assert deeds(sample_url) == [("ana", "signIn", "account ana")]


def test_our_own_page_asks_the_api_with_the_cookie(browser: httpx.Client, sample_url: str) -> None:
    account(sample_url)
    signed_in(browser)
    origin = str(browser.base_url).rstrip("/")

    answers = [
        browser.post("/graphql", json=TYPENAME, headers={"accept": "*/*"} | own)
        for own in (OWN, {"origin": origin})
    ]

    assert [answer.json()["data"] for answer in answers] == [{"__typename": "Query"}] * 2
    assert browser.get("/graphql").status_code == 200


@pytest.mark.parametrize("cookie", ["", "x", "secret.AAAA.BBBB", "\u00e9", "a" * 4000])
def test_a_cookie_that_we_did_not_sign_is_nobodys(browser: httpx.Client, cookie: str) -> None:
    answer = browser.get("/", headers=[(b"cookie", b"rctp_session=" + cookie.encode())])

    assert answer.status_code == 303


def test_the_secret_of_a_cookie_is_no_token(browser: httpx.Client, sample_url: str) -> None:
    account(sample_url)
    signed_in(browser)
    browser.get("/")
    secret = browser.cookies["rctp_session"].split(".")[0]

    assert httpx.get(f"{browser.base_url}", headers=bearing(secret)).status_code == 401


@pytest.mark.parametrize(
    "next_",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
        "é",
    ],
)
def test_signing_in_leads_nowhere_else(next_: str) -> None:
    assert own_address(next_) == "/"


def test_signing_in_leads_on_with_a_query() -> None:
    assert own_address("/graphql?query={a}") == "/graphql?query={a}"


def test_what_is_typed_is_escaped_and_a_long_form_is_not_read(browser: httpx.Client) -> None:
    shown = browser.get("/sign-in", params={"next": '/"><script>'})
    long = browser.post("/sign-in", data={"login": "a" * 9_000}, headers=OWN)

    assert "<script>" not in shown.text
    assert long.status_code == 413


def test_no_password_stands_in_a_log_or_in_the_trail(
    browser: httpx.Client, sample_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    account(sample_url)
    with structlog.testing.capture_logs() as log:
        signed_in(browser)
        signed_in(browser, PASSWORD, "another long password")

    engine = make_engine(sample_url)
    with reading(engine) as session:
        trail = [str(vars(row)) for row in session.scalars(select(AuditEvent))]
    engine.dispose()
    said = str(log) + "".join(capfd.readouterr()) + "".join(trail)
    assert [word in said for word in (PASSWORD, "another long", "argon2")] == [False] * 3


def test_the_key_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    file = tmp_path / "var" / "session.key"

    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: kept_key(file), range(32)))

    assert len(keys) == 1
    assert len(keys.pop()) == 43
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["session.key"]
