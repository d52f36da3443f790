"""All wiring, on one page: which address is answered by what, and what every request passes first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from db.engine import Engine, make_engine
from db.errors import ReportingError
from web.auth import Callers
from web.downloads import Downloads
from web.errors import InternalErrors, answer_http_error, answer_refusal
from web.exports import export_routes
from web.graphql import graphql_routes
from web.graphql_persisted import KnownQueries
from web.headers import SecurityHeaders
from web.health import Health
from web.hosts import KnownHosts
from web.logs import RequestLog
from web.pages.home import Home
from web.pages.provider import ByProvider
from web.pages.sign_in import SigningIn
from web.rate_limit import RateLimit
from web.refusals import RefusalsNoted
from web.settings import Settings
from web.trail import TrailFile
from web.uploads import Uploads

STATIC: Final = Path(__file__).parent / "static"


def passed_first(engine: Engine, settings: Settings) -> list[Middleware]:
    """By every request, from the outside in."""
    return [
        Middleware(RequestLog),
        Middleware(SecurityHeaders),
        Middleware(KnownHosts, settings=settings),
        Middleware(InternalErrors),
        Middleware(RefusalsNoted, engine=engine),
    ]


def create_app(settings: Settings) -> Starlette:
    """The application over the database of the settings, which it closes when it ends."""
    engine = make_engine(settings.database_url)
    known, rates = KnownQueries(settings), RateLimit(settings.allowances)
    callers = Callers(engine, settings)
    signing = SigningIn(engine, settings, callers)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        engine.dispose()

    return Starlette(
        routes=[
            *Home(engine, callers).routes(),
            *signing.routes(),
            *ByProvider(signing).routes(),
            *graphql_routes(engine, settings, known, rates, callers),
            *export_routes(engine, settings, known, rates, callers),
            *Downloads(engine, callers).routes(),
            *Uploads(engine, callers).routes(),
            *TrailFile(engine, callers).routes(),
            *Health(engine).routes(),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=passed_first(engine, settings),
        exception_handlers={ReportingError: answer_refusal, HTTPException: answer_http_error},
        lifespan=lifespan,
    )
