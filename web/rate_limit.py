"""How often one viewer may ask."""

from __future__ import annotations

from math import ceil
from time import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from db.errors import ReportingError
from resolvers.allowance import Allowances
from resolvers.viewer import Viewer


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

    def __init__(self, allowances: Allowances) -> None:
        self._allowances = allowances
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count(self, viewer: Viewer) -> None:
        """Count one request. Raises TooManyRequests."""
        most = self._allowances.of(viewer).requests
        limit = RateLimitItemPerMinute(most)
        if not self._limiter.hit(limit, viewer.identity):
            freed_at = self._limiter.get_window_stats(limit, viewer.identity).reset_time
            raise TooManyRequests(most, max(1, ceil(freed_at - time())))
