"""A list selects the columns that are asked for and no others, and answers as if it had selected all."""

from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)
from sqlalchemy import Engine

from schema import schema
from tests.schema.asking import ask, statements

pytestmark = pytest.mark.anyio

LISTS = {
    "Programme": "programmes",
    "Organisation": "organisations",
    "ResultNode": "resultNodes",
    "Indicator": "indicators",
    "Event": "events",
    "FundingSource": "fundingSources",
    "LedgerEntry": "ledgerEntries",
    "Commitment": "commitments",
    "AuditEvent": "auditEvents",
}


def type_of(name: str) -> GraphQLObjectType:
    found = schema._schema.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


def test_every_list_of_the_root_is_looked_at_here() -> None:
    root = type_of("Query").fields

    assert {name for name, field in root.items() if "first" in field.args} == set(LISTS.values())


def selected(name: str, field: GraphQLField) -> str:
    """A field with whatever must be given and asked so that it shows something."""
    needed = [key for key, given in field.args.items() if is_required_argument(given)]
    arguments = ", ".join(f'{key}: "2020-Q1"' for key in needed)
    shown = get_named_type(field.type)
    if is_leaf_type(shown):
        below = ""
    elif isinstance(shown, GraphQLUnionType):
        below = "{ __typename }"
    else:
        assert isinstance(shown, GraphQLObjectType)
        leaves = [key for key, each in shown.fields.items() if is_leaf_type(get_named_type(each.type))]
        below = f"{{ {' '.join(leaves) or '__typename'} }}"
    return f"{name}{f'({arguments})' if arguments else ''} {below}"


@pytest.mark.parametrize("kind", LISTS)
async def test_each_field_alone_is_what_it_is_in_a_row_that_was_selected_whole(
    sample_engine: Engine, many_engine: Engine, kind: str
) -> None:
    """Things that are asked for by their ids are selected whole."""
    engine = many_engine if kind == "AuditEvent" else sample_engine  # nobody has done anything in the sample
    fields = {name: selected(name, field) for name, field in type_of(kind).fields.items()}
    alone = " ".join(
        f"{name}: {LISTS[kind]}(first: 40) {{ nodes {{ {of} }} }}" for name, of in fields.items()
    )
    ids = await ask(engine, f"{{ list: {LISTS[kind]}(first: 40) {{ nodes {{ id }} }} }}")

    found = await ask(engine, f"{{ {alone} }}")
    whole = await ask(
        engine,
        f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {kind} {{ {' '.join(fields.values())} }} }} }}",
        ids=[row["id"] for row in ids["list"]["nodes"]],
    )

    assert whole["nodes"]
    for name in fields:
        assert [row[name] for row in found[name]["nodes"]] == [row[name] for row in whole["nodes"]], name


async def columns(engine: Engine, document: str, **variables: Any) -> set[str]:
    """The columns of the ledger that the one statement selects, beside those that it is ordered by."""
    with statements(engine) as seen:
        await ask(engine, document, **variables)
    (statement,) = seen
    clause = statement.split("FROM", 1)[0]
    return {each.split(".")[1] for each in clause.replace(",", " ").split() if "." in each}


GIVEN = "query ($yes: Boolean! = true, $no: Boolean! = false)"
USED = "a: __typename @skip(if: $yes) b: __typename @skip(if: $no)"
ROW = "fragment Row on LedgerEntry { vendorCode glAccount }"
PAGE = """
fragment Page on LedgerEntryConnection { nodes { ...Row } edges { node { amountUsd { minor } } } }
"""


def fragments_in(asked: str) -> str:
    """The fragments that are spread, as none may be defined that is not."""
    return PAGE + ROW if "...Page" in asked else ROW if "...Row" in asked else ""


PLACE = {"posting_date", "document_no", "line_no", "id"}


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("nodes { vendorCode }", {"vendor_code"}),
        ("nodes { a: vendorCode b: vendorCode c: glAccount }", {"vendor_code", "gl_account"}),
        ("edges { node { vendorCode } }", {"vendor_code"}),
        ("edges { cursor }", set()),
        ("nodes { __typename } pageInfo { endCursor }", set()),
        ("nodes { description } edges { node { isSample } }", {"description", "is_sample"}),
        ("nodes { ... on Node { id } }", {"id"}),
        ("nodes { ... { vendorCode } }", {"vendor_code"}),
        ("nodes { ...Row }", {"vendor_code", "gl_account"}),
        ("...Page", {"vendor_code", "gl_account", "amount_usd_minor"}),
        ("nodes { amountUsd { minor } }", {"amount_usd_minor"}),
        ("nodes { amountReporting { minor } }", {"amount_reporting_minor", "reporting_currency"}),
        ("nodes { vendorCode @skip(if: $yes) glAccount @skip(if: $no) }", {"gl_account"}),
        ("nodes { vendorCode @include(if: $yes) glAccount @include(if: $no) }", {"vendor_code"}),
        (
            "nodes { ... @include(if: $no) { vendorCode } ... @include(if: $yes) { glAccount } }",
            {"gl_account"},
        ),
        ("nodes { ...Row @skip(if: $yes) rowNo }", {"row_no"}),
    ],
)
async def test_a_list_selects_what_is_asked_and_what_it_is_ordered_by(
    sample_engine: Engine, asked: str, read: set[str]
) -> None:
    question = f"{GIVEN} {{ ledgerEntries(first: 2) {{ {asked} }} {USED} }} {fragments_in(asked)}"

    assert await columns(sample_engine, question) == PLACE | read


async def test_the_key_of_a_relation_is_selected_and_nothing_else_of_the_row(sample_engine: Engine) -> None:
    with statements(sample_engine) as seen:
        await ask(sample_engine, "{ ledgerEntries(first: 2) { nodes { budgetLine { code } } } }")

    entries, lines = seen
    assert "ledger_entry.budget_line_id" in entries.split("FROM", 1)[0]
    assert "ledger_entry.description" not in entries
    assert "FROM budget_line" in lines


async def test_a_part_of_a_list_and_the_rows_of_groups_select_what_is_asked(sample_engine: Engine) -> None:
    with statements(sample_engine) as seen:
        await ask(
            sample_engine,
            """{
              fundingSources { nodes { ledgerEntries(first: 2) { nodes { vendorCode } } } }
              ledgerTotals(groupBy: [OFFICE]) { entries(first: 2) { nodes { glAccount } } }
            }""",
        )

    (part,) = [each for each in seen if "ledger_entry.vendor_code" in each]
    (rows,) = [each for each in seen if "ledger_entry.gl_account" in each]
    assert "description" not in part + rows
