"""Totals agree with the reports, lead to exactly their rows, and cost what their number does not change."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert

from db.engine import make_engine, writing
from db.models.event_lists import EventKind, EventScope, EventStatus
from db.models.events import Event, ParticipantCount
from db.models.funding import FundingSource
from db.scope import Scope
from resolvers.permissions import LOCAL, Permission, Role
from resolvers.viewer import Viewer
from tests.many import write_many
from tests.schema.asking import answer, ask, refusal, statements
from tests.tampering import tamper

pytestmark = pytest.mark.anyio

LEDGER = """
query ($where: LedgerFilter, $by: [LedgerKey!]!) {
  ledgerTotals(where: $where, groupBy: $by) {
    period month fundingSource { code } office { iso2 } line category output { code } currency kind
    count reporting { amount currency } usd { amount } transaction { amount currency }
    entries(first: 100) { totalCount nodes { documentNo amountReporting { minor } } }
  }
}
"""
QUARTER = {"quarter": "2019-Q4"}


async def ledger(engine: Engine, *by: str, **where: Any) -> list[Any]:
    found = await ask(engine, LEDGER, where=where, by=list(by))
    groups: list[Any] = found["ledgerTotals"]
    return groups


async def sums(engine: Engine, *by: str) -> list[tuple[Any, ...]]:
    """The keys asked for and the amount, of the groups of 2019-Q4."""
    shown = {"OFFICE": "office", "BUDGET_LINE": "line", "OUTPUT": "output"}
    return [
        (
            *(next(iter(key.values())) if isinstance(key, dict) else key for key in keys),
            group["reporting"]["amount"],
        )
        for group in await ledger(engine, *by, **QUARTER)
        for keys in [[group[shown.get(each, each.lower())] for each in by]]
    ]


async def test_a_quarter_adds_up_to_the_direct_cost_of_its_report(sample_engine: Engine) -> None:
    (group,) = await ledger(sample_engine, "PERIOD", **QUARTER)

    assert (group["period"], group["count"]) == ("2019-Q4", 8)
    assert group["reporting"] == {"amount": "270185.29", "currency": "NOK"}
    assert group["usd"] == {"amount": "29624.92"}
    assert group["transaction"] is None
    assert [group[key] for key in ("month", "fundingSource", "office", "line", "output")] == [None] * 5


async def test_offices_add_up_to_what_the_report_says_of_each_country(sample_engine: Engine) -> None:
    assert await sums(sample_engine, "OFFICE") == [
        ("BY", "22360.74"),
        ("GE", "115141.71"),
        ("MD", "46291.69"),
        ("UA", "86391.15"),
    ]


async def test_lines_and_categories_add_up_to_what_the_report_says_of_each(sample_engine: Engine) -> None:
    assert await sums(sample_engine, "BUDGET_LINE") == [
        ("1.1", "54453.65"),
        ("3.1", "97907.68"),
        ("3.2", "39594.77"),
        ("3.3", "31937.50"),
        ("3.4", "46291.69"),
    ]
    assert await sums(sample_engine, "CATEGORY") == [("STAFF", "54453.65"), ("OPERATIONAL", "215731.64")]


async def test_months_kinds_and_outputs_are_keys_and_what_has_none_comes_last(sample_engine: Engine) -> None:
    assert await sums(sample_engine, "OUTPUT") == [
        ("OP1.1", "137502.45"),
        ("OP2.1", "46291.69"),
        ("OP3.1", "31937.50"),
        (None, "54453.65"),
    ]
    assert await sums(sample_engine, "MONTH", "KIND") == [
        ("2019-10", "INVOICE", "75546.94"),
        ("2019-10", "PAYROLL", "54453.65"),
        ("2019-10", "TRAVEL", "41698.24"),
        ("2019-11", "INVOICE", "31937.50"),
        ("2019-12", "INVOICE", "22360.74"),
        ("2019-12", "PARTNER_ADVANCE_CLEARING", "46291.69"),
        ("2019-12", "CORRECTION", "-2103.47"),
    ]


async def test_documents_add_up_in_their_currency_where_they_are_grouped_by_it(
    sample_engine: Engine,
) -> None:
    groups = await ledger(sample_engine, "CURRENCY", **QUARTER)

    assert [(group["currency"], group["transaction"]["amount"]) for group in groups] == [
        ("BYN", "5125.40"),
        ("EUR", "4000.00"),
        ("GEL", "24750.00"),
        ("MDL", "88000.00"),
        ("UAH", "145000.00"),
        ("USD", "3500.00"),
    ]
    assert {group["transaction"]["currency"] for group in groups if group["currency"] == "EUR"} == {"EUR"}


@pytest.mark.parametrize(
    "by",
    [("PERIOD", "OFFICE", "OUTPUT"), ("MONTH", "BUDGET_LINE", "KIND"), ("SOURCE", "CURRENCY", "CATEGORY")],
)
async def test_every_group_leads_to_exactly_its_rows(sample_engine: Engine, by: tuple[str, ...]) -> None:
    groups = await ledger(sample_engine, *by)

    assert len(groups) > 5
    for group in groups:
        rows = group["entries"]["nodes"]
        assert group["entries"]["totalCount"] == group["count"] == len(rows)
        in_minor = sum(int(row["amountReporting"]["minor"]) for row in rows)
        assert str(Decimal(in_minor).scaleb(-2)) == group["reporting"]["amount"]


async def test_the_rows_of_a_group_come_in_any_order_and_page_by_page(sample_engine: Engine) -> None:
    question = """
    query ($after: String) {
      ledgerTotals(where: {quarter: "2019-Q4", office: ["GE"]}, groupBy: [OFFICE]) {
        entries(first: 2, after: $after, orderBy: AMOUNT_DESCENDING) {
          nodes { documentNo } pageInfo { hasNextPage endCursor }
        }
      }
    }
    """
    walked: list[str] = []
    info: Any = {"hasNextPage": True, "endCursor": None}

    while info["hasNextPage"]:
        (group,) = (await ask(sample_engine, question, after=info["endCursor"]))["ledgerTotals"]
        walked += [row["documentNo"] for row in group["entries"]["nodes"]]
        info = group["entries"]["pageInfo"]

    assert walked == ["LED-0001", "LED-0003", "LED-0002", "LED-0008"]


@pytest.mark.parametrize("sources", [2, 60])
async def test_totals_cost_the_same_statements_however_many_groups(many_engine: Engine, sources: int) -> None:
    """One for the groups, each for sources, offices and outputs, one for all rows, one for their counts."""
    codes = [f"SRC-{index:03}" for index in range(1, sources + 1)]

    with statements(many_engine) as seen:
        groups = await ledger(many_engine, "SOURCE", "OFFICE", "OUTPUT", source=codes)

    assert len(groups) == sources
    assert len(seen) == 6


async def test_totals_without_their_rows_cost_one_statement(many_engine: Engine) -> None:
    with statements(many_engine) as seen:
        await ask(many_engine, "{ ledgerTotals(groupBy: [MONTH, KIND]) { month kind count usd { minor } } }")

    assert len(seen) == 1


@pytest.mark.parametrize("by", ["", "PERIOD, PERIOD", "PERIOD, MONTH, OFFICE, KIND"])
async def test_totals_are_grouped_by_one_to_three_different_keys(sample_engine: Engine, by: str) -> None:
    code, message = await refusal(sample_engine, f"{{ ledgerTotals(groupBy: [{by}]) {{ count }} }}")

    assert code == "grouping-refused"
    assert message == "`groupBy` takes from 1 to 3 different values, in the order wanted"


@pytest.mark.parametrize("asked", ["ledgerTotals", "commitmentTotals"])
async def test_sums_over_chosen_rows_need_the_right_to_rows(sample_engine: Engine, asked: str) -> None:
    rights = frozenset(Permission) - {Permission.LEDGER_READ}
    client = Viewer(Role("client", rights), Scope.everything())

    found, (error,) = await answer(sample_engine, f"{{ {asked}(groupBy: [PERIOD]) {{ count }} }}", client)

    assert found == {asked: None}
    assert error.extensions
    assert error.extensions["code"] == "permission-refused"


async def test_sums_are_over_rows_that_the_viewer_may_see(sample_engine: Engine) -> None:
    georgia = Viewer(LOCAL, Scope(None, frozenset({"GE"})))

    found = await ask(sample_engine, LEDGER, georgia, where=QUARTER, by=["OFFICE"])

    (group,) = found["ledgerTotals"]
    assert (group["office"]["iso2"], group["reporting"]["amount"]) == ("GE", "115141.71")
    assert group["entries"]["totalCount"] == 4


async def test_commitments_add_up_in_their_own_currencies(sample_engine: Engine) -> None:
    found = await ask(
        sample_engine,
        """{
          commitmentTotals(groupBy: [PERIOD, BUDGET_LINE]) {
            period line currency count open { amount currency } commitments { totalCount nodes { poNo } }
          }
        }""",
    )

    groups = found["commitmentTotals"]
    assert [(each["period"], each["line"], each["currency"], each["open"]["amount"]) for each in groups] == [
        ("2019-Q4", "3.1", "NOK", "0.00"),
        ("2020-Q1", "3.1", "GEL", "0.00"),
        ("2020-Q1", "3.3", "USD", "0.00"),
        ("2020-Q3", "2.2", "UAH", "17200.00"),
        ("2020-Q4", "3.8", "BYN", "1960.00"),
    ]
    assert all(each["open"]["currency"] == each["currency"] for each in groups)
    assert [each["commitments"]["totalCount"] for each in groups] == [1, 1, 1, 1, 1]


async def test_what_is_unknown_is_not_added_as_zero(sample_engine: Engine) -> None:
    """Of the conference of 2019 nothing was counted; of one of two in the first quarter of 2020 no sex."""
    found = await ask(
        sample_engine,
        """{
          eventTotals(where: {until: "2020-03-31", status: [HELD]}, groupBy: [PERIOD]) {
            period count participations { sum known of } women { sum known of } men { sum known of }
            events(orderBy: CODE) { totalCount }
          }
        }""",
    )

    autumn, winter = found["eventTotals"]
    unknown = {"sum": None, "known": 0, "of": 1}
    assert (autumn["period"], autumn["count"]) == ("2019-Q4", 1)
    assert (autumn["participations"], autumn["women"], autumn["men"]) == (unknown, unknown, unknown)
    assert (winter["period"], winter["count"], winter["events"]["totalCount"]) == ("2020-Q1", 3, 3)
    assert winter["participations"] == {"sum": 81, "known": 3, "of": 3}
    assert winter["women"] == {"sum": 45, "known": 2, "of": 3}
    assert winter["men"] == {"sum": 25, "known": 2, "of": 3}


async def test_events_are_grouped_by_where_and_for_what_they_were(sample_engine: Engine) -> None:
    found = await ask(
        sample_engine,
        """{
          eventTotals(
            where: {country: ["MD"], result: ["OP2.1", "OP3.1"]}, groupBy: [OUTPUT, PROGRAMME, COUNTRY]
          ) {
            output { code } programme { code } country { iso2 } count participations { sum known of }
          }
        }""",
    )

    assert found["eventTotals"] == [
        {
            "output": {"code": "OP2.1"},
            "programme": {"code": "RCTP"},
            "country": {"iso2": "MD"},
            "count": 2,
            "participations": {"sum": 50, "known": 2, "of": 2},
        },
        {
            "output": {"code": "OP3.1"},
            "programme": {"code": "RCTP"},
            "country": {"iso2": "MD"},
            "count": 1,
            "participations": {"sum": None, "known": 0, "of": 1},
        },
    ]


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    """Two programmes, of which the second reports in euros; and an event in each of 1,001 months."""
    engine = make_engine(migrated_url)
    with writing(engine) as session:
        write_many(session, 2)
        session.get_one(FundingSource, 2).reporting_currency = "EUR"
        session.get_one(FundingSource, 2).agreement_currency = "EUR"
        tamper(session, "UPDATE ledger_entry SET reporting_currency = 'EUR' WHERE funding_source_id = 2")
        session.execute(
            insert(Event),
            [
                {
                    "code": f"M-{month:04}",
                    "title": "Meeting",
                    "kind": EventKind.WORKSHOP,
                    "scope": EventScope.NATIONAL,
                    "start_date": date(1990 + month // 12, month % 12 + 1, 1),
                    "end_date": date(1990 + month // 12, month % 12 + 1, 1),
                    "city": "Tbilisi",
                    "country": "GE",
                    "programme_id": 1,
                    "status": EventStatus.PLANNED,
                    "summary": "",
                    "source_ref": "",
                }
                for month in range(1001)
            ],
        )
    yield engine
    engine.dispose()


async def test_two_reporting_currencies_are_never_added(engine: Engine) -> None:
    groups = await ledger(engine, "PERIOD")

    assert [(group["period"], group["reporting"]) for group in groups] == [
        ("2019-Q4", {"amount": "600.00", "currency": "EUR"}),
        ("2019-Q4", {"amount": "600.00", "currency": "NOK"}),
    ]
    assert [group["entries"]["totalCount"] for group in groups] == [3, 3]
    assert {row["documentNo"] for row in groups[0]["entries"]["nodes"]} == {"DOC-002"}


async def test_an_answer_has_at_most_a_thousand_groups(engine: Engine) -> None:
    question = "query ($where: EventFilter) { eventTotals(where: $where, groupBy: [MONTH]) { month count } }"

    code, message = await refusal(engine, question, where={"status": ["PLANNED"]})

    assert code == "too-many-groups"
    assert message == (
        "these totals have more than 1,000 groups; group by less, or ask for fewer rows with `where`"
    )
    found = await ask(engine, question, where={"status": ["PLANNED"], "since": "1990-02-01"})
    assert len(found["eventTotals"]) == 1000
    assert found["eventTotals"][0] == {"month": "1990-02", "count": 1}


async def test_no_count_at_all_is_unknown(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(delete(ParticipantCount))

    found = await ask(
        engine, "{ eventTotals(groupBy: [KIND, STATUS]) { kind count participations { sum known of } } }"
    )

    assert found["eventTotals"] == [
        {"kind": "WORKSHOP", "count": 1001, "participations": {"sum": None, "known": 0, "of": 1001}},
        {"kind": "WORKSHOP", "count": 1, "participations": {"sum": None, "known": 0, "of": 1}},
        {"kind": "TRAINING", "count": 1, "participations": {"sum": None, "known": 0, "of": 1}},
    ]
