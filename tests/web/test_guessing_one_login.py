"""Many addresses guess one login: nobody new gets a look, and its person is let in from where they were."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx
import pytest
import structlog
from sqlalchemy import Engine, select
from starlette.applications import Starlette

from db.accounts import NewAccount, Reach, create_account
from db.engine import make_engine, reading, writing
from db.migrate import upgrade
from db.models.accounts import RoleName
from db.models.audit import AuditEvent
from resolvers.viewer import local_viewer
from web.auth import Callers
from web.guesses import Guesses
from web.pages.sign_in import SigningIn
from web.passwords import hash_password
from web.settings import Settings

PASSWORD: Final = "swordfish and chips"
pytestmark = pytest.mark.anyio


class Door:
    """Where people sign in, in a minute that does not pass."""

    def __init__(self, url: str) -> None:
        settings = Settings(database_url=url, session_key="k" * 32)  # type: ignore[arg-type]
        self.engine = make_engine(url)
        callers = Callers(self.engine, settings)
        self.guesses = callers.guesses = Guesses(clock=lambda: 0.0)
        self._app = Starlette(routes=SigningIn(self.engine, settings, callers).routes())

    async def sign_in(self, login: str, password: str, place: str) -> httpx.Response:
        """Try it from an address."""
        transport = httpx.ASGITransport(self._app, client=(place, 50_000))
        headers = {"sec-fetch-site": "same-origin", "accept": "text/html"}
        async with httpx.AsyncClient(
            base_url="http://127.0.0.1", transport=transport, headers=headers
        ) as browser:
            return await browser.post("/sign-in", data={"login": login, "password": password})


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    """There is an account ana, and nothing else."""
    url = f"sqlite:///{tmp_path / 'people.db'}"
    upgrade(url)
    door = Door(url)
    with writing(door.engine) as session:
        new = NewAccount("ana", Reach(RoleName.FINANCE), hash_password(PASSWORD))
        create_account(session, new, local_viewer().actor, datetime.now(UTC))
    with structlog.testing.capture_logs():
        yield door
    door.engine.dispose()


async def test_the_sixtieth_guess_closes_a_login_to_new_addresses_whether_it_is_there_or_not(
    door: Door,
) -> None:
    """Fifty-nine were wrong already, from six addresses."""
    at_home = await door.sign_in("ana", PASSWORD, "203.0.113.99")
    for number in range(59):
        for login in ("ana", "ivo"):
            door.guesses.count(f"203.0.113.{number % 6}", login)

    sixtieth = [await door.sign_in(login, "wrong", "198.51.100.1") for login in ("ana", "ivo")]
    right = [await door.sign_in(login, PASSWORD, "198.51.100.2") for login in ("ana", "ivo")]
    at_home_again = await door.sign_in("ana", PASSWORD, "203.0.113.99")

    assert [answer.status_code for answer in (*sixtieth, *right)] == [429] * 4
    assert {answer.text for answer in (*sixtieth, *right)} == {right[0].text}
    assert "or for this login; come back in 60 seconds." in right[0].text
    assert [answer.status_code for answer in (at_home, at_home_again)] == [303, 303]
    assert told(door.engine) == {
        ("account ana", "too many wrong passwords"): 1,
        ("no account", "too many wrong passwords"): 1,
    }


async def test_guesses_at_the_same_moment_are_counted_one_after_the_other(door: Door) -> None:
    """Fifteen were wrong already; of thirty that come at once the fifth is too many, and the last right."""
    for _ in range(15):
        door.guesses.count("203.0.113.7")

    passwords = ["wrong"] * 29 + [PASSWORD]
    answers = await asyncio.gather(*(door.sign_in("ana", each, "203.0.113.7") for each in passwords))

    assert Counter(answer.status_code for answer in answers) == {401: 4, 429: 26}


def told(engine: Engine) -> Counter[tuple[str, str | None]]:
    """Who could not sign in, and why, as the trail tells it."""
    with reading(engine) as session:
        found = session.execute(
            select(AuditEvent.subject, AuditEvent.reason).where(AuditEvent.what == "signInRefused")
        ).all()
    return Counter((subject, reason) for subject, reason in found)
