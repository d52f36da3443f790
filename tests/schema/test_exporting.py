"""From an operation to a list with columns, walked to its end."""

from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import make_engine, writing
from db.scope import Scope
from reports.listing import ValueKind
from resolvers.allowance import Allowance, Allowances
from resolvers.context import Context
from resolvers.permissions import LOCAL, Permission, Role
from resolvers.viewer import Viewer, local_viewer
from schema.documents import Documents, RequestRefused
from schema.exporting import Export, ExportFailed
from tests.schema.asking import statements
from tests.tampering import tamper

pytestmark = pytest.mark.anyio

TEXT, WHOLE, MONEY = ValueKind.TEXT, ValueKind.WHOLE, ValueKind.MONEY


def export(query: str, operation: str | None = None, **variables: Any) -> Export:
    return Export(Documents(), query, operation, variables)


def names(query: str, **variables: Any) -> list[str]:
    return [column.name for column in export(query, **variables).columns]


def refused(query: str, **variables: Any) -> dict[str, Any]:
    """The one error, as clients see it."""
    with pytest.raises(RequestRefused) as caught:
        export(query, **variables)
    (error,) = caught.value.errors
    told: Any = error.formatted
    return dict(told)


async def walked(
    engine: Engine,
    query: str,
    viewer: Viewer | None = None,
    cost: int = 50_000,
    **variables: Any,
) -> list[list[tuple[Any, ...]]]:
    """The rows of every page."""
    allowance = Allowance(cost=cost, page=100, requests=60)
    context = Context.open(engine, viewer or local_viewer(), Allowances(allowance, allowance))
    try:
        walk = export(query, **variables).walk(context)
        return [page.rows async for page in walk.pages()]
    finally:
        await context.aclose()


async def rows(engine: Engine, query: str, **variables: Any) -> list[tuple[Any, ...]]:
    return [row for page in await walked(engine, query, **variables) for row in page]


def test_columns_stand_in_the_order_of_the_selection_each_with_its_kind() -> None:
    query = """{ ledgerEntries { nodes {
      rowNo office { iso2 } amountReporting { amount currency minor } documentType postingDate postedAt
      rateRcPerUsd vendorProtected __typename event { code }
    } } }"""

    assert [(column.name, column.kind) for column in export(query).columns] == [
        ("rowNo", WHOLE),
        ("office.iso2", TEXT),
        ("amountReporting.amount", MONEY),
        ("amountReporting.currency", TEXT),
        ("amountReporting.minor", WHOLE),
        ("documentType", TEXT),
        ("postingDate", ValueKind.DATE),
        ("postedAt", ValueKind.INSTANT),
        ("rateRcPerUsd", ValueKind.DECIMAL),
        ("vendorProtected", ValueKind.TRUTH),
        ("__typename", TEXT),
        ("event.code", TEXT),
    ]


def test_an_alias_is_the_name_of_its_column() -> None:
    query = "{ ledgerEntries { nodes { Date: postingDate NOK: amountReporting { sum: amount } } } }"

    assert names(query) == ["Date", "NOK.sum"]


def test_a_field_that_is_selected_twice_is_one_column() -> None:
    query = "{ ledgerEntries { nodes { rowNo office { iso2 } ...F } nodes { rowNo documentNo } } } "
    query += "fragment F on LedgerEntry { office { nameEn iso2 } documentNo }"

    assert names(query) == ["rowNo", "office.iso2", "office.nameEn", "documentNo"]


def test_fragments_are_opened_where_they_stand() -> None:
    query = """
    { fundingSource(code: "X") { ...Source } }
    fragment Source on FundingSource { ... { ledgerEntries { ...Page } } }
    fragment Page on LedgerEntryConnection { ... on LedgerEntryConnection { nodes { ...Row } } }
    fragment Row on LedgerEntry { rowNo ... on Node { id } }
    """

    assert names(query) == ["rowNo", "id"]


@pytest.mark.parametrize(("with_office", "expected"), [(True, ["rowNo", "office.iso2"]), (False, ["rowNo"])])
def test_what_is_skipped_or_not_included_is_no_column(with_office: bool, expected: list[str]) -> None:
    query = """query ($office: Boolean!) { ledgerEntries { nodes {
      rowNo office @include(if: $office) { iso2 } documentNo @skip(if: true)
    } } }"""

    assert names(query, office=with_office) == expected


def test_of_several_operations_the_named_one_is_meant() -> None:
    query = "query A { events { nodes { code } } } query B { programmes { nodes { title } } }"

    assert [column.name for column in export(query, "B").columns] == ["title"]
    assert export(query, "B").title == "B"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "{ dataNotice }",
            "a sheet holds one list, and this query selects only `dataNotice`; "
            "select a list, such as `ledgerEntries { nodes { … } }`",
        ),
        (
            '{ programmes { nodes { code } } event(code: "E") { organisers { role } } }',
            "a sheet holds one list, and this query selects 2: `programmes` and `event.organisers`; "
            "ask for each in a request of its own",
        ),
        (
            '{ fundingSource(code: "S") { code ledgerEntries { nodes { rowNo } } } }',
            "`fundingSource.code` stands beside the list `fundingSource.ledgerEntries` and would be missing "
            "from its sheet; leave out what is not in the list's rows",
        ),
        (
            "{ events { totalCount } }",
            "`events` is selected without rows; select `nodes` in it, with the columns wanted",
        ),
        (
            "{ events { nodes { code } edges { node { code } } } }",
            "`events` selects its rows as `nodes` and `edges.node`; "
            "select them once, as `nodes` or as `edges`",
        ),
        (
            "{ events(first: 10) { nodes { code } } }",
            "`events` is given `first`, and an export is always the whole list; "
            "leave that out, and say with `where` which rows are wanted",
        ),
    ],
)
def test_a_query_that_means_no_sheet_is_told_what_was_found_and_what_to_do(query: str, message: str) -> None:
    error = refused(query)

    assert error["message"] == message
    assert error["extensions"] == {"code": "export-refused"}


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("{ events { nodes { code organisers { role } } } }", ["events", "nodes", "organisers"]),
        ("{ events { nodes { themes } } }", ["events", "nodes", "themes"]),
        (
            "{ events { edges { node { where: programme { risks { code } } } } } }",
            ["events", "edges", "node", "where", "risks"],
        ),
        (
            "{ ledgerTotals(groupBy: [PERIOD]) { count entries { nodes { rowNo } } } }",
            ["ledgerTotals", "entries"],
        ),
    ],
)
def test_a_list_inside_a_row_is_refused_with_its_place(query: str, path: list[str]) -> None:
    error = refused(query)

    assert error["path"] == path
    assert error["extensions"] == {"code": "nested-list"}
    assert error["message"] == (
        f"`{'.'.join(path)}` is a list inside each row, and a cell holds one value; leave it out here, "
        "and ask for it in a request of its own"
    )


def test_a_page_that_is_not_asked_for_is_no_reason_to_refuse() -> None:
    query = "query ($first: Int, $after: String) { events(first: $first, after: $after) { nodes { code } } }"

    assert names(query) == names(query, first=None, after=None) == ["code"]
    assert refused(query, first=5)["extensions"] == {"code": "export-refused"}


def test_what_does_not_fit_the_schema_is_refused_as_everywhere() -> None:
    query = "query ($quarter: Quarter) { ledgerEntries(where: {quarter: $quarter}) { nodes { rowNo } } }"

    assert refused("{ events { nodes { nothing } } }")["extensions"] == {"code": "bad-request"}
    assert refused(query, quarter="2019")["extensions"]["code"] == "malformed"
    assert refused("{ events { nodes { code } } }", it="x" * 201)["extensions"]["limit"] == "text_length"


async def test_a_list_of_several_pages_comes_once_in_its_order(many_engine: Engine) -> None:
    query = "{ ledgerEntries(orderBy: DOCUMENT) { nodes { documentNo lineNo } } }"

    pages = await walked(many_engine, query)

    assert [len(page) for page in pages] == [100, 80]
    assert [row for page in pages for row in page] == [
        (f"DOC-{index:03}", line) for index in range(1, 61) for line in (1, 2, 3)
    ]


async def test_edges_and_nodes_are_the_same_rows(many_engine: Engine) -> None:
    by_nodes = "{ events(orderBy: CODE) { totalCount nodes { code } pageInfo { endCursor } } }"
    by_edges = "{ events(orderBy: CODE) { edges { cursor __typename node { code } } __typename } }"

    assert await rows(many_engine, by_edges) == await rows(many_engine, by_nodes)
    assert await rows(many_engine, by_edges) == [(f"EVT-{index:03}",) for index in range(1, 61)]


async def test_a_part_of_a_list_is_that_of_its_parent_and_filter(many_engine: Engine) -> None:
    query = """query ($until: Date) { fundingSource(code: "SRC-007") {
      entries: ledgerEntries(where: {until: $until}, orderBy: NEWEST_FIRST) { nodes {
        documentNo amountReporting { amount }
      } }
    } }"""

    assert await rows(many_engine, query, until="2019-11-30") == [
        ("DOC-007", "200.00"),
        ("DOC-007", "100.00"),
    ]


async def test_totals_are_a_list(many_engine: Engine) -> None:
    query = "{ ledgerTotals(groupBy: [MONTH]) { month office { iso2 } count reporting { amount } } }"

    assert await rows(many_engine, query) == [
        ("2019-10", None, 60, "6000.00"),
        ("2019-11", None, 60, "12000.00"),
        ("2019-12", None, 60, "18000.00"),
    ]


async def test_a_list_without_pages_is_a_list_too(many_engine: Engine) -> None:
    counts = '{ event(code: "EVT-005") { participation { counts { category n } } } }'

    assert await rows(many_engine, counts) == [("TOTAL", 15)]
    assert await rows(many_engine, '{ event(code: "EVT-005") { themes } }') == [("PREVENTION",)]


async def test_a_row_that_is_not_there_is_an_empty_row(many_engine: Engine) -> None:
    context = Context.open(many_engine, local_viewer())
    found = await export('{ nodes(ids: ["x"]) { id ... on Event { code } } }').page(context, 1, None)
    await context.aclose()

    assert found.rows == [(None, None)]


async def test_a_null_object_leaves_all_its_columns_empty(many_engine: Engine) -> None:
    query = """{ ledgerEntries(where: {document: ["DOC-001"]}) { nodes {
      lineNo reverses { rowNo event { code } }
    } } }"""

    assert await rows(many_engine, query) == [(1, None, None), (2, None, None), (3, None, None)]


async def test_an_empty_list_has_one_page_without_rows(many_engine: Engine) -> None:
    query = '{ ledgerEntries(where: {document: ["NONE"]}) { nodes { lineNo } } }'

    assert await walked(many_engine, query) == [[]]


async def test_names_of_the_client_never_meet_those_of_the_walk(many_engine: Engine) -> None:
    query = """query Q($first: Int, $counted: String, $after: [String!]) {
      events(first: $first, where: {code: $after, text: $counted}, orderBy: CODE) {
        pageInfo: nodes { totalCount: code hasNextPage: title }
      }
    }"""

    assert await rows(many_engine, query, after=["EVT-002", "EVT-001"]) == [
        ("EVT-001", "Event 1"),
        ("EVT-002", "Event 2"),
    ]


async def test_a_list_of_nothing_is_told_from_an_empty_list(many_engine: Engine) -> None:
    query = '{ fundingSource(code: "NOBODY") { ledgerEntries { nodes { rowNo } } } }'

    with pytest.raises(ExportFailed) as caught:
        await walked(many_engine, query)

    (error,) = caught.value.errors
    assert error.extensions == {"code": "not-found"}
    assert error.message == (
        "`fundingSource` is null, so nothing can be exported: there is none, or none for you; "
        "look at its code"
    )


async def test_rights_are_those_of_every_other_question(many_engine: Engine) -> None:
    role = Role("reader", LOCAL.permissions - {Permission.LEDGER_READ})
    viewer = Viewer(role, Scope.everything())

    with pytest.raises(ExportFailed) as caught:
        await walked(many_engine, "{ ledgerEntries { nodes { rowNo } } }", viewer)

    (error,) = caught.value.errors
    assert error.extensions == {
        "code": "permission-refused",
        "role": "reader",
        "permission": "ledger.read",
    }
    assert "ledger.read" in error.message


async def test_a_viewer_of_one_country_walks_that_countrys_rows(many_engine: Engine) -> None:
    viewer = Viewer(LOCAL, Scope(sources=None, countries=frozenset({"MD"})))

    pages = await walked(many_engine, "{ ledgerEntries { nodes { office { iso2 } } } }", viewer)

    assert pages == [[("MD",)] * 45]


async def test_a_page_is_as_large_as_the_budget_allows(many_engine: Engine) -> None:
    query = "{ ledgerEntries { nodes { rowNo documentNo office { iso2 } } } }"

    pages = await walked(many_engine, query, cost=250)

    # `ledgerEntries`, `nodes`, `totalCount`, `withheld` and `pageInfo` with its two fields cost 7; a row, 4
    assert [len(page) for page in pages] == [60, 60, 60]


async def test_a_row_that_costs_more_than_the_budget_is_refused(many_engine: Engine) -> None:
    with pytest.raises(RequestRefused, match="of cost, which is fields times rows, and this has 8"):
        await walked(
            many_engine,
            "{ ledgerEntries { nodes { rowNo } } }",
            cost=7,
        )


async def test_a_walk_sees_one_state_of_the_data_to_its_end(sample_url: str) -> None:
    engine = make_engine(sample_url)
    hundred = Allowance(cost=50_000, page=100, requests=60)
    context = Context.open(engine, local_viewer(), Allowances(hundred, hundred))
    walk = export("{ ledgerEntries(orderBy: NEWEST_FIRST) { nodes { rowNo description } } }").walk(context)
    pages = walk.pages()
    await anext(pages)

    with writing(engine) as session:
        tamper(session, "UPDATE ledger_entry SET description = 'Changed'")
    later = [row async for page in pages for row in page.rows]
    await context.aclose()
    engine.dispose()

    assert len(later) == 232
    assert "Changed" not in {description for _, description in later}


async def test_the_list_is_counted_once_and_each_page_costs_one_statement_and_one_a_relation(
    many_engine: Engine,
) -> None:
    query = "{ ledgerEntries { nodes { rowNo office { nameEn } } } }"

    with statements(many_engine) as seen:
        await walked(many_engine, query)

    assert len([each for each in seen if "count(*)" in each]) == 1
    assert len(seen) == 5
