"""A provider signs people in who have an account here, and its word is taken in its own form only."""

import hmac
import json
import re
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy import select

from db.accounts import NewAccount, Reach, create_account, disable_account
from db.engine import make_engine, reading, writing
from db.models.accounts import RoleName
from db.models.audit import AuditEvent
from resolvers.viewer import local_viewer
from tests.web.provider import FakeProvider, providing
from tests.web.serving import serving

SUBJECT: Final = "248289761001"
WAY: Final = ("/sign-in/provider", "/sign-in/callback")


@pytest.fixture(scope="module")
def module_provider() -> Iterator[FakeProvider]:
    with providing() as made:
        yield made


@pytest.fixture
def provider(module_provider: FakeProvider) -> Iterator[FakeProvider]:
    """A provider as it was made; what a test changes of it is changed back."""
    kept = {
        name: value.copy() if hasattr(value, "copy") else value
        for name, value in vars(module_provider).items()
    }
    yield module_provider
    vars(module_provider).update(kept)


@dataclass
class Sign:
    """A browser on its way, and the provider it goes to."""

    browser: httpx.Client
    provider: FakeProvider
    url: str

    def leave(self, next_: str = "/") -> Mapping[str, str]:
        """What the provider is asked."""
        answer = self.browser.get("/sign-in/provider", params={"next": next_})
        assert answer.status_code == 303
        address = urlsplit(answer.headers["location"])
        assert f"{address.scheme}://{address.netloc}{address.path}" == f"{self.provider.issuer}/authorize"
        asked = {name: value for name, [value] in parse_qs(address.query).items()}
        self.provider.challenge = asked["code_challenge"]
        return asked

    def back(self, asked: Mapping[str, str], **changed: str) -> httpx.Response:
        given = {"code": "good", "state": asked["state"]} | changed
        return self.browser.get("/sign-in/callback", params=given)

    def claims(self, asked: Mapping[str, str], **changed: Any) -> dict[str, Any]:
        now = int(time.time())
        usual = {
            "iss": self.provider.issuer,
            "aud": "rctp",
            "sub": SUBJECT,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
        }
        return {name: value for name, value in (usual | changed).items() if value is not None}

    def deeds(self) -> list[tuple[str, str, str | None]]:
        engine = make_engine(self.url)
        with reading(engine) as session:
            found = session.execute(
                select(AuditEvent.who, AuditEvent.what, AuditEvent.reason).order_by(AuditEvent.no)
            )
            told = [(who, what, reason) for who, what, reason in found if not what.startswith("account")]
        engine.dispose()
        return told


@pytest.fixture
def sign(migrated_url: str, provider: FakeProvider) -> Iterator[Sign]:
    account(migrated_url, provider.issuer)
    chosen: dict[str, Any] = {
        "session_key": "k" * 32,
        "oidc_issuer": provider.issuer,
        "oidc_client_secret": "shared with it",
    }
    with (
        serving(migrated_url, role=None, **chosen) as address,
        httpx.Client(base_url=address, timeout=60, headers={"accept": "text/html"}) as browser,
    ):
        yield Sign(browser, provider, migrated_url)


def account(url: str, issuer: str, subject: str = SUBJECT) -> None:
    engine = make_engine(url)
    with writing(engine) as session:
        new = NewAccount("ivo", Reach(RoleName.FINANCE), issuer=issuer, subject=subject)
        create_account(session, new, local_viewer().actor, datetime.now(UTC))
    engine.dispose()


def test_a_person_with_an_account_is_signed_in_and_led_on(sign: Sign) -> None:
    asked = sign.leave("/schema.graphql")
    sign.provider.id_token = sign.provider.sign(sign.claims(asked))

    back = sign.back(asked)

    assert {
        name: asked[name] for name in ("response_type", "client_id", "scope", "code_challenge_method")
    } == {
        "response_type": "code",
        "client_id": "rctp",
        "scope": "openid",
        "code_challenge_method": "S256",
    }
    assert asked["redirect_uri"] == f"{str(sign.browser.base_url).rstrip('/')}/sign-in/callback"
    assert (back.status_code, back.headers["location"]) == (303, "/schema.graphql")
    assert sign.browser.get("/schema.graphql").status_code == 200
    assert sign.deeds() == [("ivo", "signIn", None)]


def test_the_note_of_the_way_is_no_scripts_and_used_up(sign: Sign) -> None:
    asked = sign.leave()
    sign.provider.id_token = sign.provider.sign(sign.claims(asked))
    [note] = [cookie for cookie in sign.browser.cookies.jar if cookie.name == "rctp_on_the_way"]

    first, again = sign.back(asked), sign.back(asked)

    assert (note.path, note.has_nonstandard_attr("HttpOnly")) == ("/sign-in", True)
    assert (first.status_code, again.status_code) == (303, 401)
    assert "began in another browser" in again.text


def unsigned(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    parts = (json.dumps(part).encode() for part in (header, claims))
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


def by_hs256(sign: Sign, claims: Mapping[str, Any]) -> str:
    """Signed with what everybody knows: the public key as it is published."""
    assert isinstance(sign.provider.key, RSAKey)
    begun = unsigned(claims, {"alg": "HS256", "kid": "first"}).rstrip(".")
    signature = hmac.digest(sign.provider.key.as_pem(private=False), begun.encode(), "sha256")
    return f"{begun}.{urlsafe_b64encode(signature).decode().rstrip('=')}"


def by_another(claims: Mapping[str, Any], **header: Any) -> str:
    key = RSAKey.generate_key(2048)
    return jwt.encode({"alg": "RS256", "kid": "first", **header}, dict(claims), key)


def tampered(token: str) -> str:
    """The same signature under another subject."""
    head, _, signature = token.split(".")
    _, body, _ = unsigned({"sub": "admin"}, {}).split(".")
    return f"{head}.{body}.{signature}"


Forge = Callable[[Sign, Mapping[str, str]], str | None]


def changed(**claims: Any) -> Forge:
    """Well signed, with a claim that is not right; None leaves it out."""
    return lambda sign, asked: sign.provider.sign(sign.claims(asked, **claims))


NOW: Final = int(time.time())
DAY: Final = 86_400

FORGED: Final[Mapping[str, Forge]] = {
    "no token": lambda _sign, _asked: None,
    "an empty one": lambda _sign, _asked: "",
    "no token at all": lambda _sign, _asked: "a.b.c",
    "unsigned": lambda sign, asked: unsigned(sign.claims(asked), {"alg": "none"}),
    "unsigned with the key's name": lambda sign, asked: unsigned(
        sign.claims(asked), {"alg": "none", "kid": "first"}
    ),
    "NONE": lambda sign, asked: unsigned(sign.claims(asked), {"alg": "NONE"}),
    "no algorithm": lambda sign, asked: unsigned(sign.claims(asked), {}),
    "without its signature": lambda sign, asked: (
        sign.provider.sign(sign.claims(asked)).rpartition(".")[0] + "."
    ),
    "the public key as a secret": lambda sign, asked: by_hs256(sign, sign.claims(asked)),
    "another key": lambda sign, asked: by_another(sign.claims(asked)),
    "another key, brought along": lambda sign, asked: by_another(
        sign.claims(asked), jwk=RSAKey.generate_key(2048).as_dict(private=False)
    ),
    "another key, to be fetched": lambda sign, asked: by_another(
        sign.claims(asked), jku="http://127.0.0.1:1/keys"
    ),
    "a path for a key": lambda sign, asked: by_another(sign.claims(asked), kid="../../../../dev/null"),
    "a key that is not there": lambda sign, asked: by_another(sign.claims(asked), kid="second"),
    "another kind of key": lambda sign, asked: jwt.encode(
        {"alg": "ES256", "kid": "first"}, sign.claims(asked), ECKey.generate_key("P-256")
    ),
    "another subject under the signature": lambda sign, asked: tampered(
        sign.provider.sign(sign.claims(asked))
    ),
    "another audience": changed(aud="somebody-else"),
    "others as well": changed(aud=["rctp", "somebody-else"]),
    "no audience": changed(aud=None),
    "for another party": changed(azp="somebody-else"),
    "another issuer": changed(iss="https://evil.example"),
    "an issuer like it": lambda sign, asked: sign.provider.sign(
        sign.claims(asked, iss=f"{sign.provider.issuer}/")
    ),
    "no issuer": changed(iss=None),
    "expired": changed(iat=NOW - DAY, exp=NOW - DAY + 300),
    "no end": changed(exp=None),
    "an end that is no number": changed(exp="tomorrow"),
    "of tomorrow": changed(iat=NOW + DAY, exp=NOW + 2 * DAY),
    "not yet": changed(nbf=NOW + DAY),
    "of no time": changed(iat=None),
    "of another sign-in": changed(nonce="another"),
    "of no sign-in": changed(nonce=None),
    "no subject": changed(sub=None),
    "a subject that is no text": changed(sub=248289761001),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_token_that_is_forged_or_stale_signs_nobody_in(sign: Sign, forge: Forge) -> None:
    asked = sign.leave()
    sign.provider.id_token = forge(sign, asked)

    answer = sign.back(asked)

    assert answer.status_code == 401
    assert "The provider signed nobody in" in answer.text
    assert "rctp_session" not in sign.browser.cookies
    [(who, what, reason)] = sign.deeds()
    assert (who, what) == ("unknown", "signInRefused")
    assert reason


@pytest.mark.parametrize(
    "given",
    [
        {"state": "another"},
        {"state": ""},
        {"code": "stolen"},
        {"iss": "https://evil.example"},
        {"error": "access_denied", "code": ""},
    ],
)
def test_an_answer_to_another_question_signs_nobody_in(sign: Sign, given: dict[str, str]) -> None:
    asked = sign.leave()
    sign.provider.id_token = sign.provider.sign(sign.claims(asked))

    answer = sign.back(asked, **given)

    assert (answer.status_code, "rctp_session" in sign.browser.cookies) == (401, False)


def test_a_code_that_another_browser_was_given_is_not_exchanged(sign: Sign) -> None:
    """Whoever brings it did not ask for it: neither the note nor the verifier fits."""
    asked = sign.leave()
    sign.provider.id_token = sign.provider.sign(sign.claims(asked))
    victim = httpx.get(
        f"{sign.browser.base_url}/sign-in/callback",
        params={"code": "good", "state": asked["state"]},
        headers={"accept": "text/html"},
    )

    assert (victim.status_code, sign.provider.exchanged) == (401, [])
    assert "set-cookie" not in victim.headers or "rctp_session" not in victim.headers["set-cookie"]


def test_the_provider_may_change_its_keys_at_any_time(sign: Sign) -> None:
    sign.provider.key = ECKey.generate_key("P-256", {"kid": "second", "use": "sig"})
    sign.provider.published.append(sign.provider.key)
    asked = sign.leave()
    sign.provider.id_token = sign.provider.sign(sign.claims(asked), {"alg": "ES256", "kid": "second"})

    assert sign.back(asked).status_code == 303


@pytest.mark.parametrize("subject", ["another", "ivo", ""])
def test_whom_the_provider_knows_and_we_do_not_has_no_account_by_that(sign: Sign, subject: str) -> None:
    asked = sign.leave()
    sign.provider.id_token = sign.provider.sign(sign.claims(asked, sub=subject))

    answer = sign.back(asked)

    assert (answer.status_code, "rctp_session" in sign.browser.cookies) == (401, False)


def test_a_disabled_account_is_not_signed_in_by_the_provider(sign: Sign) -> None:
    engine = make_engine(sign.url)
    with writing(engine) as session:
        disable_account(session, "ivo", local_viewer().actor, datetime.now(UTC))
    engine.dispose()
    asked = sign.leave()
    sign.provider.id_token = sign.provider.sign(sign.claims(asked))

    answer = sign.back(asked)

    assert answer.status_code == 401
    assert "there is no account for you here" in answer.text


@pytest.mark.parametrize(
    "description",
    [{"issuer": "https://evil.example"}, {"authorization_endpoint": 5}, {"authorization_endpoint": None}],
)
def test_a_provider_that_describes_another_is_gone_to_by_nobody(
    sign: Sign, description: dict[str, Any]
) -> None:
    sign.provider.description |= description

    answer = sign.browser.get("/sign-in/provider")

    assert (answer.status_code, "location" in answer.headers) == (502, False)
    assert "The provider signed nobody in" in answer.text


def test_the_page_leads_to_the_provider_there_is(sign: Sign) -> None:
    shown = sign.browser.get("/sign-in", params={"next": "/schema.graphql"}).text

    [address] = re.findall(r'href="(/sign-in/provider[^"]*)"', shown)
    assert address == "/sign-in/provider?next=/schema.graphql"
    assert "Sign in at 127.0.0.1" in shown


@pytest.mark.parametrize("path", WAY)
def test_without_a_provider_there_is_nothing_at_its_addresses(migrated_url: str, path: str) -> None:
    with serving(migrated_url, role=None) as address:
        assert httpx.get(f"{address}{path}").status_code == 404
        assert "Sign in at" not in httpx.get(f"{address}/sign-in").text


@pytest.fixture
def mock_issuer() -> Iterator[str]:
    """A provider that somebody else wrote, in a process of its own."""
    with subprocess.Popen(
        [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "oidc_provider_mock",
            "--port",
            "0",
            "--require-nonce",
            "true",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout
            for line in process.stdout:
                if found := re.search(r"http://[\w.]+:\d+", line):
                    yield found[0]
                    return
            pytest.fail("the provider does not start")
        finally:
            process.kill()


def test_a_provider_of_another_hand_signs_people_in(migrated_url: str, mock_issuer: str) -> None:
    account(migrated_url, mock_issuer, "ivo@donor.example")
    settings: dict[str, Any] = {
        "session_key": "k" * 32,
        "oidc_issuer": mock_issuer,
        "oidc_client_secret": "any",
    }
    with (
        serving(migrated_url, role=None, **settings) as address,
        httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as browser,
    ):
        asked = browser.get("/sign-in/provider").headers["location"]
        there = httpx.post(asked, data={"sub": "ivo@donor.example"}, timeout=60)
        back = browser.get(there.headers["location"])
        home = browser.get(back.headers["location"])

    assert (there.status_code, back.status_code, home.status_code) == (302, 303, 200)
    assert "Signed in as ivo (finance)" in home.text


@pytest.mark.parametrize("secret", [None, "shared with it"])
def test_the_provider_is_shown_the_secret_that_was_shared_and_always_the_proof(
    migrated_url: str, provider: FakeProvider, secret: str | None
) -> None:
    account(migrated_url, provider.issuer)
    settings: dict[str, Any] = {"session_key": "k" * 32, "oidc_issuer": provider.issuer}
    with (
        serving(migrated_url, role=None, oidc_client_secret=secret, **settings) as address,
        httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as browser,
    ):
        on_the_way = Sign(browser, provider, migrated_url)
        asked = on_the_way.leave()
        provider.id_token = provider.sign(on_the_way.claims(asked))
        back = on_the_way.back(asked)

    [exchanged] = provider.exchanged
    assert back.status_code == 303
    assert len(exchanged["code_verifier"]) == 43
    assert ("client_id" in exchanged) is (secret is None)
    assert "client_secret" not in exchanged  # it stands in a header, where no log of forms has it
