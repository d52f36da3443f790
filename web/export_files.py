"""The two forms of an exported list: rows sent as they are read, or a workbook that is complete first."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Final, TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from reports import separated
from reports.excel import listing as excel
from reports.listing import About, ListColumn
from resolvers.context import Context
from schema.export_refusals import TooManyRows
from schema.exporting import Page

PIECE: Final = 64 * 1024
"""Bytes of a stored file that are sent at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A list whose first page is there. It is read in the transaction of its context."""

    columns: tuple[ListColumn, ...]
    about: About
    first: Page
    rest: AsyncIterator[Page]
    context: Context
    request: Request

    async def pages(self) -> AsyncIterator[Page]:
        """All pages. Raises ExportFailed, and ClientDisconnect when nobody waits for them any more."""
        yield self.first
        async for page in self.rest:
            if await self.request.is_disconnected():
                raise ClientDisconnect
            yield page


@dataclass(frozen=True, slots=True, eq=False)
class Sendable:
    """A file in pieces, with what the headers say of it. What it needs is open meanwhile."""

    pieces: AsyncIterator[bytes]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file."""

    extension: str
    media_type: str
    begin: Begin
    most_rows: int | None = None

    def check(self, rows: int) -> None:
        """Raises TooManyRows."""
        if self.most_rows is not None and rows > self.most_rows:
            raise TooManyRows(rows, self.most_rows)


Begin: TypeAlias = Callable[[Listing, AsyncExitStack], Awaitable[Sendable]]
"""What it opens on the way, it gives to the stack to close."""


async def begin_csv(listing: Listing, _opened: AsyncExitStack) -> Sendable:
    """Rows that are sent as they are read."""
    return Sendable(_lines(listing), {})


async def begin_xlsx(listing: Listing, opened: AsyncExitStack) -> Sendable:
    """A workbook that is complete before its first byte is sent."""
    book = opened.enter_context(excel.ListWorkbook(listing.columns, listing.about, listing.first.rows))
    async for page in listing.pages():
        await run_in_threadpool(book.add, page.rows)
    # whoever takes the file slowly need not hold a transaction
    await listing.context.aclose()
    file = opened.enter_context(_nameless_file())
    length = await run_in_threadpool(book.save, file)
    file.seek(0)
    return Sendable(_pieces(file), {"content-length": str(length)})


async def _lines(listing: Listing) -> AsyncIterator[bytes]:
    head = separated.heading(listing.columns)
    async for page in listing.pages():
        yield head + await run_in_threadpool(separated.lines, listing.columns, page.rows)
        head = b""


def _nameless_file() -> IO[bytes]:
    """A file on the disk that is gone when it is closed, even by a crash."""
    return TemporaryFile()


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    while piece := await run_in_threadpool(file.read, PIECE):
        yield piece


CSV: Final = Form("csv", separated.MEDIA_TYPE, begin_csv)
XLSX: Final = Form("xlsx", excel.MEDIA_TYPE, begin_xlsx, excel.MOST_ROWS)
