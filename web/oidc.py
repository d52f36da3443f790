"""A provider that signs people in: OpenID Connect, code flow with PKCE.

Nothing of the provider is kept from one sign-in to the next, so that it changes its keys when it likes.
Source: OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9207.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any, Final

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from db.errors import ReportingError

ALGORITHMS: Final = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
"""With a public key each; whatever the provider, or the token, says beside that."""

PATIENCE: Final = 10.0
"""Seconds for each answer of the provider."""

SKEW: Final = 60
"""Seconds that its clock may differ from ours."""

_RANDOM_BYTES: Final = 32


class ProviderRefused(ReportingError):
    """The provider signed nobody in, or its answer cannot be trusted."""

    code = "provider-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"the provider signed nobody in: {reason}; begin again")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """What must be known again when somebody comes back from the provider."""

    state: str
    nonce: str
    verifier: str
    redirect_uri: str

    @classmethod
    def begin(cls, redirect_uri: str) -> OnTheWay:
        """Three secrets, each of its own."""
        state, nonce, verifier = (token_urlsafe(_RANDOM_BYTES) for _ in range(3))
        return cls(state, nonce, verifier, redirect_uri)


@dataclass(frozen=True, slots=True)
class Provider:
    """An issuer, and what we are to it."""

    issuer: str
    client_id: str
    client_secret: str | None

    async def address(self, way: OnTheWay) -> str:
        """Where a browser goes to be signed in. Raises ProviderRefused."""
        async with self._client(way) as client:
            known = await self._discovered(client)
            address, _ = client.create_authorization_url(
                _text(known, "authorization_endpoint"),
                state=way.state,
                nonce=way.nonce,
                code_verifier=way.verifier,
            )
        return str(address)

    async def subject(self, way: OnTheWay, answered: Mapping[str, str]) -> str:
        """Who came back, as the provider names them. Raises ProviderRefused."""
        if not compare_digest(answered.get("state", "").encode(), way.state.encode()):
            raise ProviderRefused("this is no answer to what was asked")
        if answered.get("iss", self.issuer) != self.issuer:
            raise ProviderRefused("another issuer answered")
        if "code" not in answered:
            raise ProviderRefused("it gave no code")
        async with self._client(way) as client:
            known = await self._discovered(client)
            shown = await self._exchanged(client, _text(known, "token_endpoint"), answered["code"], way)
            keys = await _json(client, _text(known, "jwks_uri"))
        return self._checked(shown, keys, way.nonce)

    def _client(self, way: OnTheWay) -> Any:
        return AsyncOAuth2Client(
            self.client_id,
            self.client_secret,
            scope="openid",
            redirect_uri=way.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self.client_secret else "none",
            timeout=PATIENCE,
        )

    async def _discovered(self, client: Any) -> Mapping[str, Any]:
        known = await _json(client, f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if known.get("issuer") != self.issuer:
            raise ProviderRefused("its description names another issuer")
        return known

    async def _exchanged(self, client: Any, endpoint: str, code: str, way: OnTheWay) -> str:
        try:
            token = await client.fetch_token(endpoint, code=code, code_verifier=way.verifier)
        except (AuthlibBaseError, httpx.HTTPError, ValueError):
            raise ProviderRefused("it did not take its own code") from None
        return _text(token, "id_token")

    def _checked(self, shown: str, keys: Mapping[str, Any], nonce: str) -> str:
        try:
            registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
            token = jwt.decode(shown, KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]
            expected = jwt.JWTClaimsRegistry(
                leeway=SKEW,
                iss={"essential": True, "value": self.issuer},
                aud={"essential": True, "value": self.client_id},
                nonce={"essential": True, "value": nonce},
                exp={"essential": True},
                iat={"essential": True},
                sub={"essential": True},
            )
            expected.validate(token.claims)
        except (JoseError, ValueError, TypeError, KeyError) as wrong:
            raise ProviderRefused(f"its token is not good, {type(wrong).__name__}") from None
        claims = token.claims
        others = set(claims["aud"] if isinstance(claims["aud"], list) else []) - {self.client_id}
        if others or claims.get("azp", self.client_id) != self.client_id:
            raise ProviderRefused("its token is for somebody else as well")
        subject: str = claims["sub"]
        return subject


async def _json(client: Any, address: str) -> Mapping[str, Any]:
    try:
        answer = await client.request("GET", address, withhold_token=True)
        found = answer.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        raise ProviderRefused("it does not answer") from None
    if not isinstance(found, dict):
        raise ProviderRefused("it does not answer as one")
    return found


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str):
        raise ProviderRefused(f"it gave no {name}")
    return value
