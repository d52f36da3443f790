"""How often somebody may be wrong about who they are."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from time import monotonic
from typing import Final

from cachetools import LRUCache

from db.accounts import digest_of

_MOST: Final = 20
"""The wrong token or password of a minute from which on whoever sends it has to wait."""
_MOST_OF_LOGIN: Final = 60
"""The same for one login, from wherever: more than one address can make, so that nobody alone at one
address keeps a person out."""
_WINDOW: Final = 60
"""Seconds."""
_REMEMBERED: Final = 10_000
"""Addresses, and logins. Whoever has more of them makes us forget others' guesses, and takes no more of our
memory."""
_ONE_SITE: Final = 64
"""Bits of an IPv6 address that one site has at least in common."""


class Guesses:
    """The wrong tokens and passwords of the last minute, by address and by login; in this process alone.

    A login is whatever was typed, so that it does not matter whether there is such an account.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._of_sites: LRUCache[str, deque[float]] = LRUCache(_REMEMBERED)
        self._of_logins: LRUCache[str, deque[float]] = LRUCache(_REMEMBERED)
        self._known: LRUCache[tuple[str, str], bool] = LRUCache(_REMEMBERED)

    def count(self, address: str, login: str | None = None) -> int:
        """Count one wrong guess; gives the seconds to wait, 0 while there were few."""
        now = self._clock()
        self._of_sites.setdefault(_site(address), deque(maxlen=_MOST)).append(now)
        if login is not None:
            self._of_logins.setdefault(digest_of(login), deque(maxlen=_MOST_OF_LOGIN)).append(now)
        return self.wait(address, login)

    def wait(self, address: str, login: str | None = None) -> int:
        """The seconds until another guess is looked at; 0 where it is now.

        Where somebody has signed in with a login before, only the address's own guesses count.
        """
        site = _site(address)
        left = self._left(self._of_sites.get(site))
        if login is None or (digest_of(login), site) in self._known:
            return left
        return max(left, self._left(self._of_logins.get(digest_of(login))))

    def know(self, address: str, login: str) -> None:
        """Somebody has signed in from there with it: what strangers guess elsewhere does not hold them up."""
        self._known[digest_of(login), _site(address)] = True

    def _left(self, wrong: deque[float] | None) -> int:
        if wrong is None or len(wrong) != wrong.maxlen:
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
