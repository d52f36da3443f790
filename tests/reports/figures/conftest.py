"""The facts that a test's docstring states."""

import pytest

from tests.reports.figures import facts


@pytest.fixture
def stated(request: pytest.FixtureRequest) -> facts.Stated:
    """What the tables in the docstring say."""
    return facts.stated(request.function.__doc__ or "")
