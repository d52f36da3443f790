"""What a GraphQL list asks of the database must not depend on its length."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any, Final

from db.engine import Engine
from resolvers.context import Context
from resolvers.viewer import local_viewer
from schema import schema
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.measures import Measure, Unit, ratio
from scripts.commands.bench.sample import sample_database
from scripts.commands.bench.statements_seen import statements_seen

_FEW, _MANY = 2, 50

# Each row of the sample has what is asked of it here, so that no relation is left out of the short page.
_LISTS: Final[Mapping[str, str]] = {
    "organisations": "{ list: organisations(first: %d) { totalCount nodes { code country { iso2 } } } }",
    "resultNodes": """{ list: resultNodes(first: %d) {
        totalCount nodes { code programme { code } children { code } indicators { code } } } }""",
    "indicators": """{ list: indicators(first: %d) {
        totalCount nodes { code node { code } baseline { value } targets { value } actuals { value } } } }""",
    "events": """{ list: events(first: %d) {
        totalCount nodes { code country { iso2 } organisers { organisation { name } }
        participation { counts { n } } figures { name } recommendations { text } texts { text } } } }""",
    "ledgerEntries": """{ list: ledgerEntries(first: %d) {
        totalCount nodes { documentNo wbs office { iso2 } fundingSource { code } budgetLine { code } } } }""",
}


def measure(_settings: Settings) -> Iterator[Measure]:
    """Over the sample, with relations in every row; counted once, because a count does not vary."""
    with sample_database() as engine:
        for name, document in _LISTS.items():
            few_rows, few = asyncio.run(_asked(engine, document % _FEW))
            many_rows, many = asyncio.run(_asked(engine, document % _MANY))
            yield Measure(f"{name}, {few_rows} rows", few, Unit.STATEMENTS)
            yield Measure(f"{name}, {many_rows} rows", many, Unit.STATEMENTS)
            yield ratio(f"{name}, {many_rows} rows / {few_rows} rows", many, few, 1.0)


async def _asked(engine: Engine, document: str) -> tuple[int, int]:
    """How many rows came, and with how many statements."""
    context = Context.open(engine, local_viewer())
    try:
        with statements_seen(engine) as seen:
            result: Any = await schema.execute(document, context_value=context)
    finally:
        await context.aclose()
    if result.errors:
        raise result.errors[0]
    return len(result.data["list"]["nodes"]), len(seen)
