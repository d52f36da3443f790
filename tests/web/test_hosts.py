"""Who is answered: the machine itself, or whoever asks for the public address there is."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from db.errors import Malformed
from web.auth import place_of
from web.hosts import KnownHosts, is_same_origin
from web.settings import Settings, read_settings


async def figures(_request: object) -> PlainTextResponse:
    return PlainTextResponse("270,185.29")


async def place(request: Request) -> PlainTextResponse:
    return PlainTextResponse(place_of(request))


def client(address: str, public_url: str = "", forwarded_by: str = "") -> TestClient:
    settings = Settings(public_url=public_url, forwarded_by=forwarded_by)
    known = Middleware(KnownHosts, settings=settings)
    app = Starlette(routes=[Route("/", figures), Route("/place", place)], middleware=[known])
    return TestClient(app, base_url="http://localhost:8000", client=(address, 50000))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.1.1", "::1", "::ffff:127.0.0.1"])
def test_the_machine_itself_is_answered(address: str) -> None:
    assert client(address).get("/").text == "270,185.29"


@pytest.mark.parametrize(
    "address", ["192.168.1.20", "203.0.113.7", "2001:db8::1", "::ffff:10.0.0.1", "unknown"]
)
def test_a_request_from_elsewhere_is_refused_in_words(address: str) -> None:
    answer = client(address).get("/")

    assert answer.status_code == 403
    assert answer.text.startswith("This program answers only requests from the machine that it runs on")
    assert "270,185.29" not in answer.text


def test_a_request_from_elsewhere_cannot_say_that_it_comes_from_here() -> None:
    answer = client("203.0.113.7").get("/", headers={"X-Forwarded-For": "127.0.0.1", "Host": "localhost"})

    assert answer.status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_what_a_proxy_on_this_machine_passes_on_comes_from_elsewhere(header: str) -> None:
    assert client("127.0.0.1").get("/", headers={header: "127.0.0.1"}).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_the_machine_has_these_names(host: str) -> None:
    assert client("127.0.0.1").get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "[", "", "192.168.1.20"])
def test_a_foreign_name_pointed_at_this_machine_is_refused(host: str) -> None:
    assert client("127.0.0.1").get("/", headers={"Host": host}).status_code == 403


PUBLIC = "https://reports.example.org"


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("203.0.113.7", "reports.example.org", 200),
        ("203.0.113.7", "Reports.Example.ORG", 200),
        ("127.0.0.1", "reports.example.org", 200),
        ("127.0.0.1", "localhost:8000", 200),
        ("203.0.113.7", "localhost:8000", 403),
        ("203.0.113.7", "evil.example", 403),
        ("203.0.113.7", "", 403),
        ("127.0.0.1", "evil.example", 403),
    ],
)
def test_with_a_public_address_everybody_is_answered_who_asks_for_it(
    address: str, host: str, status: int
) -> None:
    answer = client(address, public_url=PUBLIC).get("/", headers={"Host": host})

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("connected", "passed_on", "place"),
    [
        ("127.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("192.168.1.20", "203.0.113.7", "192.168.1.20"),
    ],
)
def test_a_proxy_that_is_known_is_believed_about_who_asks_and_no_other(
    connected: str, passed_on: str, place: str
) -> None:
    asking = client(connected, public_url=PUBLIC, forwarded_by="127.0.0.1 ::1")

    answer = asking.get("/place", headers={"Host": "reports.example.org", "X-Forwarded-For": passed_on})

    assert answer.text == place


@pytest.mark.parametrize(
    "url", ["reports.example.org", "ftp://reports.example.org", "https://", "https://a/b"]
)
def test_a_public_address_is_a_scheme_and_a_name(url: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_settings(public_url=url)

    assert str(refused.value).endswith("the form is https://reports.example.org")


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": PUBLIC}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": PUBLIC}, True),
        ({"origin": "http://reports.example.org"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_a_browser_says_whether_our_own_page_asks(headers: dict[str, str], own: bool) -> None:
    raw = [
        (b"host", b"reports.example.org"),
        *((name.encode(), each.encode()) for name, each in headers.items()),
    ]
    request = HTTPConnection({"type": "http", "headers": raw})

    assert is_same_origin(request, Settings(public_url=PUBLIC)) is own
