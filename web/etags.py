"""Whether a client already holds what it asks for. Source: RFC 9110, 13.1.2."""

from __future__ import annotations

from starlette.requests import Request


def is_held(request: Request, etag: str) -> bool:
    """Whether the request names this tag, weak or strong, or any."""
    held = request.headers.get("if-none-match", "")
    tags = [tag.strip().removeprefix("W/") for tag in held.split(",")]
    return "*" in tags or etag.removeprefix("W/") in tags
