"""Which media type an answer of the API has: the specification's own, or plain JSON for older clients.

Source: GraphQL over HTTP, draft, sections 4 and 6; RFC 9110, 12.5.1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

RESPONSE: Final = "application/graphql-response+json"
"""Its status says whether the request could be executed."""

JSON: Final = "application/json"
"""Its status is 200 for every request that is well formed."""

UTF_8: Final = ("utf-8", "utf8")


def parse_media_type(text: str) -> tuple[str, dict[str, str]]:
    """A media type in lower case and its parameters."""
    media_type, *rest = text.split(";")
    pairs = (each.partition("=") for each in rest if each.strip())
    return media_type.strip().lower(), {
        name.strip().lower(): value.strip().strip('"').lower() for name, _, value in pairs
    }


def negotiate(accept: str | None) -> str | None:
    """The media type that the client wants most; None when it wants neither.

    Where it has no wish, it is JSON; where it names both alike, it is the specification's own.
    """
    ranges = [parse_media_type(each) for each in (accept or "*/*").split(",")]
    json, response = _wish(ranges, JSON), _wish(ranges, RESPONSE)
    if not any((json[0], response[0])):
        return None
    if json == response:
        return RESPONSE if json[1] == _EXACT else JSON
    return max((json, JSON), (response, RESPONSE))[1]


_VAGUE: Final = ("*/*", "application/*")
_EXACT: Final = len(_VAGUE)


def _wish(ranges: Sequence[tuple[str, Mapping[str, str]]], offered: str) -> tuple[float, int]:
    """The quality of the most exact range that fits, and how exact it is."""
    found = (0.0, -1)
    for wanted, parameters in ranges:
        exactness = _EXACT if wanted == offered else _VAGUE.index(wanted) if wanted in _VAGUE else -1
        if exactness > found[1] and parameters.get("charset", "utf-8") in UTF_8:
            found = (_quality(parameters.get("q", "1")), exactness)
    return found


def _quality(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
