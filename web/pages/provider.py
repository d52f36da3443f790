"""Signing in by a provider: the way there, and the way back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from itsdangerous import BadData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from db.engine import reading
from db.queries.accounts import Caller, account_by_subject, caller_of_account
from resolvers.reads import in_thread
from web.auth import TooManyGuesses, place_of
from web.errors import NOT_KEPT
from web.hosts import is_public
from web.pages.page import own_address
from web.pages.sign_in import SigningIn

if TYPE_CHECKING:
    from web.oidc import Provider

NOTE: Final = "rctp_on_the_way"
"""The cookie of a browser that is at the provider."""

LASTING: Final = 600
"""Seconds that somebody may stay there."""

UNKNOWN: Final = "The provider knows you, but there is no account for you here. Ask for one."


@dataclass(frozen=True, slots=True)
class ByProvider:
    """The two addresses; without a provider in the settings there is nothing at them."""

    signing: SigningIn

    def routes(self) -> list[Route]:
        return [Route("/sign-in/provider", self.leave), Route("/sign-in/callback", self.come_back)]

    async def leave(self, request: Request) -> Response:
        """On to the provider, with a note of what was asked of it."""
        from web.oidc import OnTheWay, ProviderRefused

        provider, sessions = self._provider(), self.signing.callers.sessions
        way = OnTheWay.begin(self._redirect_uri(request))
        try:
            address = await provider.address(way)
        except ProviderRefused as refused:
            return self.signing.form("/", _sentence(refused), 502)
        on = own_address(request.query_params.get("next", "/"))
        answer = RedirectResponse(address, 303, NOT_KEPT)
        answer.set_cookie(
            NOTE,
            sessions.notes.dumps([asdict(way), on]),
            max_age=LASTING,
            path="/sign-in",
            secure=sessions.is_secure(request),
            httponly=True,
            samesite="lax",
        )
        return answer

    async def come_back(self, request: Request) -> Response:
        """Signed in, where the provider vouches for somebody who has an account; the note is used up."""
        answer = await self._answered(request)
        answer.delete_cookie(NOTE, path="/sign-in", httponly=True, samesite="lax")
        return answer

    async def _answered(self, request: Request) -> Response:
        from web.oidc import OnTheWay, ProviderRefused

        provider, place = self._provider(), place_of(request)
        try:
            try:
                noted, on = self.signing.callers.sessions.notes.loads(
                    request.cookies.get(NOTE, ""), max_age=LASTING
                )
                subject = await provider.subject(OnTheWay(**noted), request.query_params)
            except BadData:
                return self.signing.form("/", "This took too long, or began in another browser. Begin again.")
            except ProviderRefused as refused:
                await self.signing.refuse(None, place, refused.reason)
                return self.signing.form("/", _sentence(refused))
            caller = await in_thread(self._found, provider.issuer, subject)
            if caller is None or not caller.may_ask(datetime.now(UTC)):
                await self.signing.refuse(None, place, "no account of this subject")
                return self.signing.form(on, UNKNOWN)
        except TooManyGuesses as refused:
            return self.signing.late(on="/", refused=refused)
        return await self.signing.begin(request, caller, on)

    def _found(self, issuer: str, subject: str) -> Caller | None:
        with reading(self.signing.engine) as session:
            account = account_by_subject(session, issuer, subject)
            return None if account is None else caller_of_account(account)

    def _redirect_uri(self, request: Request) -> str:
        settings = self.signing.settings
        own = settings.public_url if is_public(request, settings) else f"http://{request.headers['host']}"
        return f"{own}/sign-in/callback"

    def _provider(self) -> Provider:
        # whoever has no provider need not wait for this import
        from web.oidc import Provider

        settings = self.signing.settings
        if not settings.oidc_issuer:
            raise HTTPException(404, "No provider signs people in here; use an account or a token.")
        secret = settings.oidc_client_secret
        return Provider(
            settings.oidc_issuer,
            settings.oidc_client_id,
            None if secret is None else secret.get_secret_value(),
        )


def _sentence(refused: Exception) -> str:
    text = str(refused)
    return f"{text[0].upper()}{text[1:]}."
