"""The first page: what this is, and every report of the database to download."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.engine import Engine
from resolvers.permissions import Permission
from resolvers.reports import AvailableReport, available_reports
from web.auth import Callers
from web.pages.page import page
from web.sessions import form_token


@dataclass(frozen=True, slots=True)
class Home:
    """The first page over one database."""

    engine: Engine
    callers: Callers

    def routes(self) -> list[Route]:
        return [Route("/", self.show)]

    async def show(self, request: Request) -> Response:
        """The reports, for those who may read them."""
        viewer = await self.callers.viewer(request)
        may_read = Permission.REPORTS_READ in viewer.permissions
        reports: list[AvailableReport] = []
        if may_read:
            reports = await run_in_threadpool(available_reports, self.engine, viewer)
        sources = [
            {"code": code, "title": title, "reports": list(of_source)}
            for (code, title), of_source in groupby(reports, key=lambda one: (one.source, one.title))
        ]
        has_sample = any(one.is_sample for one in reports)
        secret = None if "authorization" in request.headers else self.callers.sessions.secret_of(request)
        return page(
            "home.html",
            sources=sources,
            has_sample=has_sample,
            may_read=may_read,
            viewer=viewer,
            form=None if secret is None else form_token(secret),
        )
