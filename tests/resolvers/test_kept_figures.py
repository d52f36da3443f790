"""A figure is computed once for each state of the data, and never shown beside another state."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

from db.engine import make_engine, writing
from db.scope import Scope
from resolvers.context import Context
from resolvers.kept_figures import KeptFigures
from resolvers.permissions import APPROVER, FINANCE, Role
from resolvers.viewer import Viewer
from schema import schema
from tests.schema.asking import statements

pytestmark = pytest.mark.anyio

SPENT = """
{ fundingSource(code: "NMFA-RCTP") { budgetAgainstActual(from: "2019-Q4", to: "2020-Q4") {
  ... on BudgetAgainstActual { dataRevision lines { code description offices { actual { amount } } } } } } }
"""


async def ask(engine: Engine, kept: KeptFigures, role: Role = FINANCE) -> Any:
    context = Context.open(engine, Viewer(role, Scope.everything()), kept_figures=kept)
    try:
        result: Any = await schema.execute(SPENT, context_value=context)
    finally:
        await context.aclose()
    assert result.errors is None
    return result.data["fundingSource"]["budgetAgainstActual"]


def about_the_budget(seen: list[str]) -> int:
    return sum("budget_line" in statement for statement in seen)


async def test_a_second_request_computes_nothing_anew(sample_engine: Engine) -> None:
    kept = KeptFigures()
    first = await ask(sample_engine, kept)

    with statements(sample_engine) as seen:
        again = await ask(sample_engine, kept)

    assert again == first
    assert about_the_budget(seen) == 0


async def test_after_a_write_the_figure_is_computed_from_what_is_there_now(sample_url: str) -> None:
    engine, kept = make_engine(sample_url), KeptFigures()
    before = await ask(engine, kept)
    with writing(engine) as session:
        session.execute(text("UPDATE budget_line SET description = 'Flights' WHERE code = '3.2'"))

    after = await ask(engine, kept)

    assert (before["dataRevision"], after["dataRevision"]) == ("1", "2")
    assert "Flights" not in {line["description"] for line in before["lines"]}
    assert {line["description"] for line in after["lines"] if line["code"] == "3.2"} == {"Flights"}
    engine.dispose()


async def test_what_one_role_may_see_is_not_kept_for_another(sample_engine: Engine) -> None:
    kept = KeptFigures()

    of_finance = await ask(sample_engine, kept, FINANCE)
    of_approver = await ask(sample_engine, kept, APPROVER)

    (shown,) = [line["offices"] for line in of_finance["lines"] if line["code"] == "3.6"]
    (withheld,) = [line["offices"] for line in of_approver["lines"] if line["code"] == "3.6"]
    assert shown
    assert withheld is None


async def test_figures_of_one_kept_list_are_not_those_of_another(sample_engine: Engine) -> None:
    await ask(sample_engine, KeptFigures())

    with statements(sample_engine) as seen:
        await ask(sample_engine, KeptFigures())

    assert about_the_budget(seen) > 0
