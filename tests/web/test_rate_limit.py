"""A viewer's requests are counted over the minute before each."""

import pytest

from db.scope import Scope
from resolvers.allowance import Allowance, Allowances
from resolvers.permissions import FINANCE
from resolvers.viewer import Viewer, local_viewer
from web.rate_limit import RateLimit, TooManyRequests

THREE = Allowances(ledger=Allowance(cost=1, page=1, requests=3))


def test_a_request_counts_for_a_minute_and_one_that_is_refused_does_not() -> None:
    """
    at second | 0, 10, 20 | 59      | 60 | 61      | 70
    answered  | all       | refused | 1  | refused | 1
    """
    seconds = iter([0, 10, 20, 59, 60, 61, 70])
    rates = RateLimit(THREE, clock=lambda: next(seconds))
    waits = []

    for _ in range(7):
        try:
            rates.count(local_viewer())
        except TooManyRequests as refused:
            waits.append(refused.retry_after)
        else:
            waits.append(0)

    assert waits == [0, 0, 0, 1, 0, 9, 0]


def test_another_viewer_is_counted_apart() -> None:
    rates = RateLimit(Allowances(ledger=Allowance(cost=1, page=1, requests=1)))

    rates.count(local_viewer())
    rates.count(Viewer(FINANCE, Scope.everything()))

    with pytest.raises(TooManyRequests):
        rates.count(local_viewer())
