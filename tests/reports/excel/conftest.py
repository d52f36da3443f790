"""The example report, built once."""

import pytest

from reports.excel.financial import build
from tests.reports.excel.example import dataset


@pytest.fixture(scope="session")
def built() -> bytes:
    return build(dataset())
