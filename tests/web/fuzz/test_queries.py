"""Queries made from the schema: those that fit it reach both kinds of database."""

from collections import Counter

import httpx
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from tests.web.fuzz.conftest import EXAMPLES
from tests.web.fuzz.documents import fitting, unfitting
from tests.web.fuzz.told import every, told_by

# Making a document from a large schema takes longer than asking it.
SLOW_TO_MAKE = [HealthCheck.too_slow, HealthCheck.data_too_large]

SEEN = """
{
  programmes { nodes { id events(first: 2) { edges { cursor node { id } } } } }
  fundingSources { nodes { id budgetVersions { id lines { id } } } }
  ledgerEntries(first: 2) { edges { cursor node { id } } }
  commitments(first: 2) { edges { cursor node { id } } }
  indicators(first: 2) { edges { cursor node { id } } }
}
"""


def test_a_query_that_fits_the_schema_is_answered_or_refused_in_plain_words(api: TestClient) -> None:
    seen = told_by(api.post("/graphql", json={"query": SEEN}))
    ids, cursors = tuple(every("id", seen)), tuple(every("cursor", seen))
    ended: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES, suppress_health_check=SLOW_TO_MAKE)
    @given(query=fitting(ids, cursors))
    def ask(query: str) -> None:
        told = told_by(api.post("/graphql", json={"query": query}))
        ended["refused" if "errors" in told else "answered"] += 1

    ask()

    assert ended["answered"] > EXAMPLES / 2  # if most were refused, little would be proved


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW_TO_MAKE)
@given(query=unfitting())
def test_a_query_with_one_thing_that_does_not_fit_is_refused(fuzzed: httpx.Client, query: str) -> None:
    told = told_by(fuzzed.post("/graphql", json={"query": query}))

    assert told.keys() == {"errors"}
