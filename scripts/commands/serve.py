"""Serve: make the database ready, take the port, answer until stopped."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing, suppress
from typing import Final

import typer
import uvicorn

from db.engine import Engine, Session, make_engine, reading
from db.errors import ReportingError
from db.migrate import is_empty, require_current, upgrade
from db.models.accounts import RoleName
from db.queries.accounts import is_known_to_anybody
from db.sample.load import ProgrammePresent, is_loaded
from resolvers.frames import with_room
from schema.documents import Documents
from scripts.commands.demo import demo_tokens
from scripts.commands.load_sample import fill_with_sample
from web.app import create_app
from web.logs import configure_logs
from web.settings import Settings

BEGIN = (
    "This database holds no programme yet. To see the program at work: "
    "./scripts/rctp load-sample, with the same --database."
)
DEMO = "A token of each role, good until this ends; sign in with one, or send `Authorization: Bearer TOKEN`:"
NO_ACCOUNT = (
    "Nobody can sign in yet. To make the first account: "
    "./scripts/rctp user create NAME --role admin, with the same --database."
)


_TURN: Final = 0.0005
"""Seconds after which a thread that computes lets another one go on."""


class PortTaken(ReportingError):
    """The address to listen on cannot be had."""

    code = "port-taken"

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"cannot listen on {host} port {port}: {reason}; choose another with --port or --host"
        )


def serve(settings: Settings) -> None:
    """Answer requests until Ctrl-C. Raises PortTaken and DatabaseNotReady before anything is served."""
    configure_logs(on_terminal=sys.stderr.isatty())
    with ExitStack() as opened:
        listener = opened.enter_context(closing(_listen(settings.host, settings.port)))
        prepare_database(settings)
        app = create_app(settings)
        tokens = opened.enter_context(demo_tokens(settings))
        _say_what_is_missing(settings, tokens)
        _say_where(settings, listener.getsockname()[1])
        _say_tokens(tokens)
        config = uvicorn.Config(
            app,
            loop="uvloop",
            http="httptools",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            # Nobody may say on whose behalf a request comes: only the connection counts.
            proxy_headers=False,
            # Ctrl-C waits so many seconds for downloads that are under way.
            timeout_graceful_shutdown=5,
        )
        settle()
        with suppress(KeyboardInterrupt):
            with_room(uvicorn.Server(config).run, sockets=[listener])


def settle() -> None:
    """Spare the collector what stays for good, and let it look less often at what requests make.

    Of the time for a long list it took 36 in a hundred parts before, and takes 3.
    Threads that compute take short turns, so that a small answer does not wait for a large import.
    """
    _ = Documents().read("{ __typename }").errors  # what a first request would bring along
    gc.collect()
    gc.freeze()
    _young, middle, old = gc.get_threshold()
    gc.set_threshold(10_000, middle, old)
    sys.setswitchinterval(_TURN)


def prepare_database(settings: Settings) -> None:
    """Migrate a database that is the default or empty, and put the sample into an empty default.

    Any other must be at the newest migration already: raises DatabaseNotReady.
    """
    engine = make_engine(settings.database_url)
    try:
        if settings.is_default_database or is_empty(engine):
            upgrade(settings.database_url)
        require_current(engine)
        if settings.is_default_database and not _has_programme(settings):
            _fill_when_empty(engine)
    finally:
        engine.dispose()


def _fill_when_empty(engine: Engine) -> None:
    with suppress(ProgrammePresent):
        fill_with_sample(engine)


def _has_programme(settings: Settings) -> bool:
    return _is_so(settings, is_loaded)


def _is_so(settings: Settings, asked: Callable[[Session], bool]) -> bool:
    engine = make_engine(settings.database_url)
    try:
        with reading(engine) as session:
            return asked(session)
    finally:
        engine.dispose()


def _say_what_is_missing(settings: Settings, tokens: Mapping[RoleName, str]) -> None:
    if not _has_programme(settings):
        typer.echo(BEGIN)
    if not tokens and not _is_so(settings, is_known_to_anybody):
        typer.echo(NO_ACCOUNT)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        # Python adds the address, which is said already.
        reason = (error.strerror or str(error)).partition(" (while")[0].lower()
        raise PortTaken(host, port, reason) from None


def _say_where(settings: Settings, port: int) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    home = f"http://{host}:{port}"
    typer.echo(f"Reports   {home}/")
    typer.echo(f"GraphQL   {home}/graphql")
    typer.echo(f"Schema    {home}/schema.graphql")
    typer.echo(f"Health    {home}/health/ready")


def _say_tokens(tokens: Mapping[RoleName, str]) -> None:
    if tokens:
        typer.echo(DEMO)
    for role, token in tokens.items():
        typer.echo(f"  {role:<11} {token}")
    typer.echo("Stop with Ctrl-C.")
    sys.stdout.flush()
