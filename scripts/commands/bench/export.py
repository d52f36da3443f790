"""What an export needs at once: no more for a long list than for a short one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from tempfile import TemporaryFile
from typing import Final

from db.engine import Engine
from reports import separated
from reports.excel.listing import ListWorkbook
from reports.listing import About
from resolvers.context import Context
from resolvers.viewer import local_viewer
from schema.documents import Documents
from schema.exporting import Export, Page
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.measures import Measure, Unit, ratio, seconds
from scripts.commands.bench.memory import peak_bytes
from scripts.commands.bench.sample import sample_database
from scripts.commands.bench.timing import medians_in_turn

_FEW, _MANY = 1_000, 4_000
_PEAK: Final = 1.2
_TIME: Final = 4.6
"""Four times the rows, with room for a seventh."""
_QUERY: Final = """{ ledgerEntries { nodes {
  documentNo lineNo postingDate office { iso2 nameEn } budgetLine { code } vendorName description
  amountReporting { amount currency } amountUsd { amount } event { code } reverses { rowNo } postedAt
} } }"""


def measure(settings: Settings) -> Iterator[Measure]:
    """The ledger in both forms; a page is warmed up first, so that what stays for good is not counted."""
    with sample_database(_FEW) as few, sample_database(_MANY) as many:
        for form, write in _FORMS.items():
            short, long = partial(write, few), partial(write, many)
            times = medians_in_turn({"short": short, "long": long}, settings.runs)
            yield seconds(f"{form}, {_FEW:,} rows", times["short"])
            yield seconds(f"{form}, {_MANY:,} rows", times["long"])
            yield ratio(f"{form}, {_MANY:,} / {_FEW:,} rows", times["long"], times["short"], _TIME)
            peaks = {"short": peak_bytes(short), "long": peak_bytes(long)}
            yield Measure(f"peak memory, {form}, {_FEW:,} rows", peaks["short"], Unit.BYTES)
            yield ratio(
                f"peak memory, {form}, {_MANY:,} / {_FEW:,} rows", peaks["long"], peaks["short"], _PEAK
            )


def _csv(engine: Engine) -> None:
    async def write() -> None:
        export = Export(Documents(), _QUERY, None, {})
        with TemporaryFile() as out:
            out.write(separated.heading(export.columns))
            async for page in _pages(engine, export):
                out.write(separated.lines(export.columns, page.rows))

    asyncio.run(write())


def _xlsx(engine: Engine) -> None:
    async def write() -> None:
        export = Export(Documents(), _QUERY, None, {})
        pages = _pages(engine, export)
        first = await anext(pages)
        with ListWorkbook(export.columns, _about(export, first), first.rows) as book, TemporaryFile() as out:
            book.add(first.rows)
            async for page in pages:
                book.add(page.rows)
            book.save(out)

    asyncio.run(write())


_FORMS: Final[Mapping[str, Callable[[Engine], None]]] = {"csv": _csv, "xlsx": _xlsx}


async def _pages(engine: Engine, export: Export) -> AsyncIterator[Page]:
    context = Context.open(engine, local_viewer())
    try:
        async for page in export.walk(context).pages():
            yield page
    finally:
        await context.aclose()


def _about(export: Export, first: Page) -> About:
    return About(
        name=export.name,
        title=export.title,
        query=export.text,
        variables="{}",
        exported_at=datetime(2020, 1, 8, tzinfo=UTC),
        role="local",
        rows=first.total or 0,
        withheld=None,
        notice=None,
    )
