"""Signing in and out: with a login and its password, or by showing a token."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from db.engine import Engine, reading, writing
from db.queries.accounts import Caller, account_by_login, caller_of_account, caller_of_token
from db.sign_ins import refuse_sign_in, sign_in, sign_out
from resolvers.reads import in_thread
from resolvers.viewer import viewer_of
from web.auth import Callers, ForeignPage, TooManyGuesses, place_of
from web.errors import NOT_KEPT, answer_refusal
from web.graphql_request import Refused, read_body
from web.hosts import is_same_origin
from web.pages.page import own_address, page
from web.passwords import is_password
from web.sessions import LASTING, is_form_token
from web.settings import Settings

MOST: Final = 8_000
"""Bytes of a form."""

HASHED_AT_ONCE: Final = 2
"""Each takes a core, and 64 MiB."""

NOT_SO: Final = "There is no such login with this password."
NOT_GOOD: Final = "This token is not good."
"""Of one that never was, has expired or was revoked, and of an account that is disabled, alike."""


@dataclass(frozen=True, slots=True)
class SigningIn:
    """Who may sign in to one database."""

    engine: Engine
    settings: Settings
    callers: Callers
    hashing: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(HASHED_AT_ONCE))

    def routes(self) -> list[Route]:
        return [
            Route("/sign-in", self.show),
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The forms; they lead on to the address in `next`."""
        return self.form(own_address(request.query_params.get("next", "/")))

    async def sign_in(self, request: Request) -> Response:
        """On to where one wanted to go, with a cookie; or the forms again, with why not."""
        if not is_same_origin(request, self.settings):
            return answer_refusal(request, ForeignPage())
        given = await self._read(request)
        place, on = place_of(request), own_address(given.get("next", "/"))
        secret = given.get("token", "").strip()
        try:
            if secret:
                caller = await self.callers.known(secret, caller_of_token)
            else:
                caller = await self._by_password(given.get("login", ""), given.get("password", ""), place)
            if caller is None:
                login, reason = (
                    (None, "wrong token") if secret else (given.get("login", ""), "wrong password")
                )
                await self.refuse(login, place, reason)
                return self.form(on, NOT_GOOD if secret else NOT_SO)
        except TooManyGuesses as refused:
            return self.late(on, refused)
        return await self.begin(request, caller, on)

    async def begin(self, request: Request, caller: Caller, on: str) -> Response:
        """Sign a browser in, and lead on."""
        now = datetime.now(UTC)
        actor = viewer_of(caller, place_of(request)).actor

        def begun() -> str:
            with writing(self.engine) as session:
                return sign_in(session, caller, actor, now, now + LASTING)

        answer = RedirectResponse(on, 303, NOT_KEPT)
        self.callers.sessions.begin(request, answer, await in_thread(begun))
        return answer

    async def sign_out(self, request: Request) -> Response:
        """Back to the forms, also where nobody was signed in."""
        viewer = await self.callers.viewer(request)
        secret = self.callers.sessions.secret_of(request)
        given = await self._read(request)
        if secret is None or not is_form_token(secret, given.get("form", "")):
            raise ForeignPage

        def ended() -> None:
            with writing(self.engine) as session:
                sign_out(session, secret, viewer.actor, datetime.now(UTC))

        await in_thread(ended)
        answer = RedirectResponse("/sign-in", 303, NOT_KEPT)
        self.callers.sessions.end(request, answer)
        return answer

    async def _by_password(self, login: str, password: str, place: str) -> Caller | None:
        self._require_patience(place, login)

        def found() -> Caller | None:
            with reading(self.engine) as session:
                account = account_by_login(session, login)
                caller = None if account is None else caller_of_account(account)
                kept = None if account is None else account.password_hash
            return caller if is_password(kept, password) else None

        async with self.hashing:
            self._require_patience(place, login)  # others may have been wrong while this one stood in line
            caller = await to_thread.run_sync(found)
        if caller is None or not caller.may_ask(datetime.now(UTC)):
            return None
        self.callers.guesses.know(place, login)
        return caller

    def _require_patience(self, place: str, login: str) -> None:
        # a password can be guessed, so not even a right one is looked at
        if wait := self.callers.guesses.wait(place, login):
            raise TooManyGuesses(wait)

    async def refuse(self, login: str | None, place: str, reason: str) -> None:
        """Tell the trail of it, unless too many were told already. Raises TooManyGuesses."""
        await self.callers.count_guess(place, login)

        def told() -> None:
            with writing(self.engine) as session:
                refuse_sign_in(session, login, place, datetime.now(UTC), reason)

        await in_thread(told)

    async def _read(self, request: Request) -> dict[str, str]:
        try:
            body = await read_body(request, self.settings.deadline, MOST)
        except Refused as refused:
            raise HTTPException(refused.status, refused.reason, refused.headers) from None
        return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=10))

    def form(self, on: str, refusal: str | None = None, status: int | None = None) -> Response:
        """The page, with why somebody could not sign in."""
        issuer = urlsplit(self.settings.oidc_issuer).hostname
        status = status or (401 if refusal else 200)
        return page("sign_in.html", status, on=on, refusal=refusal, issuer=issuer)

    def late(self, on: str, refused: TooManyGuesses) -> Response:
        """The page for whoever has to wait."""
        text = str(refused)
        answer = self.form(on, f"{text[0].upper()}{text[1:]}.", refused.status)
        answer.headers.update(refused.headers)
        return answer
