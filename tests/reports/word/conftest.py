"""The report made by hand, printed once."""

import pytest

from reports.word import narrative
from tests.reports.word import by_hand


@pytest.fixture(scope="session")
def document() -> bytes:
    return narrative.build(by_hand.DATASET)
