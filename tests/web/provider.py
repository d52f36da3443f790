"""An OpenID provider that vouches for whatever a test has it say."""

import socket
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Key = RSAKey | ECKey


class FakeProvider:
    """Its answers are attributes; a test changes them."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key: Key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
        self.published: list[Key] = [self.key]
        self.description: dict[str, Any] = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
            # what a provider says it may sign with must not decide what is taken
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        self.id_token: str | None = ""
        self.challenge = ""
        self.exchanged: list[Mapping[str, str]] = []

    def routes(self) -> list[Route]:
        return [
            Route("/.well-known/openid-configuration", self.describe),
            Route("/token", self.exchange, methods=["POST"]),
            Route("/keys", self.keys),
        ]

    async def describe(self, _request: Request) -> Response:
        return JSONResponse(self.description)

    async def keys(self, _request: Request) -> Response:
        return JSONResponse(KeySet([*self.published]).as_dict(private=False))

    async def exchange(self, request: Request) -> Response:
        """The token for a code, where whoever brings it is who asked for it."""
        given = dict(parse_qsl((await request.body()).decode()))
        self.exchanged.append(given)
        proof = urlsafe_b64encode(sha256(given.get("code_verifier", "").encode()).digest()).rstrip(b"=")
        if given.get("code") != "good" or proof.decode() != self.challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        told = {"access_token": "not-used", "token_type": "Bearer", "id_token": self.id_token}
        return JSONResponse({name: value for name, value in told.items() if value is not None})

    def sign(self, claims: Mapping[str, Any], header: Mapping[str, Any] | None = None) -> str:
        """A token with its own key, unless the header says another algorithm."""
        return jwt.encode({"alg": "RS256", "kid": "first", **(header or {})}, dict(claims), self.key)


@contextmanager
def providing() -> Iterator[FakeProvider]:
    """A provider on a free port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        made = FakeProvider(f"http://127.0.0.1:{listener.getsockname()[1]}")
        config = uvicorn.Config(Starlette(routes=made.routes()), ws="none", log_config=None)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield made
        finally:
            server.should_exit = True
            thread.join()
