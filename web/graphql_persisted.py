"""Queries that are known by their hash: those that clients have sent before, or only those of a list.

The first is Apollo's automatic form: a client sends the SHA-256 of its query alone, and the text beside
it where the server answers that it does not know the hash.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import orjson
from cachetools import LRUCache

from db.errors import Malformed
from schema.documents import Documents, RequestRefused
from web.graphql_request import Asked, Refused
from web.settings import Settings

KEPT: Final = 1_000
"""Texts; none is longer than a document may be."""

UNKNOWN: Final = "PersistedQueryNotFound"
"""Clients know this message by the letter, and its code."""

NOT_LISTED: Final = "only listed queries are answered here, and this is none; have it added to the list"


class PersistedQueries:
    """The text that a request means. With a list, no other text is executed."""

    def __init__(self, listed: Path | None = None) -> None:
        """Raises Malformed when the list cannot be used."""
        self._listed = None if listed is None else read_list(listed)
        self._kept: LRUCache[str, str] = LRUCache(KEPT)

    def text_of(self, asked: Asked) -> str:
        """The query itself, or the one that its hash names. Raises Refused and RequestRefused."""
        named = _hash(asked)
        if asked.query is not None and named not in (None, _sha256(asked.query)):
            raise Refused(400, "The hash of the persisted query is not that of the query beside it.")
        if self._listed is not None:
            return self._from_list(asked, named)
        if asked.query is not None:
            return asked.query
        if named is None:
            raise Refused(400, "The request has no `query`.")
        if (known := self._kept.get(named)) is None:
            raise RequestRefused.because(UNKNOWN, "PERSISTED_QUERY_NOT_FOUND")
        return known

    def keep(self, asked: Asked) -> None:
        """Know a query that was executed by its hash from now on, where the client wishes it."""
        if self._listed is None and asked.query is not None and (named := _hash(asked)):
            self._kept[named] = asked.query

    def _from_list(self, asked: Asked, named: str | None) -> str:
        assert self._listed is not None
        if asked.query is None and named is None:
            raise Refused(400, "The request has no `query`.")
        known = self._listed.get(named or _sha256(asked.query or ""))
        if known is None:
            raise RequestRefused.because(NOT_LISTED, "query-not-listed")
        return known


class KnownQueries:
    """What every door to the API knows: documents that were read, and queries by their hashes."""

    def __init__(self, settings: Settings) -> None:
        """Raises Malformed when the list of queries cannot be used."""
        self.documents = Documents(introspection=settings.introspection)
        self.persisted = PersistedQueries(settings.listed_queries)


def read_list(path: Path) -> Mapping[str, str]:
    """The queries of a list by their hashes.

    It is a JSON object of hashes and texts, or a manifest of Apollo's. Raises Malformed.
    """
    form = 'a JSON object {"<SHA-256>": "<query>"}, or Apollo\'s persisted query manifest'
    try:
        found = orjson.loads(path.read_bytes())
        if "operations" in found:
            found = {each["id"]: each["body"] for each in found["operations"]}
        wrong = [named for named, text in found.items() if _sha256(text) != named]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise Malformed("a list of queries", str(path), form) from None
    if wrong:
        raise Malformed("the SHA-256 of the query beside it", wrong[0], "64 hexadecimal digits")
    return dict(found)


def _hash(asked: Asked) -> str | None:
    """The hash that a request names its query by. Raises Refused."""
    persisted: Any = asked.extensions.get("persistedQuery")
    if persisted is None:
        return None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        raise Refused(400, "`persistedQuery` must be an object of version 1.")
    named = persisted.get("sha256Hash")
    if not isinstance(named, str) or len(named) != 64:
        raise Refused(400, "`sha256Hash` must be 64 hexadecimal digits.")
    return named.lower()


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()
