"""Everything that a viewer can come by, from the lists on and from thing to thing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import GraphQLObjectType, get_named_type, is_required_argument
from sqlalchemy import Engine

from resolvers.viewer import Viewer
from schema import schema
from schema.node import NODES
from tests.schema.asking import answer, ask

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
"""By the type that each shows."""

_TYPES: Mapping[str, Any] = schema._schema.type_map
_AT_ONCE = 50

Ids = Mapping[str, set[str]]
"""By the name of the type."""


async def listed(engine: Engine, viewer: Viewer, kinds: Sequence[str]) -> Ids:
    """What the viewer's lists of these kinds show, to their ends."""
    found = {kind: {one async for one in _pages(engine, viewer, LISTS[kind])} for kind in kinds}
    countries = await ask(engine, "{ countries { id } }", viewer)
    return found | {"Country": {country["id"] for country in countries["countries"]}}


async def crawled(engine: Engine, viewer: Viewer, lists: Ids) -> Ids:
    """What the viewer comes by: the lists, and whatever is within what was found, until nothing is new."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    new = lists
    while any(new.values()):
        for kind, ids in new.items():
            seen[kind] |= ids
        within: defaultdict[str, set[str]] = defaultdict(set)
        for kind, ids in new.items():
            for some in _parts(sorted(ids), _AT_ONCE):
                for thing in await things(engine, viewer, some, _fields_within(kind)):
                    _gather(thing, within)
        new = {kind: ids - seen[kind] for kind, ids in within.items()}
    return seen


async def by_id(engine: Engine, viewer: Viewer, ids: Sequence[str]) -> set[str]:
    """Those of the ids that lead the viewer to something."""
    found = [thing for some in _parts(ids, _AT_ONCE) for thing in await things(engine, viewer, some, "id")]
    return {thing["id"] for thing in found if thing is not None}


async def things(engine: Engine, viewer: Viewer, ids: Sequence[str], fields: str) -> list[Any]:
    """Things by their ids, each with these fields."""
    document = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename id {fields} }} }}"
    shown, errors = await answer(engine, document, viewer, ids=list(ids))
    # rows are refused to some, and everything else that was asked stands beside that
    assert {error.extensions["code"] for error in errors if error.extensions} <= {"permission-refused"}
    found: list[Any] = shown["nodes"]
    return found


async def _pages(engine: Engine, viewer: Viewer, name: str) -> Any:
    after = None
    while True:
        document = f"""query ($after: String) {{ {name}(first: 100, after: $after) {{
            nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}"""
        page = (await ask(engine, document, viewer, after=after))[name]
        for thing in page["nodes"]:
            yield thing["id"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def _fields_within(kind: str) -> str:
    return f"... on {kind} {{ id {_within(_TYPES[kind], depth=2)} }}"


def _within(kind: Any, depth: int) -> str:
    return " ".join(_selections(kind, depth))


def _selections(kind: Any, depth: int) -> Iterator[str]:
    """Every field that leads to things, past what is no thing by itself."""
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if any(is_required_argument(given) and given.default_value is None for given in field.args.values()):
            continue
        if inner.name in NODES:
            yield f"{name} {{ __typename id }}"
        elif inner.name.endswith("Connection"):
            yield f"{name}(first: 100) {{ nodes {{ __typename id }} }}"
        elif isinstance(inner, GraphQLObjectType) and depth > 1 and (further := _within(inner, depth - 1)):
            yield f"{name} {{ {further} }}"


def _gather(shown: Any, into: Mapping[str, set[str]]) -> None:
    if isinstance(shown, list):
        for each in shown:
            _gather(each, into)
    elif isinstance(shown, dict):
        if shown.get("id") and shown.get("__typename") in NODES:
            into[shown["__typename"]].add(shown["id"])
        for each in shown.values():
            _gather(each, into)


def _parts(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))
