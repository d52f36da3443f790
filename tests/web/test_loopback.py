"""Only the machine itself is answered; what a request says about its origin is not believed."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from web.loopback import LoopbackOnly


async def figures(_request: object) -> PlainTextResponse:
    return PlainTextResponse("270,185.29")


def client(address: str) -> TestClient:
    app = Starlette(routes=[Route("/", figures)], middleware=[Middleware(LoopbackOnly)])
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
