"""The sample's reports as a client gets them from a real server: the API's answer and every file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.databases import Databases
from tests.web.serving import serving

WORKBOOKS = ("financial", "results", "events")
PERIODS = ("2019-Q4", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")

REPORT = """
query Report($period: Quarter!) {
  report(source: "NMFA-RCTP", period: $period) {
    ... on Report {
      warnings dueOn blockedBy
      tables {
        key title notes legend
        columns { key label kind }
        rows { key role cells { text state number date money { minor currency } } }
      }
      checks { rule state }
    }
  }
  fundingSource(code: "NMFA-RCTP") {
    instalments { no receivedOn received { amount } }
    indicators(period: $period) {
      ... on IndicatorFigures {
        indicators {
          code isReleased target
          thisPeriod { numerator denominator } cumulative { numerator denominator }
        }
      }
    }
    expenditure(period: $period) {
      ... on ExpenditureFigures {
        lines { ...money } overhead { ...money } direct { ...money } total { ...money }
      }
    }
    funds(period: $period) {
      ... on FundsFigures {
        closing { reporting { amount } functional { amount } }
        exchangeDifference { amount }
      }
    }
    deviations(period: $period) { ... on DeviationFigures { lines { code flag } } }
  }
}
fragment money on BudgetLineFigures {
  code budget { minor } before { minor } period { minor } toDate { minor } balance { minor }
}
"""


@dataclass(frozen=True, slots=True)
class Published:
    """One report from every door."""

    period: str
    answer: dict[str, Any]
    document: bytes
    workbooks: Mapping[str, bytes]
    """By kind."""
    publication: bytes
    pack: bytes

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """The API's tables, by key."""
        return {table["key"]: table for table in self.answer["report"]["tables"]}


@pytest.fixture(scope="session")
def reports(databases: Databases, sample_template: str) -> Iterator[dict[str, Published]]:
    """Every report of the sample, by period, from one server."""
    url = databases.copy(sample_template)
    with serving(url) as address, httpx.Client(base_url=address, timeout=120) as client:
        yield {period: _published(client, period) for period in PERIODS}
    databases.drop(url)


@pytest.fixture(params=PERIODS)
def published(request: pytest.FixtureRequest, reports: dict[str, Published]) -> Published:
    """Each report of the sample in turn."""
    return reports[request.param]


def _published(client: httpx.Client, period: str) -> Published:
    asked = client.post("/graphql", json={"query": REPORT, "variables": {"period": period}})
    answer = asked.raise_for_status().json()
    assert "errors" not in answer
    path = f"/reports/NMFA-RCTP/{period}"
    document = client.get(f"{path}/narrative.docx").raise_for_status().content
    workbooks = {kind: client.get(f"{path}/{kind}.xlsx").raise_for_status().content for kind in WORKBOOKS}
    publication = client.get(f"{path}/iati.xml").raise_for_status().content
    pack = client.get(f"{path}/pack.zip").raise_for_status().content
    return Published(period, answer["data"], document, workbooks, publication, pack)
