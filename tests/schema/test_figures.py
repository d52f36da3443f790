"""Figures over the API: which state of the data they come from, and why there are none."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

from db.engine import make_engine, writing
from db.scope import Scope
from resolvers.permissions import CLIENT
from resolvers.viewer import Viewer
from tests.schema.asking import answer, ask

pytestmark = pytest.mark.anyio

FUNDS = """
query ($period: Quarter!, $basis: Basis) {
  fundingSource(code: "NMFA-RCTP") {
    funds(period: $period, basis: $basis) {
      ... on Figures { basis version dataRevision }
      ... on FundsFigures { closing { reporting { amount } } }
      ... on OutsideSupport { code source period supportStart supportEnd }
      ... on BudgetMissing { code source on }
      ... on RateMissing { code currency on rateSource: source message }
    }
  }
}
"""
REPORT = """
query ($source: String!, $period: Quarter!) {
  report(source: $source, period: $period) {
    ... on Report { basis version dataRevision source }
    ... on NotFound { code kind wanted }
    ... on Refusal { message }
  }
}
"""
EVERY_FIGURE = """
{
  fundingSource(code: "NMFA-RCTP") {
    budgetLines(period: "2019-Q4") { ...state ... on BudgetLinesFigures { lines { code } } }
    expenditure(period: "2019-Q4") { ...state }
    funds(period: "2019-Q4") { ...state }
    deviations(period: "2019-Q4") { ...state ... on DeviationFigures { lines { code flag } } }
    indicators(period: "2019-Q4") { ...state ... on IndicatorFigures { indicators { code } } }
    budgetAgainstActual(from: "2019-Q4", to: "2019-Q4") { ...state }
  }
}
fragment state on Figures { __typename basis version dataRevision }
"""


async def funds(engine: Engine, **asked: Any) -> Any:
    found = await ask(engine, FUNDS, **asked)
    return found["fundingSource"]["funds"]


async def test_figures_say_that_they_come_from_the_data_as_it_is_now(sample_engine: Engine) -> None:
    found = await funds(sample_engine, period="2019-Q4")

    assert found == {
        "basis": "LIVE",
        "version": None,
        "dataRevision": "1",  # the sample was written at once
        "closing": {"reporting": {"amount": "1210901.74"}},
    }


async def test_the_present_can_be_asked_for(sample_engine: Engine) -> None:
    assert (await funds(sample_engine, period="2019-Q4", basis="LIVE"))["basis"] == "LIVE"


async def test_every_figure_says_its_state(sample_engine: Engine) -> None:
    found = await ask(sample_engine, EVERY_FIGURE)

    figures = found["fundingSource"]
    states = {(each["basis"], each["version"], each["dataRevision"]) for each in figures.values()}
    assert states == {("LIVE", None, "1")}
    assert {name: each["__typename"] for name, each in figures.items()} == {
        "budgetLines": "BudgetLinesFigures",
        "expenditure": "ExpenditureFigures",
        "funds": "FundsFigures",
        "deviations": "DeviationFigures",
        "indicators": "IndicatorFigures",
        "budgetAgainstActual": "BudgetAgainstActual",
    }
    assert [line["code"] for line in figures["budgetLines"]["lines"]][-1] == "4.1"  # overhead
    assert {"code": "3.4", "flag": "OVER"} in figures["deviations"]["lines"]
    assert len(figures["indicators"]["indicators"]) > 5


async def test_a_later_write_shows_as_a_later_revision(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with writing(engine) as session:
        session.execute(text("UPDATE country SET name_en = 'Sakartvelo' WHERE iso2 = 'GE'"))

    found = await funds(engine, period="2019-Q4")

    assert found["dataRevision"] == "2"
    engine.dispose()


async def test_a_period_outside_the_agreement_is_answered_with_its_days(sample_engine: Engine) -> None:
    found = await funds(sample_engine, period="2018-Q4")

    assert found == {
        "code": "outside-support-period",
        "source": "NMFA-RCTP",
        "period": "2018-Q4",
        "supportStart": "2019-07-01",
        "supportEnd": "2020-12-31",
    }


async def test_a_missing_rate_is_answered_with_its_currency_and_day(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with writing(engine) as session:
        session.execute(text("DELETE FROM exchange_rate WHERE currency = 'NOK'"))

    found = await funds(engine, period="2019-Q4")

    assert (found["code"], found["currency"], found["on"]) == ("rate-missing", "NOK", "2019-12-31")
    assert found["rateSource"] == "UNORE"
    assert "record the rate" in found["message"]
    engine.dispose()


async def test_a_missing_budget_is_answered_with_its_day(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with writing(engine) as session:
        session.execute(text("UPDATE budget_version SET status = 'DRAFT'"))

    found = await funds(engine, period="2019-Q4")

    assert found == {"code": "budget-missing", "source": "NMFA-RCTP", "on": "2019-12-31"}
    engine.dispose()


async def test_a_report_has_its_own_version_and_its_state(sample_engine: Engine) -> None:
    found = await ask(sample_engine, REPORT, source="NMFA-RCTP", period="2019-Q4")

    assert found["report"] == {"basis": "LIVE", "version": 1, "dataRevision": "1", "source": "NMFA-RCTP"}


async def test_a_report_of_an_unknown_source_is_answered_with_what_was_looked_for(
    sample_engine: Engine,
) -> None:
    found = await ask(sample_engine, REPORT, source="NOBODY", period="2019-Q4")

    report = found["report"]
    assert (report["code"], report["kind"], report["wanted"]) == ("not-found", "funding source", "NOBODY")
    assert report["message"].startswith("there is no funding source “NOBODY”")


async def test_a_client_is_given_the_figures_and_not_the_report(sample_engine: Engine) -> None:
    client = Viewer(CLIENT, Scope.everything())

    figures = await ask(sample_engine, FUNDS, client, period="2019-Q4")
    report, (error,) = await answer(sample_engine, REPORT, client, source="NMFA-RCTP", period="2019-Q4")

    assert figures["fundingSource"]["funds"]["closing"] == {"reporting": {"amount": "1210901.74"}}
    assert report == {"report": None}
    assert error.extensions == {"code": "permission-refused", "role": "client", "permission": "reports.read"}
