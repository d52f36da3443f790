"""Until people sign in, the program answers its own machine and nobody else."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")

REFUSAL: Final = (
    "This program answers only requests from the machine that it runs on, because it cannot tell people "
    "apart yet. Open it there, as http://localhost, http://127.0.0.1 or http://[::1] with its port.\n"
)


class LoopbackOnly:
    """Middleware that answers 403 to every request from elsewhere.

    What counts is who opened the connection. The address a request claims to be forwarded for is never
    believed; that it was forwarded at all is reason enough to refuse. A name in `Host` that is not ours is
    refused as well: it may be a foreign site's, pointed at this machine to read it through a browser.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or _is_local(scope):
            await self.app(scope, receive, send)
        else:
            await PlainTextResponse(REFUSAL, status_code=403)(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    client = scope.get("client")
    return (
        client is not None
        and is_loopback(client[0])
        and _is_our_name(headers.get("host", ""))
        and not any(name in headers for name in FORWARDED)
    )


def is_loopback(address: str) -> bool:
    """Whether an address is of the machine itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        return parsed.ipv4_mapped.is_loopback
    return parsed.is_loopback


def _is_our_name(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or is_loopback(name)
