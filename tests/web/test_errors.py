"""What nobody expected is logged with its trace; the caller learns an id and nothing else."""

import re

import pytest
import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.testclient import TestClient

from web.errors import InternalErrors


async def broken(_request: object) -> None:
    raise KeyError("the password is swordfish")


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=[Route("/", broken)], middleware=[Middleware(InternalErrors)])
    return TestClient(app)


def test_a_program_is_told_an_id_that_stands_in_the_log(client: TestClient) -> None:
    with structlog.testing.capture_logs() as log:
        answer = client.get("/")

    assert answer.status_code == 500
    told = answer.json()
    assert told["code"] == "internal-error"
    found = re.fullmatch(r"internal error, id ([0-9a-f]{12}); the log says more", told["message"])
    assert found
    assert log[0]["id"] == found[1]
    assert isinstance(log[0]["exc_info"], KeyError)


def test_a_browser_is_shown_a_page_that_says_no_more(client: TestClient) -> None:
    answer = client.get("/", headers={"Accept": "text/html"})

    assert answer.status_code == 500
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Internal error, id " in answer.text
    assert "swordfish" not in answer.text
