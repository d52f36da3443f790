"""Budget against actual over a run of quarters says what the reports of its quarters say."""

import pytest
from sqlalchemy import Engine

from db.scope import Scope
from resolvers.permissions import APPROVER, CLIENT, FINANCE, STAFF, Permission, Role
from resolvers.viewer import Viewer
from tests.schema.asking import ask, refusal, statements

pytestmark = pytest.mark.anyio

RUN = """
query ($first: Quarter!, $last: Quarter!) {
  fundingSource(code: "NMFA-RCTP") {
    budgetAgainstActual(from: $first, to: $last) {
      ... on BudgetAgainstActual {
        first last
        lines { code ...money offices { office { iso2 } actual { amount } } }
        overhead { code ...money }
        direct { ...money offices { office { iso2 } actual { amount } } }
        total { ...money used { numerator denominator } quarters { quarter actual { amount } } }
      }
      ... on Refusal { code }
    }
  }
}
fragment money on LineAgainstActual { budget { amount } actual { amount } variance { amount } }
"""


def money(budget: str, actual: str, variance: str) -> dict[str, dict[str, str]]:
    return {"budget": {"amount": budget}, "actual": {"amount": actual}, "variance": {"amount": variance}}


async def test_one_quarter_is_what_its_report_prints(sample_engine: Engine) -> None:
    found = await ask(sample_engine, RUN, first="2019-Q4", last="2019-Q4")

    run = found["fundingSource"]["budgetAgainstActual"]
    assert (run["first"], run["last"]) == ("2019-Q4", "2019-Q4")
    assert [line["code"] for line in run["lines"] if line["actual"]["amount"] != "0.00"] == [
        "1.1",
        "3.1",
        "3.2",
        "3.3",
        "3.4",
    ]
    by_code = {line["code"]: line for line in run["lines"]}
    assert by_code["3.1"] == {
        "code": "3.1",
        **money("90000.00", "97907.68", "7907.68"),
        "offices": [
            {"office": {"iso2": "BY"}, "actual": {"amount": "22360.74"}},
            {"office": {"iso2": "GE"}, "actual": {"amount": "75546.94"}},
        ],
    }
    assert run["overhead"] == {"code": "4.1", **money("18410.00", "18912.97", "502.97")}
    assert run["direct"] == {
        **money("263000.00", "270185.29", "7185.29"),
        "offices": [
            {"office": {"iso2": "BY"}, "actual": {"amount": "22360.74"}},
            {"office": {"iso2": "GE"}, "actual": {"amount": "115141.71"}},
            {"office": {"iso2": "MD"}, "actual": {"amount": "46291.69"}},
            {"office": {"iso2": "UA"}, "actual": {"amount": "86391.15"}},
        ],
    }
    assert run["total"] == {
        **money("281410.00", "289098.26", "7688.26"),
        "used": {"numerator": "14454913", "denominator": "14070500"},
        "quarters": [{"quarter": "2019-Q4", "actual": {"amount": "289098.26"}}],
    }


async def test_a_run_adds_up_quarters_with_the_overhead_of_each(sample_engine: Engine) -> None:
    """Overhead is 18,912.97, 51,826.32 and 47,139.32: rounded in each quarter, then added."""
    found = await ask(sample_engine, RUN, first="2019-Q4", last="2020-Q2")

    run = found["fundingSource"]["budgetAgainstActual"]
    assert run["overhead"]["actual"] == {"amount": "117878.61"}
    assert [each["actual"]["amount"] for each in run["total"]["quarters"]] == [
        "289098.26",
        "792202.33",
        "720558.18",
    ]
    assert run["total"]["actual"] == {"amount": "1801858.77"}


async def test_a_later_start_leaves_out_what_was_spent_before(sample_engine: Engine) -> None:
    found = await ask(sample_engine, RUN, first="2020-Q1", last="2020-Q2")

    assert found["fundingSource"]["budgetAgainstActual"]["total"]["actual"] == {"amount": "1512760.51"}


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2020-Q1", "2019-Q4", "run-reversed"),
        ("2019-Q2", "2019-Q4", "outside-support-period"),
        ("2019-Q4", "2021-Q1", "outside-support-period"),
    ],
)
async def test_a_run_that_makes_no_sense_is_refused(
    sample_engine: Engine, first: str, last: str, code: str
) -> None:
    found = await ask(sample_engine, RUN, first=first, last=last)

    assert found["fundingSource"]["budgetAgainstActual"] == {"code": code}


@pytest.mark.parametrize("role", [CLIENT, STAFF, APPROVER])
async def test_what_was_paid_for_assisted_people_is_not_told_by_office(
    sample_engine: Engine, role: Role
) -> None:
    """Line 3.6 is for direct assistance; a sum by office less all other lines would tell it too."""
    run = {"first": "2019-Q4", "last": "2020-Q4"}

    kept, shown = [
        (await ask(sample_engine, RUN, Viewer(of, Scope.everything()), **run))["fundingSource"][
            "budgetAgainstActual"
        ]
        for of in (role, FINANCE)
    ]

    assert {line["code"] for line in kept["lines"] if line["offices"] is None} == {"3.6"}
    assert kept["direct"]["offices"] is None
    assert all(line["offices"] for line in shown["lines"] if line["actual"]["amount"] != "0.00")
    assert [line["actual"] for line in kept["lines"]] == [line["actual"] for line in shown["lines"]]
    assert kept["total"] == shown["total"]


async def test_it_needs_the_right_to_figures(sample_engine: Engine) -> None:
    client = Viewer(Role("client", frozenset({Permission.FUNDING_READ})), Scope.everything())

    code, _ = await refusal(sample_engine, RUN, client, first="2019-Q4", last="2019-Q4")

    assert code == "permission-refused"


async def test_a_longer_run_costs_no_more_statements(sample_engine: Engine) -> None:
    costs = []
    for first in ("2020-Q4", "2019-Q4"):
        with statements(sample_engine) as seen:
            await ask(sample_engine, RUN, first=first, last="2020-Q4")
        costs.append(len(seen))

    assert costs[0] == costs[1]


async def test_it_reads_the_totals_and_no_row_of_the_ledger(sample_engine: Engine) -> None:
    """The source, its agreement in four, versions, lines and phases of the budget, totals, and countries."""
    with statements(sample_engine) as seen:
        await ask(sample_engine, RUN, first="2019-Q4", last="2020-Q4")

    assert len(seen) == 10
    assert [each for each in seen if "ledger_entry" in each] == []
    assert len([each for each in seen if "ledger_month_total" in each]) == 1
