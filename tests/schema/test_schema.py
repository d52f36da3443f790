"""The schema as a contract: written down, described to the last value, and true to what stands behind it."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    is_introspection_type,
    is_specified_scalar_type,
    validate_schema,
)
from graphql.type import GraphQLScalarType

from db.models.base import Base, Sampled
from db.queries.page import ListQuery
from schema import schema, sdl
from schema.common import DECLARATION, Relation
from schema.connections import Listed
from schema.figure_field import Figure

WRITTEN = Path(__file__).parents[2] / "schema" / "schema.graphql"


def made() -> GraphQLSchema:
    return build_schema(sdl())


def described(of: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything that a reader may ask about, with what is said about it."""
    for name, kind in of.type_map.items():
        if is_introspection_type(kind) or is_specified_scalar_type(kind):
            continue
        yield name, kind.description
        if isinstance(kind, GraphQLEnumType):
            for value, about in kind.values.items():
                yield f"{name}.{value}", about.description
        if isinstance(kind, GraphQLInputObjectType):
            for field, given in kind.fields.items():
                yield f"{name}.{field}", given.description
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, asked in kind.fields.items():
                yield f"{name}.{field}", asked.description
                for argument, wanted in asked.args.items():
                    yield f"{name}.{field}({argument})", wanted.description


def test_the_file_in_the_tree_is_the_schema() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == sdl(), (
        "the schema has changed: `.venv/bin/python -m scripts.commands schema > schema/schema.graphql`"
    )


def test_the_schema_is_valid() -> None:
    assert validate_schema(made()) == []


def test_everything_is_described() -> None:
    assert [name for name, about in described(made()) if not (about or "").strip()] == []


def test_no_description_is_a_mere_name() -> None:
    assert [
        name for name, about in described(made()) if about and not about.strip().endswith((".", "`."))
    ] == []


def test_every_scalar_of_our_own_says_where_it_is_specified() -> None:
    scalars = {
        name: kind.specified_by_url
        for name, kind in made().type_map.items()
        if isinstance(kind, GraphQLScalarType) and not is_specified_scalar_type(kind)
    }

    assert sorted(scalars) == ["BigInt", "Date", "DateTime", "Decimal", "Month", "Quarter"]
    assert all(address and address.startswith("https://") for address in scalars.values())


def test_ids_and_pages_have_the_shape_that_relay_asks_for() -> None:
    of = made()
    query = of.query_type
    assert query

    assert str(query.fields["node"].type) == "Node"
    assert str(query.fields["nodes"].type) == "[Node]!"
    assert str(of.type_map["PageInfo"].fields["hasNextPage"].type) == "Boolean!"  # type: ignore[attr-defined]
    assert sorted(of.type_map["PageInfo"].fields) == [  # type: ignore[attr-defined]
        "endCursor",
        "hasNextPage",
        "hasPreviousPage",
        "startCursor",
    ]
    for name in ("Event", "FundingSource", "Indicator", "LedgerEntry", "Organisation", "ResultNode"):
        connection: Any = of.type_map[f"{name}Connection"]
        assert str(connection.fields["edges"].type) == f"[{name}Edge!]!"
        assert str(of.type_map[f"{name}Edge"].fields["cursor"].type) == "String!"  # type: ignore[attr-defined]


def test_money_is_an_exact_decimal_and_whole_minor_units() -> None:
    money: Any = made().type_map["Money"]

    assert {name: str(field.type) for name, field in money.fields.items()} == {
        "amount": "Decimal!",
        "currency": "String!",
        "minor": "BigInt!",
    }


def test_every_type_whose_rows_may_be_invented_says_so() -> None:
    types: Any = made().type_map
    names = {mapper.class_.__name__ for mapper in Base.registry.mappers if issubclass(mapper.class_, Sampled)}

    shown = names & types.keys()

    assert shown >= {
        "Actual",
        "BudgetVersion",
        "Event",
        "Instalment",
        "LedgerEntry",
        "ProgrammePartner",
        "Target",
    }
    assert [name for name in shown if "isSample" not in types[name].fields] == []
    assert "isSample" in types["Risk"].fields


def declarations() -> Iterator[tuple[str, Any, Any]]:
    """Every declared field: its place, its declaration, and its arguments."""
    of = schema._schema
    for name, kind in of.type_map.items():
        if isinstance(kind, GraphQLObjectType):
            for field, asked in kind.fields.items():
                definition = asked.extensions.get("strawberry-definition")
                declared = getattr(definition, "metadata", {}).get(DECLARATION)
                if declared is not None:
                    yield f"{name}.{field}", declared, asked.args


def test_every_filter_and_order_is_one_of_its_query_object() -> None:
    lists = [
        (place, declared, given) for place, declared, given in declarations() if isinstance(declared, Listed)
    ]
    assert len(lists) >= 10

    for place, declared, given in lists:
        known = {field.name for field in fields(declared.query)} - {"scope"}
        assert issubclass(declared.query, ListQuery)
        asked: set[str] = set()
        if "where" in given:
            conditions = given["where"].type.extensions["strawberry-definition"].origin
            asked |= {field.name for field in fields(conditions)}
        if "orderBy" in given:
            asked.add("order")
        assert asked == known, place


def test_what_a_row_leads_to_can_be_read_from_its_type() -> None:
    declared = {place: each for place, each, _ in declarations() if isinstance(each, Relation | Figure)}

    organisers = declared["Event.organisers"]
    assert isinstance(organisers, Relation)
    assert (organisers.key, organisers.many) == ("id", True)
