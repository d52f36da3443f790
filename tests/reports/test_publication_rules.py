"""R19 over the shares of the published file. R13 and R14 are in test_checks.py and tests/agreement."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.compose import compose
from reports.dataset import CheckState
from tests.reports.test_checks import RIGHT


@pytest.mark.parametrize("percent", ["39.99", "40.01"])
def test_r19_fails_when_the_shares_of_the_countries_are_not_the_whole(percent: str) -> None:
    georgia, moldova = RIGHT.publication.shares
    shares = (georgia, replace(moldova, percent=Decimal(percent)))
    found = compose(replace(RIGHT, publication=replace(RIGHT.publication, shares=shares)))
    [countries, sectors] = [check for check in found.checks if check.rule == "R19"]

    assert found.failing == ("R19",)
    assert (countries.generated, countries.formula_value) == (Decimal(100), Decimal(percent) + 60)
    assert (sectors.state, sectors.formula_value) == (CheckState.OK, Decimal(100))


def test_r19_fails_without_a_country() -> None:
    found = compose(replace(RIGHT, publication=replace(RIGHT.publication, shares=())))

    assert found.failing == ("R19",)
