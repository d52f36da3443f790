"""The published file of the worked quarter, built once."""

import pytest

from reports.iati.activities import build
from tests.reports.iati.example import dataset


@pytest.fixture(scope="session")
def built() -> bytes:
    return build(dataset())
