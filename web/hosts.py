"""Which names this program is reached by, and who sends a request that a proxy passes on."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.settings import Settings

FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")

REFUSAL: Final = (
    "This program answers only requests from the machine that it runs on. Open it there, as "
    "http://localhost, http://127.0.0.1 or http://[::1] with its port; or have RCTP_PUBLIC_URL set to the "
    "address that you use.\n"
)


class KnownHosts:
    """Middleware that answers 403 to a request under a name that is not ours.

    Without a public address only the machine itself is answered, and nothing that was passed on.
    With one, everybody is who asks for that address; the machine itself may go on using its own names.
    Any other name in `Host` may be a foreign site's, pointed at us to read us through a browser.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._public = urlsplit(settings.public_url).netloc
        self._proxies = frozenset(settings.forwarded_by.split())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif self._is_answered(scope):
            await self.app(self._as_sent(scope), receive, send)
        else:
            await PlainTextResponse(REFUSAL, status_code=403)(scope, receive, send)

    def _is_answered(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._public and host.lower() == self._public:
            return True
        client = scope.get("client")
        return (
            client is not None
            and is_loopback(client[0])
            and is_our_name(host)
            and not any(name in headers for name in FORWARDED)
        )

    def _as_sent(self, scope: Scope) -> Scope:
        """The request with the address that the nearest proxy saw, where that proxy is believed."""
        client = scope.get("client")
        if client is None or client[0] not in self._proxies:
            return scope
        passed = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        seen = passed.rpartition(",")[2].strip()
        return {**scope, "client": (seen, 0)} if _is_address(seen) else scope


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_loopback(address: str) -> bool:
    """Whether an address is of the machine itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        return parsed.ipv4_mapped.is_loopback
    return parsed.is_loopback


def is_our_name(host: str) -> bool:
    """Whether a `Host` is one of the machine's own names."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or is_loopback(name)


def is_public(request: HTTPConnection, settings: Settings) -> bool:
    """Whether a request came by the public address, and not by one of the machine's own names."""
    public = urlsplit(settings.public_url).netloc
    return bool(public) and request.headers.get("host", "").lower() == public


def is_same_origin(request: HTTPConnection, settings: Settings) -> bool:
    """Whether a browser says that one of our own pages sent this request. Source: Fetch Metadata."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    own = settings.public_url if is_public(request, settings) else f"http://{request.headers.get('host')}"
    return request.headers.get("origin", "").lower() == own.lower()
