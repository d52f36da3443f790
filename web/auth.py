"""Who sends a request: the one place where a token or a cookie becomes a viewer, asked by every door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from types import MappingProxyType
from typing import ClassVar, Final, TypeAlias

from cachetools import LRUCache
from starlette.requests import HTTPConnection

from db.accounts import digest_of
from db.audit import Actor, Deed, record
from db.engine import Engine, Session, reading, writing
from db.errors import ReportingError
from db.present import Present
from db.queries.accounts import Caller, caller_of_sign_in, caller_of_token
from db.sign_ins import refuse_sign_in
from resolvers.reads import in_thread
from resolvers.viewer import Viewer, viewer_of
from web.guesses import Guesses
from web.hosts import is_same_origin
from web.sessions import Sessions
from web.settings import Settings

_KEPT: Final = 1_000
"""Callers that are not looked up again while nothing is written."""

VIEWER: Final = "rctp.viewer"
"""Where a request keeps who sends it, once that is known."""

SAFE_METHODS: Final = ("GET", "HEAD")

Find: TypeAlias = Callable[[Session, str], Caller | None]
"""Whose a digest is."""


class CallerRefused(ReportingError):
    """Nobody is answered here who is not known."""

    status: ClassVar[HTTPStatus]
    headers: Mapping[str, str]


class NotSignedIn(CallerRefused):
    """A request without a token, or with one that is not good: never was, expired, or revoked, all alike."""

    code = "not-signed-in"
    status = HTTPStatus.UNAUTHORIZED

    def __init__(self, *, with_token: bool = False) -> None:
        what = "this token is not good" if with_token else "this request says not who sends it"
        super().__init__(
            f"{what}; send `Authorization: Bearer TOKEN` with a token from `rctp token create`, or sign in"
        )
        # Source: RFC 6750, section 3
        error = ', error="invalid_token"' if with_token else ""
        self.headers = {"www-authenticate": f'Bearer realm="rctp"{error}'}


class ForeignPage(CallerRefused):
    """A browser brings somebody's cookie, but not from one of our pages, and something might be changed."""

    code = "foreign-page"
    status = HTTPStatus.FORBIDDEN
    headers: Mapping[str, str] = MappingProxyType({})

    def __init__(self) -> None:
        super().__init__(
            "this request comes from a page that is not ours, with the cookie of somebody who is signed in; "
            "send it from our own page, or with a token in place of the cookie"
        )


class TooManyGuesses(CallerRefused):
    """Too many wrong tokens or passwords came from one address, or wrong passwords for one login."""

    code = "rate-limited"
    facts = ("retry_after",)
    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "too many wrong tokens or passwords came from this address, or for this login; "
            f"come back in {retry_after} seconds"
        )
        self.retry_after = retry_after
        self.headers = {"retry-after": str(retry_after)}


class Callers:
    """Those who may ask one database. For use within one event loop."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine, self._present, self._settings = engine, Present(engine), settings
        self._kept: LRUCache[tuple[Find, str], tuple[int, Caller]] = LRUCache(_KEPT)
        self.guesses, self.sessions = Guesses(), Sessions(settings)

    async def viewer(self, request: HTTPConnection) -> Viewer:
        """Who sends a request. Raises NotSignedIn, TooManyGuesses and ForeignPage."""
        request.scope[VIEWER] = viewer = await self._viewer(request)
        return viewer

    async def _viewer(self, request: HTTPConnection) -> Viewer:
        shown = request.headers.get("authorization")
        if not shown:
            return await self._signed_in(request)
        place = place_of(request)
        scheme, _, secret = shown.partition(" ")
        caller = await self.known(secret.strip(), caller_of_token) if scheme.lower() == "bearer" else None
        if caller is None:
            await self.count_guess(place)
            raise NotSignedIn(with_token=True)
        return viewer_of(caller, place)

    async def _signed_in(self, request: HTTPConnection) -> Viewer:
        secret = self.sessions.secret_of(request)
        caller = None if secret is None else await self.known(secret, caller_of_sign_in)
        if caller is None:
            raise NotSignedIn
        # a browser sends a cookie whoever's page it is on, so nothing is changed by that alone
        if request.scope["method"] not in SAFE_METHODS and not is_same_origin(request, self._settings):
            raise ForeignPage
        return viewer_of(caller, place_of(request))

    async def known(self, secret: str, find: Find) -> Caller | None:
        """Whose the secret is and may ask now; asked of the database again once anything was written."""
        digest = digest_of(secret)
        ask = self._present.revision
        revision = ask() if self._present.is_quick else await in_thread(ask)
        seen, caller = self._kept.get((find, digest), (None, None))
        if seen != revision:
            caller = await in_thread(_found, self._engine, find, digest)
            if caller is not None:
                # looked up after the revision was asked for, so at worst it is looked up once more
                self._kept[find, digest] = (revision, caller)
        return caller if caller is not None and caller.may_ask(datetime.now(UTC)) else None

    async def count_guess(self, place: str, login: str | None = None) -> None:
        """Count a wrong token, or a wrong password of a login. Raises TooManyGuesses."""
        waited, wait = self.guesses.wait(place, login), self.guesses.count(place, login)
        if not wait:
            return
        if not waited:  # one row for each time that somebody begins to be kept waiting
            await in_thread(_tell, self._engine, place, login)
        raise TooManyGuesses(wait)


def place_of(request: HTTPConnection) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else "unknown"


def _found(engine: Engine, find: Find, digest: str) -> Caller | None:
    with reading(engine) as session:
        return find(session, digest)


def _tell(engine: Engine, place: str, login: str | None) -> None:
    with writing(engine) as session:
        if login is not None:
            refuse_sign_in(session, login, place, datetime.now(UTC), "too many wrong passwords")
            return
        nobody = Actor("unknown", "none", place)
        record(session, nobody, datetime.now(UTC), Deed("refusal", "wrong tokens", reason="too many"))
