"""The first page: what this is, and every report of the database to download."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.engine import Engine
from resolvers.reports import available_reports
from resolvers.viewer import local_viewer
from web.pages.page import page


@dataclass(frozen=True, slots=True)
class Home:
    """The first page over one database."""

    engine: Engine

    def routes(self) -> list[Route]:
        return [Route("/", self.show)]

    async def show(self, _request: Request) -> Response:
        reports = await run_in_threadpool(available_reports, self.engine, local_viewer())
        sources = [
            {"code": code, "title": title, "reports": list(of_source)}
            for (code, title), of_source in groupby(reports, key=lambda one: (one.source, one.title))
        ]
        return page("home.html", sources=sources, has_sample=any(one.is_sample for one in reports))
