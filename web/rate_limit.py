"""How often one viewer may ask."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from math import ceil
from time import monotonic
from typing import Final

from db.errors import ReportingError
from resolvers.allowance import Allowances
from resolvers.viewer import Viewer

_WINDOW: Final = 60
"""Seconds."""


class TooManyRequests(ReportingError):
    """A viewer has asked more often than they may."""

    code = "rate-limited"
    facts = ("most", "retry_after")

    def __init__(self, most: int, retry_after: int) -> None:
        super().__init__(
            f"{most:,} requests in a minute are all that this role may send; "
            f"come back in {retry_after} seconds, and ask for more in one request"
        )
        self.most, self.retry_after = most, retry_after


class RateLimit:
    """The requests of the last minute, by viewer; in this process alone."""

    def __init__(self, allowances: Allowances, clock: Callable[[], float] = monotonic) -> None:
        self._allowances, self._clock = allowances, clock
        self._counted: defaultdict[str, deque[float]] = defaultdict(deque)

    def count(self, viewer: Viewer) -> None:
        """Count one request. Raises TooManyRequests."""
        most, now = self._allowances.of(viewer).requests, self._clock()
        counted = self._counted[viewer.identity]
        while counted and counted[0] <= now - _WINDOW:
            counted.popleft()
        if len(counted) >= most:
            raise TooManyRequests(most, max(1, ceil(counted[0] + _WINDOW - now)))
        counted.append(now)
