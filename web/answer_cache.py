"""Answers that were given before, kept as long as the data behind them stays."""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any, Final

import orjson
from cachetools import LRUCache

from resolvers.viewer import Viewer

_LARGEST: Final = 8
"""One answer may take an eighth of the room."""

_BESIDE: Final = 400
"""Bytes that keeping an answer takes beside its body."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer without errors, as it is sent."""

    body: bytes
    revision: int
    """The data's, in the transaction that it was read in."""
    etag: str
    """Of the content, so that two different answers never have one; weak, for they may be compressed."""

    @classmethod
    def of(cls, body: bytes, revision: int) -> KeptAnswer:
        """The answer with its tag, which takes longer to make than the rest of giving it again."""
        return cls(body, revision, f'W/"{blake2b(body, digest_size=16).hexdigest()}"')


class AnswerCache:
    """The answers asked for most lately, in so many bytes. For use within one event loop."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._kept: LRUCache[bytes, KeptAnswer] = LRUCache(most_bytes, getsizeof=_size)

    def get(self, key: bytes) -> KeptAnswer | None:
        """What was answered, at whatever revision."""
        return self._kept.get(key)

    def put(self, key: bytes, answer: KeptAnswer) -> None:
        """Keep an answer; one that takes too much of the room is not kept."""
        if _size(answer) * _LARGEST <= self._most:
            self._kept[key] = answer


def answer_key(text: str, operation_name: str | None, variables: dict[str, Any], viewer: Viewer) -> bytes:
    """Equal for requests that have the same answer over the same data."""
    sees = [_plain(getattr(viewer.scope, each.name)) for each in fields(viewer.scope)]
    asked = [text, operation_name, variables, viewer.role.name, _plain(viewer.permissions), sees]
    return blake2b(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS), digest_size=32).digest()


def _size(kept: KeptAnswer) -> int:
    return len(kept.body) + _BESIDE


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
