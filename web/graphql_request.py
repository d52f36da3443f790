"""What a request to the API asks: read from a JSON body, or from the address of a GET.

Source: GraphQL over HTTP, draft, section 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from starlette.requests import Request

from db.errors import DeadlineExceeded
from resolvers.deadline import within
from web.graphql_media import JSON, UTF_8, parse_media_type

METHODS: Final = "GET, POST"


class Refused(Exception):
    """A request that is not one of GraphQL over HTTP."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.status, self.reason, self.headers = status, reason, headers


@dataclass(frozen=True, slots=True)
class Asked:
    """A well-formed request. Without a query it may still have the hash of one, in its extensions."""

    query: str | None = None
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, Any] = field(default_factory=dict)


async def read_asked(request: Request, seconds: float, most: int) -> Asked:
    """What a request asks, if its body arrives in so many seconds and has no more bytes. Raises Refused."""
    if request.method == "GET":
        return _asked(_from_address(request))
    if request.method == "POST":
        _check_headers(request)
        return _asked(_object(await read_body(request, seconds, most), "The request"))
    raise Refused(405, "Ask by GET, or by POST as application/json.", allow=METHODS)


async def read_body(request: Request, seconds: float, most: int) -> bytes:
    """The body, if it arrives in so many seconds and has no more bytes. Raises Refused."""
    try:
        return await within(seconds, _arriving(request, most))
    except DeadlineExceeded:
        reason = f"The request did not arrive within {seconds:g} seconds; send it again."
        # or whoever sends it a byte at a time would keep the connection
        raise Refused(408, reason, connection="close") from None


async def _arriving(request: Request, most: int) -> bytes:
    body = bytearray()
    async with aclosing(request.stream()) as pieces:
        async for piece in pieces:
            body += piece
            if len(body) > most:
                raise Refused(413, f"A request may have up to {most:,} bytes; ask for less in one request.")
    return bytes(body)


def _check_headers(request: Request) -> None:
    media_type, parameters = parse_media_type(request.headers.get("content-type", ""))
    if media_type != JSON:
        raise Refused(415, "Send the request as application/json.")
    if parameters.get("charset", "utf-8") not in UTF_8:
        raise Refused(415, "Send the request in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused(415, "Send the request uncompressed.")


def _from_address(request: Request) -> Mapping[str, Any]:
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in given:
            raise Refused(400, f"`{name[:40]}` stands twice in the address.")
        given[name] = value
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _object(given[name], f"`{name}`")
        else:
            given.pop(name, None)
    return given


def _object(text: str | bytes, what: str) -> dict[str, Any]:
    try:
        decoded = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        raise Refused(400, f"{what} is not JSON.") from None
    if not isinstance(decoded, dict):
        raise Refused(400, f"{what} must be one JSON object; batches are not taken.")
    return decoded


def _asked(given: Mapping[str, Any]) -> Asked:
    return Asked(
        query=_typed(given, "query", str) or None,
        operation_name=_typed(given, "operationName", str) or None,
        variables=_typed(given, "variables", dict) or {},
        extensions=_typed(given, "extensions", dict) or {},
    )


def _typed(given: Mapping[str, Any], name: str, kind: type[Any]) -> Any:
    value = given.get(name)
    if value is not None and not isinstance(value, kind):
        raise Refused(400, f"`{name}` must be {'a text' if kind is str else 'an object'}.")
    return value
