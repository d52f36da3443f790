"""How often somebody may be wrong about who they are."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from time import monotonic
from typing import Final

from cachetools import LRUCache

_MOST: Final = 20
"""The wrong token or password of a minute from which on whoever sends it has to wait."""
_WINDOW: Final = 60
"""Seconds."""
_ADDRESSES: Final = 10_000
"""Whoever has more of them makes us forget others' guesses, and takes no more of our memory."""
_ONE_SITE: Final = 64
"""Bits of an IPv6 address that one site has at least in common."""


class Guesses:
    """The wrong tokens and passwords of the last minute, by address; in this process alone."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._wrong: LRUCache[str, deque[float]] = LRUCache(_ADDRESSES)

    def count(self, address: str) -> int:
        """Count one wrong guess; gives the seconds to wait, 0 while there were few."""
        wrong = self._wrong.setdefault(_site(address), deque(maxlen=_MOST))
        wrong.append(self._clock())
        return self.wait(address)

    def wait(self, address: str) -> int:
        """The seconds until another guess is looked at; 0 where it is now."""
        wrong = self._wrong.get(_site(address))
        if wrong is None or len(wrong) < _MOST:
            return 0
        left = wrong[0] + _WINDOW - self._clock()
        return ceil(left) if left > 0 else 0


def _site(address: str) -> str:
    """Who shares one count: an IPv4 address, or all that an IPv6 site can choose from."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or IPv6Network((parsed, _ONE_SITE), strict=False))
